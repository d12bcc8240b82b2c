import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shellWord } from '../src/rule.ts'

test('an id stays as it is, so that people can read the command', () => {
  expect(shellWord('subnet-0a1b2c')).toBe('subnet-0a1b2c')
})

test('a name with anything in it is one word to a shell, and nothing in it runs', () => {
  const hostile = ["it's", '$(touch /tmp/x)', '`id`', 'a b', '"', ';rm -rf .', '', '-', "'\\''"]
  fc.assert(
    fc.property(fc.oneof(fc.constantFrom(...hostile), fc.string({ maxLength: 12 })), (name) => {
      const clean = name.replaceAll('\0', '')
      expect(execFileSync('sh', ['-c', `printf %s ${shellWord(clean)}`], { encoding: 'utf8' })).toBe(clean)
    }),
    { numRuns: 60 },
  )
})
