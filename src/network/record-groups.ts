import type { Inventory, RowOf } from '../inventory/inventory.ts'
import { plainName } from './record-names.ts'

export type RecordSet = RowOf<'resourceRecordSets'>

const keyOf = (zone: string, name: string | undefined, type: string | undefined): string =>
  `${zone}/${plainName(name)}/${type ?? ''}`

/** The same for all records that answer one question together: of one zone, name and type. */
export const recordGroupKey = (record: RecordSet): string => keyOf(record.HostedZoneId, record.Name, record.Type)

/** The records of a zone that have this name and type: what an alias within the zone points at. */
export const recordGroup = (
  zone: string,
  name: string | undefined,
  type: string | undefined,
  inventory: Inventory<'resourceRecordSets'>,
): readonly RecordSet[] => inventory.resourceRecordSets.where(recordGroupKey, keyOf(zone, name, type))

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

/** The records by what they answer together. */
export function recordGroups(records: readonly RecordSet[]): ReadonlyMap<string, readonly RecordSet[]> {
  const groups = new Map<string, RecordSet[]>()
  for (const record of records) {
    const key = recordGroupKey(record)
    const group = groups.get(key)
    if (group) group.push(record)
    else groups.set(key, [record])
  }
  return groups
}
