import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { includes } from '../../src/network/glob-inclusion.ts'

describe('includes', () => {
  test.each<[string, string, boolean]>([
    ['/api/*', '/api/public/*', true],
    ['/api/public/*', '/api/*', false],
    ['*', '*.jpg', true],
    ['*', '', true],
    ['?', '', false],
    ['*.jpg', '*.jpg', true],
    ['*.jp?g', '*.jpeg', true],
    ['*.jp?g', '*.jpg', false],
    ['/a*/b', '/a/c/b', true],
    ['*a*', '*a*b*', true],
    ['*a*b*', '*a*', false],
    ['??*', '*??', true],
    ['*?*?*', '??', true],
    ['/img/*.png', '/img/*', false],
    ['a*', '?*', false],
    ['/IMG/*', '/img/a', false],
    ['**', '***', true],
  ])('%s over %s: %s', (wider, narrower, expected) => {
    expect(includes(wider, narrower)).toBe(expected)
  })

  test('letters are alike where case does not matter', () => {
    expect(includes('/IMG/*', '/img/A', { caseInsensitive: true })).toBe(true)
  })

  /** The definition: word by word, by a matcher that knows nothing of automata. */
  const matches = (pattern: string, word: string): boolean => {
    if (pattern === '') return word === ''
    const [token = '', rest] = [pattern[0], pattern.slice(1)]
    if (token === '*') return matches(rest, word) || (word !== '' && matches(pattern, word.slice(1)))
    return word !== '' && (token === '?' || token === word[0]) && matches(rest, word.slice(1))
  }
  /** No pattern below names c. */
  const words = ['']
  for (const word of words) if (word.length < 7) words.push(`${word}a`, `${word}b`, `${word}c`)
  const known = new Map<string, readonly boolean[]>()
  const matchedBy = (pattern: string): readonly boolean[] => {
    const found = known.get(pattern) ?? words.map((word) => matches(pattern, word))
    known.set(pattern, found)
    return found
  }

  const token = fc.constantFrom('a', 'b', '*', '?')
  const pattern = fc.array(token, { maxLength: 4 }).map((list) => list.join(''))
  /** Most pairs have nothing to do with each other: these come from one another by a change of each token. */
  const related = fc
    .array(fc.tuple(token, fc.constantFrom(undefined, '', 'a', 'b', '?', '*')), { maxLength: 4 })
    .map(
      (list) =>
        [list.map(([own]) => own).join(''), list.map(([own, other]) => other ?? own).join('')] as const,
    )

  test.each([
    ['unrelated', fc.tuple(pattern, pattern)],
    ['related', related],
  ])('agrees with all words up to seven letters, on %s patterns', (_, pairs) => {
    fc.assert(
      fc.property(pairs, ([wider, narrower]) => {
        const outer = matchedBy(wider)
        const inner = matchedBy(narrower)
        expect(includes(wider, narrower)).toBe(inner.every((matched, index) => !matched || outer[index]))
      }),
      { numRuns: 1000 },
    )
  })

  test('gives up on patterns made to be endless, soon and without a word', () => {
    const before = performance.now()
    expect(includes(`*a${'?'.repeat(40)}`, `*a${'*b'.repeat(20)}`)).toBe(false)
    expect(includes(`${'*a?'.repeat(40)}*`, `${'*?a'.repeat(80)}*`)).toBeTypeOf('boolean')
    expect(performance.now() - before).toBeLessThan(4000)
  })
})
