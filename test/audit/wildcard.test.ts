import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isPattern, matches } from '../../src/audit/wildcard.ts'

/** The slow definition. */
const byExpression = (pattern: string, text: string): boolean =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
      .replaceAll('*', '[^]*')
      .replaceAll('?', '[^]')}$`,
  ).test(text)

const few = (characters: string) =>
  fc.array(fc.constantFrom(...characters), { maxLength: 8 }).map((all) => all.join(''))

test('agrees with the slow definition', () => {
  fc.assert(
    fc.property(few('ab*?/.'), few('ab/.'), (pattern, text) => {
      expect(matches(pattern, text)).toBe(byExpression(pattern, text))
    }),
    { numRuns: 3000 },
  )
})

test('a star takes in slashes and colons, as ids and ARNs have them', () => {
  expect(
    matches('arn:*:loadbalancer/app/*', 'arn:aws:elasticloadbalancing:eu-west-1:1:loadbalancer/app/shop/5'),
  ).toBe(true)
  expect(matches('subnet-1', 'subnet-12')).toBe(false)
  expect(isPattern('subnet-1')).toBe(false)
})

test('no pattern takes long', () => {
  expect(matches(`${'*a'.repeat(500)}b`, 'a'.repeat(5000))).toBe(false)
})
