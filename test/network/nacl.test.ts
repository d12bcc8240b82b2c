import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { IntervalSet } from '../../src/network/intervals.ts'
import {
  type Entry,
  IMPLICIT_DENY,
  TCP,
  UDP,
  deniedPorts,
  freeNumberBefore,
  openedBy,
} from '../../src/network/nacl.ts'
import { admittedAddresses, servedAddresses } from '../../src/network/nacl-admits.ts'
import { type Prefix, addresses } from '../../src/network/prefix.ts'

/** A world of 16 addresses (10.0.0.0/28) and 12 ports: small enough to try each. */
const PORTS = 12
const block = fc.tuple(fc.nat(15), fc.integer({ min: 28, max: 32 })).map(([host, length]): Prefix => {
  const hostBits = BigInt(32 - length)
  return { family: 4, first: ((167_772_160n + BigInt(host)) >> hostBits) << hostBits, length }
})
const ports = fc
  .tuple(fc.nat(PORTS - 1), fc.nat(5))
  .map(([from, size]): IntervalSet<number> => [[from, Math.min(from + size + 1, PORTS)]])
const entries = fc
  .array(
    fc.record({ allow: fc.boolean(), prefix: block, ports, protocol: fc.constantFrom(TCP, TCP, UDP, -1) }),
    { maxLength: 7 },
  )
  .map((given) => given.map((one, index): Entry => ({ ...one, number: 100 + index * 10, cidr: '' })))

/** The slow definition: one packet, and the first entry that matches it. */
const decides = (given: readonly Entry[], address: bigint, port: number): Entry | undefined =>
  given.find((entry) => {
    const [start, end] = addresses(entry.prefix)
    const [[from, to] = [0, 0]] = entry.ports
    return (
      (entry.protocol === TCP || entry.protocol === -1) &&
      start <= address &&
      address < end &&
      from <= port &&
      port < to
    )
  })
const isAllowed = (given: readonly Entry[], address: bigint, port: number): boolean =>
  decides(given, address, port)?.allow ?? false

const each = (prefix: Prefix): readonly bigint[] => {
  const [start, end] = addresses(prefix)
  return Array.from({ length: Number(end - start) }, (_, index) => start + BigInt(index))
}
const numbers = (set: IntervalSet<number>): readonly number[] =>
  set.flatMap(([start, end]) => Array.from({ length: end - start }, (_, index) => start + index))
const holds = (set: IntervalSet<bigint>, value: bigint): boolean =>
  set.some(([start, end]) => start <= value && value < end)

describe('network ACLs', () => {
  test('a port is denied to ranges when not one of their packets gets through', () => {
    fc.assert(
      fc.property(
        entries,
        fc.array(block, { minLength: 1, maxLength: 3 }),
        ports,
        (given, remotes, asked) => {
          const denied = deniedPorts(given, TCP, remotes, asked).flatMap((one) => numbers(one.ports))
          const slow = numbers(asked).filter((port) =>
            remotes.flatMap(each).every((address) => !isAllowed(given, address, port)),
          )
          expect(denied).toEqual(slow)
        },
      ),
      { numRuns: 500 },
    )
  })

  test('the rule that is named denies some of these packets itself', () => {
    fc.assert(
      fc.property(entries, block, ports, (given, remote, asked) => {
        for (const { ports: denied, rule } of deniedPorts(given, TCP, [remote], asked)) {
          const [port = 0] = numbers(denied)
          const rules = each(remote).map((address) => decides(given, address, port)?.number ?? IMPLICIT_DENY)
          expect(rules).toContain(rule)
        }
      }),
      { numRuns: 500 },
    )
  })

  test('admitted are addresses that pass on some port, served those that pass on all', () => {
    fc.assert(
      fc.property(entries, ports, block, (given, asked, around) => {
        const admitted = admittedAddresses(given, TCP, 4, asked)
        const served = servedAddresses(given, TCP, 4, asked)
        for (const address of each(around)) {
          expect(holds(admitted, address)).toBe(
            numbers(asked).some((port) => isAllowed(given, address, port)),
          )
          expect(holds(served, address)).toBe(numbers(asked).every((port) => isAllowed(given, address, port)))
        }
      }),
      { numRuns: 500 },
    )
  })

  test('an entry opens the ports that earlier ones leave to its block', () => {
    fc.assert(
      fc.property(entries, fc.nat(6), (given, index) => {
        const entry = given[index]
        if (!entry || entry.protocol === UDP) return
        const slow = numbers(entry.ports).filter((port) =>
          each(entry.prefix).some((address) => isAllowed(given, address, port)),
        )
        expect(numbers(openedBy(entry, given))).toEqual(slow)
      }),
    )
  })

  test('a free number decides before the rule, and no entry has it', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 30 })),
        fc.integer({ min: 2, max: 32_767 }),
        (taken, rule) => {
          const given = taken.map((number) => ({ number }) as Entry)
          const free = freeNumberBefore(rule, given)
          if (free === undefined) expect(taken.filter((number) => number < rule)).toHaveLength(rule - 1)
          else {
            expect(free).toBeLessThan(rule)
            expect(taken).not.toContain(free)
          }
        },
      ),
    )
  })
})
