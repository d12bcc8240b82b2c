import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Prefix,
  addresses,
  common,
  contains,
  halves,
  overlaps,
  parsePrefix,
  widest,
} from '../../src/network/prefix.ts'

/** The slow definition: a block is the string of bits that its addresses share. */
const bitsOf = (cidr: string): string => {
  const [address = '', length] = cidr.split('/')
  const octets = address.split('.').map((octet) => Number(octet).toString(2).padStart(8, '0'))
  return octets.join('').slice(0, Number(length))
}

const parsed = (cidr: string): Prefix => {
  const prefix = parsePrefix(cidr)
  if (!prefix) throw new Error(`${cidr} is no prefix`)
  return prefix
}

const address = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255)).map((octets) => octets.join('.'))
const length = fc.nat(32)
/** Two random blocks almost never touch: half of the pairs have the same address. */
const pair = fc.oneof(
  fc.tuple(address, length, length).map(([one, a, b]) => [`${one}/${a}`, `${one}/${b}`] as const),
  fc
    .tuple(address, length, address, length)
    .map(([one, a, other, b]) => [`${one}/${a}`, `${other}/${b}`] as const),
)

describe('prefixes', () => {
  test('one contains another when its bits begin the other', () => {
    fc.assert(
      fc.property(pair, ([a, b]) => {
        expect(contains(parsed(a), parsed(b))).toBe(bitsOf(b).startsWith(bitsOf(a)))
      }),
    )
  })

  test('they overlap when one contains the other, and share the longer one', () => {
    fc.assert(
      fc.property(pair, ([a, b]) => {
        const nested = bitsOf(b).startsWith(bitsOf(a)) || bitsOf(a).startsWith(bitsOf(b))
        expect(overlaps(parsed(a), parsed(b))).toBe(nested)
        const longer = bitsOf(a).length > bitsOf(b).length ? a : b
        expect(common(parsed(a), parsed(b))).toEqual(nested ? parsed(longer) : undefined)
      }),
    )
  })

  test('the widest of them hold each of them, and none holds another', () => {
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 5 }), (pairs) => {
        const given = pairs.flat()
        const kept = widest(given.map(parsed))
        for (const one of given) expect(kept.filter((wide) => contains(wide, parsed(one)))).toHaveLength(1)
      }),
    )
  })

  test('the addresses of a block are as many as its host bits allow', () => {
    fc.assert(
      fc.property(address, length, (one, bits) => {
        const [start, end] = addresses(parsed(`${one}/${bits}`))
        expect(Number(end - start)).toBe(2 ** (32 - bits))
        expect(Number(start % (end - start))).toBe(0)
      }),
    )
  })

  test('an IPv6 address means the same in full, in short and with zeros', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(65_535), { minLength: 8, maxLength: 8 }), fc.nat(7), (groups, zeroed) => {
        const values = groups.map((group, index) => (index === zeroed || index === zeroed + 1 ? 0 : group))
        const texts = values.map((value) => value.toString(16))
        const short = [...texts.slice(0, zeroed), '', ...texts.slice(zeroed + 2)].join(':')
        const compressed = (zeroed === 0 ? ':' : '') + short + (zeroed >= 6 ? ':' : '')
        const expected = BigInt(`0x${values.map((value) => value.toString(16).padStart(4, '0')).join('')}`)
        expect(parsed(texts.join(':')).first).toBe(expected)
        expect(parsed(texts.map((text) => text.padStart(4, '0')).join(':')).first).toBe(expected)
        expect(parsed(compressed).first).toBe(expected)
      }),
    )
  })

  test.each([
    '',
    '10.0.0.0/33',
    '10.0.0/8',
    '010.0.0.0/8',
    '10.0.0.256',
    '::1::2',
    '2600::/129',
    '10.0.0.0/8/8',
    'pl-1',
  ])('%s is none', (text) => expect(parsePrefix(text)).toBeUndefined())

  test('bits behind the prefix are cleared', () => {
    expect(parsePrefix('10.1.2.3/8')).toEqual(parsePrefix('10.0.0.0/8'))
  })

  test.each([4, 6] as const)('the halves of family %s are all of it', (family) => {
    const [low, high] = halves(family).map(addresses)
    expect(low?.[1]).toBe(high?.[0])
    expect(high?.[1]).toBe(1n << (family === 4 ? 32n : 128n))
  })
})
