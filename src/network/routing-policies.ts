import type { Inventory, Resource, RowOf } from '../inventory/inventory.ts'
import { type RecordSet, ownZones, recordGroups } from './record-groups.ts'

/** How Route 53 chooses among records of one name and type. */
export type RoutingPolicy =
  | 'failover'
  | 'weighted'
  | 'latency'
  | 'geolocation'
  | 'geoproximity'
  | 'IP-based'
  | 'multivalue'

/** Those that give each of several records some of the users. */
export const SHARING_POLICIES = [
  'weighted',
  'latency',
  'geolocation',
  'geoproximity',
  'IP-based',
  'multivalue',
] as const

/** All records of a zone that have one name and type and a routing policy: Route 53 picks among them. */
export interface PolicySet {
  readonly zone: RowOf<'hostedZones'>
  /** The set, not one of its records, which come and go. */
  readonly resource: Resource
  readonly records: readonly [RecordSet, ...RecordSet[]]
  readonly policies: ReadonlySet<RoutingPolicy | undefined>
  /** Why it cannot be judged: Route 53 has one policy for a set, so the answer lacks a field of some record. */
  readonly unclear?: string
}

/**
 * The field that AWS gives with each policy; a simple record has none of them.
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html
 */
export function policyOf(record: RecordSet): RoutingPolicy | undefined {
  if (record.Weight !== undefined) return 'weighted'
  if (record.Region !== undefined) return 'latency'
  if (record.Failover !== undefined) return 'failover'
  if (record.GeoLocation) return 'geolocation'
  if (record.GeoProximityLocation) return 'geoproximity'
  if (record.CidrRoutingConfig) return 'IP-based'
  return record.MultiValueAnswer ? 'multivalue' : undefined
}

/** The sets in the account's own zones in which a record has one of these policies. */
export function* policySets(
  inventory: Inventory<'hostedZones' | 'resourceRecordSets'>,
  ...wanted: readonly RoutingPolicy[]
): Generator<PolicySet> {
  for (const [zone, records] of ownZones(inventory)) {
    if (!records) continue
    const sets = setsOfZones.get(records) ?? setsOf(zone, records)
    setsOfZones.set(records, sets)
    for (const set of sets) if (wanted.some((policy) => set.policies.has(policy))) yield set
  }
}

/** Most rules on names ask for them. */
const setsOfZones = new WeakMap<readonly RecordSet[], readonly PolicySet[]>()

function setsOf(zone: RowOf<'hostedZones'>, records: readonly RecordSet[]): readonly PolicySet[] {
  const members = records.filter((record) => record.SetIdentifier !== undefined || policyOf(record))
  return [...recordGroups(members).values()].flatMap(([first, ...others]) => {
    if (!first) return []
    const { type, account, region, name, Name, Type } = first
    const policies = new Set([first, ...others].map(policyOf))
    const id = `${zone.id}/${Name}/${Type}`
    return {
      zone,
      resource: { type, account, region, name, id },
      records: [first, ...others] as const,
      policies,
      ...(policies.size > 1
        ? { unclear: `the routing policy of some record of ${id} is not in the answer` }
        : {}),
    }
  })
}

/**
 * Records that answer only where no other does: Route 53 gives a record of weight 0 when all others are unhealthy, and
 * the default location to whom no other location holds.
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html
 */
export function isLastResort(record: RecordSet, set: PolicySet): boolean {
  if (record.Weight !== undefined) return record.Weight === 0 && set.records.some((one) => one.Weight !== 0)
  return isDefaultLocation(record)
}

export const isDefaultLocation = ({ GeoLocation, CidrRoutingConfig }: RecordSet): boolean =>
  GeoLocation?.CountryCode === '*' || CidrRoutingConfig?.LocationName === '*'

/** What a record leads to, for a sentence. */
export const targetText = ({ AliasTarget, ResourceRecords, TrafficPolicyInstanceId }: RecordSet): string =>
  AliasTarget?.DNSName ??
  ResourceRecords?.map((one) => one.Value).join(', ') ??
  `traffic policy instance ${TrafficPolicyInstanceId}`

/** The command that changes records of a zone; `what` says which, and how. */
export const changeRecord = (
  zone: { readonly id: string },
  action: 'CREATE' | 'UPSERT' | 'DELETE',
  what: string,
): string =>
  `aws route53 change-resource-record-sets --hosted-zone-id ${zone.id} --change-batch '{"Changes":[{"Action":"${action}","ResourceRecordSet":RECORD}]}', where RECORD is ${what}`
