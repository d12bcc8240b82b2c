import type { Inventory, RowOf } from '../inventory/inventory.ts'
import type { RecordSet } from './record-groups.ts'
import { plainName } from './record-names.ts'

export type Zone = RowOf<'hostedZones'>

/** Whether a name is a zone's own or lies below it; both as `plainName` gives them. */
export const isWithin = (name: string, zone: string): boolean =>
  name === zone || zone === '' || name.endsWith(`.${zone}`)

/** `www.example.com`, `example.com`, `com`. */
export function* namesFrom(name: string): Generator<string> {
  for (let rest = name; rest !== '';) {
    yield rest
    const dot = rest.indexOf('.')
    rest = dot === -1 ? '' : rest.slice(dot + 1)
  }
}

const publicName = ({ Config, Name }: Zone): string | undefined =>
  Config?.PrivateZone === false ? plainName(Name) : undefined

const unclearName = ({ Config, Name }: Zone): string | undefined =>
  Config?.PrivateZone === undefined ? plainName(Name) : undefined

/** The public zones of a name, in all accounts; undefined where a zone of that name does not say whether it is one. */
export function publicZones(name: string, inventory: Inventory<'hostedZones'>): readonly Zone[] | undefined {
  return inventory.hostedZones.where(unclearName, name).length > 0
    ? undefined
    : inventory.hostedZones.where(publicName, name)
}

/** The public zones of the longest name that a name lies in: those that could answer for it. */
export function holdersOf(name: string, inventory: Inventory<'hostedZones'>): readonly Zone[] | undefined {
  for (const zone of namesFrom(name)) {
    const zones = publicZones(zone, inventory)
    if (!zones || zones.length > 0) return zones
  }
  return []
}

/** What answers for whole names: few of the records of an account, so that an index of them is small. */
const INDEXED = new Set(['NS', 'DS', 'CAA'])

const keyOf = (zone: string, type: string, name: string): string => `${zone}/${type}/${name}`

/** CNAMEs by which something is validated begin with an underscore, which an escape may stand for. */
const specialKey = ({ HostedZoneId, Name, Type }: RecordSet): string | undefined =>
  Type && (INDEXED.has(Type) || (Type === 'CNAME' && (Name?.startsWith('_') || Name?.startsWith('\\'))))
    ? keyOf(HostedZoneId, Type, plainName(Name))
    : undefined

/** The records of a zone of this name: NS, DS and CAA ones, or CNAMEs that begin with an underscore. */
export const recordsNamed = (
  zone: Zone,
  type: 'NS' | 'DS' | 'CAA' | 'CNAME',
  name: string,
  inventory: Inventory<'resourceRecordSets'>,
): readonly RecordSet[] => inventory.resourceRecordSets.where(specialKey, keyOf(zone.id, type, name))

/**
 * The NS record by which a zone hands a name on to another zone, if it does: the one of the fewest labels, since
 * resolvers follow the first that they meet.
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-routing-traffic-for-subdomains.html
 */
export function handsOn(
  zone: Zone,
  name: string,
  inventory: Inventory<'resourceRecordSets'>,
): RecordSet | undefined {
  const apex = plainName(zone.Name)
  let found: RecordSet | undefined
  for (const above of namesFrom(name)) {
    if (above === apex) break
    found = recordsNamed(zone, 'NS', above, inventory)[0] ?? found
  }
  return found
}

/** The values of a record, as they are written. */
export const valuesOf = (record: RecordSet | undefined): readonly string[] =>
  record?.ResourceRecords?.flatMap(({ Value }) => (Value ? [Value] : [])) ?? []

const namesAbove = ({ Name }: Zone): readonly string[] => [...namesFrom(plainName(Name))].slice(1)

/** The zones, public and private, whose names lie below a name. */
export const zonesBelow = (name: string, inventory: Inventory<'hostedZones'>): readonly Zone[] =>
  inventory.hostedZones.where(namesAbove, name)
