import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { throughEntries, throughOnAll } from '../../../src/network/exposure/filters.ts'
import { isEmpty } from '../../../src/network/intervals.ts'
import type { Entry } from '../../../src/network/nacl.ts'
import { parsePrefix } from '../../../src/network/prefix.ts'

/** Blocks that nest and touch: unrelated ones would never meet. */
const CIDRS = ['0.0.0.0/0', '203.0.113.0/24', '203.0.113.0/28', '203.0.113.16/28', '203.0.113.128/25']
const ADDRESSES = [
  '203.0.113.0',
  '203.0.113.15',
  '203.0.113.16',
  '203.0.113.127',
  '203.0.113.128',
  '198.51.100.1',
]
const PORTS = [0, 1, 21, 22, 23, 443, 444, 1024, 65_535]

const entries = fc
  .array(
    fc.record({
      allow: fc.boolean(),
      protocol: fc.constantFrom(6, 17, -1),
      cidr: fc.constantFrom(...CIDRS),
      ports: fc.constantFrom<readonly [number, number]>(
        [0, 65_536],
        [22, 23],
        [22, 444],
        [443, 444],
        [1024, 65_536],
      ),
    }),
    { maxLength: 8 },
  )
  .map((given) =>
    given.map(({ allow, protocol, cidr, ports }, index): Entry => {
      const prefix = parsePrefix(cidr)
      if (!prefix) throw new Error(cidr)
      return {
        number: index,
        allow,
        protocol,
        prefix,
        cidr,
        ports: protocol === -1 ? [[0, 65_536]] : [ports],
      }
    }),
  )

const host = (address: string): bigint => parsePrefix(address)?.first ?? 0n

/** The slow definition: walk the list for one address and one port; the first that matches decides. */
const passes = (list: readonly Entry[], address: bigint, port: number): boolean =>
  list.find(
    (entry) =>
      (entry.protocol === -1 || entry.protocol === 6) &&
      address >> BigInt(32 - entry.prefix.length) ===
        entry.prefix.first >> BigInt(32 - entry.prefix.length) &&
      entry.ports.some(([start, end]) => start <= port && port < end),
  )?.allow ?? false

const holds = (openings: ReturnType<typeof throughEntries>, address: bigint, port: number): boolean =>
  openings.some(
    (one) =>
      one.ports.some(([start, end]) => start <= port && port < end) &&
      one.sources.some(([start, end]) => start <= address && address < end),
  )

describe('what a network ACL lets through, as sets', () => {
  test('is what walking its entries says of each address and port', () => {
    fc.assert(
      fc.property(entries, (list) => {
        const openings = throughEntries(list, 6, 4, [[0, 65_536]])
        for (const address of ADDRESSES.map(host)) {
          for (const port of PORTS) expect(holds(openings, address, port)).toBe(passes(list, address, port))
        }
      }),
      { numRuns: 300 },
    )
  })

  test('on all of a range is what passes on every port of it', () => {
    fc.assert(
      fc.property(entries, (list) => {
        const through = throughOnAll(list, 6, 4, [[21, 25]])
        for (const address of ADDRESSES.map(host)) {
          const all = [21, 22, 23, 24].every((port) => passes(list, address, port))
          expect(through.some(([start, end]) => start <= address && address < end)).toBe(all)
        }
      }),
      { numRuns: 300 },
    )
  })

  test('is nothing where there are no entries', () => {
    expect(isEmpty(throughOnAll([], 6, 4, [[0, 65_536]]))).toBe(true)
  })
})
