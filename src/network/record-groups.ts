import type { Inventory, RowOf } from '../inventory/inventory.ts'
import { plainName } from './record-names.ts'

export type RecordSet = RowOf<'resourceRecordSets'>

/** The same for all records of a zone that answer one question together: of one name and type. */
const keyOf = (name: string | undefined, type: string | undefined): string =>
  `${plainName(name)}/${type ?? ''}`

export const isSameGroup = (a: RecordSet, b: RecordSet): boolean =>
  a.HostedZoneId === b.HostedZoneId && keyOf(a.Name, a.Type) === keyOf(b.Name, b.Type)

/** Whether a record is an alias to other records of its zone, and not to something of AWS's. */
export const pointsAtRecord = ({ AliasTarget, HostedZoneId }: RecordSet): boolean =>
  AliasTarget?.HostedZoneId?.replace(/^\/hostedzone\//, '') === HostedZoneId

/** The groups of each zone that was asked for: most zones never are. */
const groupsOfZones = new WeakMap<readonly RecordSet[], ReadonlyMap<string, readonly RecordSet[]>>()

/** The records of a zone that have this name and type: what an alias within the zone points at. */
export function recordGroup(
  zone: string,
  name: string | undefined,
  type: string | undefined,
  inventory: Inventory<'resourceRecordSets'>,
): readonly RecordSet[] {
  const records = inventory.resourceRecordSets.under(zone)
  if (!records) return []
  const groups = groupsOfZones.get(records) ?? recordGroups(records)
  groupsOfZones.set(records, groups)
  return groups.get(keyOf(name, type)) ?? []
}

/**
 * The zones of this place whose records people write, with their records; those that a service made (Cloud Map, say)
 * are its own. `undefined` in place of the records where they were not read.
 */
export function* ownZones(
  inventory: Inventory<'hostedZones' | 'resourceRecordSets'>,
): Generator<readonly [zone: RowOf<'hostedZones'>, records: readonly RecordSet[] | undefined]> {
  for (const zone of inventory.hostedZones) {
    if (!zone.LinkedService) yield [zone, inventory.resourceRecordSets.under(zone.id)]
  }
}

/** The records of a zone by what they answer together. */
export function recordGroups(records: readonly RecordSet[]): ReadonlyMap<string, readonly RecordSet[]> {
  const groups = new Map<string, RecordSet[]>()
  for (const record of records) {
    const key = keyOf(record.Name, record.Type)
    const group = groups.get(key)
    if (group) group.push(record)
    else groups.set(key, [record])
  }
  return groups
}
