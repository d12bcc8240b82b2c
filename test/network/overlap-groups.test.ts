import fc from 'fast-check'
import { expect, test } from 'vitest'
import { overlapGroups } from '../../src/network/overlap-groups.ts'
import { type Prefix, parsePrefix } from '../../src/network/prefix.ts'

/** The slow definition: a block is the string of bits that its addresses share. */
const bitsOf = ({ first, length }: Prefix): string => first.toString(2).padStart(32, '0').slice(0, length)
const meet = (a: Prefix, b: Prefix): boolean =>
  bitsOf(a).startsWith(bitsOf(b)) || bitsOf(b).startsWith(bitsOf(a))

const blocks = fc.array(
  fc.record({ low: fc.integer({ min: 0, max: 255 }), length: fc.integer({ min: 22, max: 32 }) }),
  { maxLength: 12 },
)

test('two blocks overlap only within a group, and all of a group overlap its first', () => {
  fc.assert(
    fc.property(blocks, (given) => {
      const held = given.flatMap(({ low, length }) => {
        const prefix = parsePrefix(`10.0.0.${low}/${length}`)
        return prefix ? [{ prefix }] : []
      })
      const groups = overlapGroups(held)
      expect(groups.flat()).toHaveLength(held.length)
      for (const [index, group] of groups.entries()) {
        const [widest] = group
        expect(group.every((one) => widest && meet(one.prefix, widest.prefix))).toBe(true)
        const others = groups.filter((_, other) => other !== index).flat()
        expect(group.some((one) => others.some((other) => meet(one.prefix, other.prefix)))).toBe(false)
      }
    }),
  )
})
