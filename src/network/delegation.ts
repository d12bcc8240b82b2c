import type { Inventory, Row, RowOf } from '../inventory/inventory.ts'
import { type Zone, holdersOf, namesFrom, recordsNamed, valuesOf } from './hosted-zones.ts'
import { plainName } from './record-names.ts'

export type Names = Inventory<
  'hostedZones' | 'hostedZoneDetails' | 'resourceRecordSets' | 'registeredDomains' | 'registeredDomainDetails'
>

/** Name servers as they are compared. */
export const serverNames = (servers: readonly (string | undefined)[]): readonly string[] =>
  servers.filter((one) => one !== undefined && one !== '').map(plainName)

/** The name servers that Route 53 gave a public zone; undefined where they were not read. */
export function serversOf(
  zone: Zone,
  inventory: Inventory<'hostedZoneDetails'>,
): readonly string[] | undefined {
  const servers = inventory.hostedZoneDetails.under(zone.id)?.[0]?.DelegationSet?.NameServers
  return servers && servers.length > 0 ? serverNames(servers) : undefined
}

/** One of Route 53's own name servers, by its name: `ns-2048.awsdns-64.com`; in China, `awsdns-cn-64`. */
export const isRoute53Server = (server: string): boolean =>
  /^[^.]+\.awsdns-(?:cn-)?\d+\.(?:co\.uk|[a-z]{2,4})$/.test(plainName(server))

/** Whom the world asks for a name: the servers that the registry or the zone above lists, and where that is seen. */
export interface Delegation {
  readonly by: Row
  readonly servers: readonly string[]
}

const domainName = ({ DomainName }: RowOf<'registeredDomainDetails'>): string => plainName(DomainName)

/** What the registry has of a name, where it is registered with Route 53 in an account that was read. */
export const registrationOf = (
  name: string,
  inventory: Names,
): RowOf<'registeredDomainDetails'> | undefined =>
  inventory.registeredDomainDetails.where(domainName, name)[0]

/** Undefined where neither the registry nor a zone above it was read. */
export function delegationOf(name: string, inventory: Names): Delegation | undefined {
  const domain = registrationOf(name, inventory)
  if (domain?.Nameservers) {
    const servers = serverNames(domain.Nameservers.map((one) => one.Name))
    return servers.length > 0 ? { by: domain, servers } : undefined
  }
  if (domain) return undefined
  const [, above = ''] = namesFrom(name)
  for (const parent of holdersOf(above, inventory) ?? []) {
    const [record] = recordsNamed(parent, 'NS', name, inventory)
    if (record) return { by: record, servers: serverNames(valuesOf(record)) }
  }
  return undefined
}

export const overlap = (some: readonly string[], others: readonly string[]): boolean =>
  some.some((one) => others.includes(one))

/** Of the zones of one name, the one that the world asks; undefined where that is not known. */
export function askedZone(zones: readonly Zone[], inventory: Names): Zone | undefined {
  const [first] = zones
  const delegation = first && delegationOf(plainName(first.Name), inventory)
  return delegation && zones.find((zone) => overlap(serversOf(zone, inventory) ?? [], delegation.servers))
}

const nameOf = ({ DomainName }: RowOf<'registeredDomains'>): string => plainName(DomainName)

/** Whether the registry would have to be asked, and was not, or its answer lacks something. */
function isRegistryUnclear(name: string, inventory: Names): boolean {
  if (!inventory.registeredDomains.complete) return true
  const isRegistered = inventory.registeredDomains.where(nameOf, name).length > 0
  const servers = registrationOf(name, inventory)?.Nameservers
  return isRegistered && !servers?.every((one) => one.Name)
}

/**
 * The public zone that answers for a name: undefined where that is not known, `none` where it is no zone that was read.
 * A zone is taken for it unless the registry or the zone above sends the world elsewhere. One that the zone above does
 * not hand its name to is asked by nobody, if that zone is asked itself.
 */
export function answererOf(name: string, inventory: Names): Zone | 'none' | undefined {
  const holders = holdersOf(name, inventory)
  if (!holders) return undefined
  const [first] = holders
  if (!first) return 'none'
  const apex = plainName(first.Name)
  const isUnclear = isRegistryUnclear(apex, inventory)
  if (delegationOf(apex, inventory)) {
    const isKnown = !isUnclear && holders.every((zone) => serversOf(zone, inventory))
    return askedZone(holders, inventory) ?? (isKnown ? 'none' : undefined)
  }
  if (isUnclear) return undefined
  if (registrationOf(apex, inventory)) return 'none'
  const [, above = ''] = namesFrom(apex)
  const parents = holdersOf(above, inventory)
  if (!parents) return undefined
  if (parents.length === 0) return holders.length === 1 ? first : undefined
  const parent = askedZone(parents, inventory)
  return parent && inventory.resourceRecordSets.under(parent.id) ? answererOf(above, inventory) : undefined
}
