import type { Inventory } from '../inventory/inventory.ts'
import { type Zone, isWithin, namesFrom, zonesBelow } from './hosted-zones.ts'
import { vpcsOf } from './private-zones.ts'
import type { RecordSet } from './record-groups.ts'
import { plainName } from './record-names.ts'

/** What people and programs ask for by name; texts, keys and policies are read by others, from outside. */
const ASKED = new Set(['A', 'AAAA', 'CNAME', 'MX'])

/** A public zone is compared with many private ones: its names are made once. */
const known = new WeakMap<readonly RecordSet[], readonly string[]>()

/**
 * The names of a public zone that hosts ask for. Names with an underscore prove something to somebody outside,
 * wildcards are names of nothing in particular, and what the zone hands on to another one is not its own.
 */
export function answersOf(
  zone: Zone,
  inventory: Inventory<'resourceRecordSets'>,
): readonly string[] | undefined {
  const records = inventory.resourceRecordSets.under(zone.id)
  if (!records) return undefined
  const cached = known.get(records)
  if (cached) return cached
  const handedOn = cutsOf(zone, records)
  const names = new Set<string>()
  for (const record of records) {
    if (!record.Type || !ASKED.has(record.Type)) continue
    const name = plainName(record.Name)
    if (!/(?:^|\.)[_*]/.test(name) && !isBelowAny(name, handedOn)) names.add(name)
  }
  known.set(records, [...names])
  return [...names]
}

const cutsOf = (zone: Zone, records: readonly RecordSet[]): ReadonlySet<string> => {
  const apex = plainName(zone.Name)
  const cuts = new Set<string>()
  for (const { Type, Name } of records) if (Type === 'NS') cuts.add(plainName(Name))
  cuts.delete(apex)
  return cuts
}

const isBelowAny = (name: string, names: ReadonlySet<string>): boolean => {
  if (names.size === 0) return false
  for (const above of namesFrom(name)) if (names.has(above)) return true
  return false
}

/** Which names a private zone's VPCs get an answer for, as far as it alone decides. */
export interface PrivateNames {
  /** Whether it has the name, a wildcard for it, or leaves it to a zone below. */
  has(name: string): boolean
  /** Why a zone below may take some of its names. */
  readonly unclear?: string | undefined
}

/**
 * A name that a private zone does not have does not exist for its VPCs; a more specific private zone of all of them
 * answers for its own names.
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html
 */
export function privateNames(
  zone: Zone,
  inventory: Inventory<'hostedZones' | 'hostedZoneDetails' | 'resourceRecordSets'>,
): PrivateNames | undefined {
  const records = inventory.resourceRecordSets.under(zone.id)
  const vpcs = vpcsOf(zone, inventory)
  if (!records || !vpcs) return undefined
  const apex = plainName(zone.Name)
  const handedOn = cutsOf(zone, records)
  const names = new Set<string>()
  for (const { Name, Type } of records) {
    const name = plainName(Name)
    if (name !== apex || (Type !== 'SOA' && Type !== 'NS')) names.add(name)
  }
  let unclear: string | undefined
  const more: { readonly name: string; readonly vpcs: readonly string[] }[] = []
  for (const below of zonesBelow(apex, inventory)) {
    if (below.Config?.PrivateZone === false) continue
    const of = vpcsOf(below, inventory)
    if (of && below.Config) more.push({ name: plainName(below.Name), vpcs: of.map((one) => one.id) })
    else unclear = `the VPCs of ${below.id} were not read`
  }
  const isLeftToOthers = (name: string): boolean =>
    more.length > 0 &&
    vpcs.every((vpc) => more.some((one) => isWithin(name, one.name) && one.vpcs.includes(vpc.id)))
  return {
    unclear,
    has(name) {
      if (names.has(name) || isBelowAny(name, handedOn) || isLeftToOthers(name)) return true
      const [, ...above] = namesFrom(name)
      return above.some((one) => isWithin(one, apex) && names.has(`*.${one}`))
    },
  }
}
