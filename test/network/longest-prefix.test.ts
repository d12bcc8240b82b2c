import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LongestPrefix } from '../../src/network/longest-prefix.ts'
import { parsePrefix } from '../../src/network/prefix.ts'

/** The slow definition: a block is the string of bits that its addresses share. */
const bitsOf = (address: bigint, bits: number): string => address.toString(2).padStart(bits, '0')

const related = (
  family: 4 | 6,
): fc.Arbitrary<readonly { address: bigint; length: number; rank: number }[]> => {
  const bits = family === 4 ? 32 : 128
  const near = fc.bigInt({ min: 0n, max: 255n }).map((low) => (0x0an << BigInt(bits - 8)) | low)
  return fc.array(
    fc.record({
      address: fc.oneof(near, fc.bigInt({ min: 0n, max: (1n << BigInt(bits)) - 1n })),
      length: fc.oneof(fc.constantFrom(0, 1, 8, bits - 8, bits - 1, bits), fc.integer({ min: 0, max: bits })),
      rank: fc.integer({ min: 0, max: 3 }),
    }),
    { maxLength: 12 },
  )
}

describe('the longest prefix that holds an address', () => {
  for (const family of [4, 6] as const) {
    const bits = family === 4 ? 32 : 128
    test(`is the one that shares most bits with it (IPv${family})`, () => {
      fc.assert(
        fc.property(related(family), (given) => {
          const entries = given.map(({ address, length, rank }, value) => {
            const hostBits = BigInt(bits - length)
            return {
              prefix: { family, first: (address >> hostBits) << hostBits, length },
              rank: rank * 100 + value,
              value,
            }
          })
          const table = new LongestPrefix(entries)
          const probes = given.flatMap(({ address }) => [address, address ^ 1n, address ^ 255n])
          for (const probe of [...probes, 0n, (1n << BigInt(bits)) - 1n]) {
            const holding = entries.filter(({ prefix }) =>
              bitsOf(probe, bits).startsWith(bitsOf(prefix.first, bits).slice(0, prefix.length)),
            )
            const [best] = holding.toSorted((a, b) => b.prefix.length - a.prefix.length || a.rank - b.rank)
            expect(table.at(family, probe)).toBe(best?.value)
          }
        }),
        { numRuns: 500 },
      )
    })
  }

  test('is none where no prefix holds it, before, between and behind', () => {
    const prefix = parsePrefix('10.0.0.0/8')
    const table = new LongestPrefix(prefix ? [{ prefix, rank: 0, value: 'ten' }] : [])
    const at = (text: string): string | undefined => table.at(4, parsePrefix(text)?.first ?? 0n)
    expect([at('9.255.255.255'), at('10.0.0.0'), at('10.255.255.255'), at('11.0.0.0')]).toEqual([
      undefined,
      'ten',
      'ten',
      undefined,
    ])
  })
})
