import { type IntervalSet, intersect, isEmpty, subtract, union } from './intervals.ts'
import { type Entry, entriesFor, segments } from './nacl.ts'
import { addresses, endOf } from './prefix.ts'

/** All addresses of a family that get through on at least one of these ports. */
export function admittedAddresses(
  entries: readonly Entry[],
  protocol: number,
  family: 4 | 6,
  ports: IntervalSet<number>,
): IntervalSet<bigint> {
  const relevant = entriesFor(entries, protocol, family)
  return union(segments(ports, relevant).flatMap((segment) => admittedOn(relevant, family, segment)))
}

/** The addresses that get through on every one of these ports. */
export function servedAddresses(
  entries: readonly Entry[],
  protocol: number,
  family: 4 | 6,
  ports: IntervalSet<number>,
): IntervalSet<bigint> {
  const known = knownServed.get(entries) ?? new Map<string, IntervalSet<bigint>>()
  knownServed.set(entries, known)
  const key = `${protocol} ${family} ${ports.join(';')}`
  let served: IntervalSet<bigint> = known.get(key) ?? [[0n, endOf(family)]]
  if (known.has(key)) return served
  const relevant = entriesFor(entries, protocol, family)
  for (const segment of segments(ports, relevant))
    served = intersect(served, admittedOn(relevant, family, segment))
  known.set(key, served)
  return served
}

const knownServed = new WeakMap<readonly Entry[], Map<string, IntervalSet<bigint>>>()

function admittedOn(
  entries: readonly Entry[],
  family: 4 | 6,
  ports: readonly [number, number],
): IntervalSet<bigint> {
  let left: IntervalSet<bigint> = [[0n, endOf(family)]]
  let admitted: IntervalSet<bigint> = []
  for (const entry of entries) {
    if (isEmpty(intersect(entry.ports, [ports]))) continue
    const decided = intersect(left, [addresses(entry.prefix)])
    if (entry.allow) admitted = union([...admitted, ...decided])
    left = subtract(left, decided)
  }
  return admitted
}
