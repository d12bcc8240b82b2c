import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BlockIndex } from '../../src/network/block-index.ts'
import { parsePrefix } from '../../src/network/prefix.ts'

/** Blocks that nest or touch: few first octets, every length. */
const text = fc
  .tuple(
    fc.constantFrom(10, 11),
    fc.constantFrom(0, 128),
    fc.constantFrom(0, 64, 255),
    fc.integer({ min: 0, max: 32 }),
  )
  .map(([a, b, c, length]) => `${a}.${b}.${c}.0/${length}`)

/** The slow definition: one block is a piece of the other if their first bits agree as far as the shorter one goes. */
const bitsOf = (cidr: string): string => {
  const [address = '', length] = cidr.split('/')
  return address
    .split('.')
    .map((octet) => Number(octet).toString(2).padStart(8, '0'))
    .join('')
    .slice(0, Number(length))
}
const nest = (a: string, b: string): boolean =>
  bitsOf(a).startsWith(bitsOf(b)) || bitsOf(b).startsWith(bitsOf(a))

test('finds every block that overlaps another, and no other', () => {
  fc.assert(
    fc.property(fc.array(text, { maxLength: 20 }), text, (blocks, asked) => {
      const index = new BlockIndex<number>()
      blocks.forEach((block, at) => {
        const prefix = parsePrefix(block)
        if (prefix) index.add(prefix, at)
      })
      const prefix = parsePrefix(asked)
      const found = prefix ? [...index.overlapping(prefix)].toSorted((a, b) => a - b) : []
      expect(found).toEqual(blocks.flatMap((block, at) => (nest(block, asked) ? [at] : [])))
    }),
  )
})

test('families have nothing in common', () => {
  const index = new BlockIndex<string>()
  const [six, four] = [parsePrefix('::/0'), parsePrefix('0.0.0.0/0')]
  if (six) index.add(six, 'six')
  expect(four ? [...index.overlapping(four)] : undefined).toEqual([])
})
