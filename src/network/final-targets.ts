import type { Inventory } from '../inventory/inventory.ts'
import { type RecordSet, isSameGroup, pointsAtRecord, recordGroup } from './record-groups.ts'
import { plainName } from './record-names.ts'

/** How far aliases and canonical names are followed. */
const LEVELS = 5

/** Where the answers of records come from in the end: hosts of AWS's, names outside of the zone, addresses, texts. */
export type FinalTargets = { readonly targets: ReadonlySet<string> } | { readonly unknown: string }

/**
 * What a record leads to once aliases and canonical names within its zone are followed. `dualstack.` before a load
 * balancer's name is the same balancer. A record of weight 0 answers only where all others are unhealthy: what it leads
 * to does not count.
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-choosing-alias-non-alias.html
 */
export function finalTargets(
  record: RecordSet,
  inventory: Inventory<'resourceRecordSets'>,
  levels = LEVELS,
): FinalTargets {
  const { AliasTarget: alias, HostedZoneId: zone, ResourceRecords } = record
  if (record.TrafficPolicyInstanceId)
    return { unknown: `${record.id} is made by a traffic policy, which is not read` }
  if (alias && !pointsAtRecord(record))
    return { targets: new Set([plainName(alias.DNSName).replace(/^dualstack\./, '')]) }
  if (!alias && (!ResourceRecords || ResourceRecords.length === 0))
    return { unknown: `what ${record.id} leads to is not in the answer` }
  if (!alias && record.Type !== 'CNAME')
    return { targets: new Set((ResourceRecords ?? []).map((one) => one.Value ?? '')) }

  const name = alias ? alias.DNSName : ResourceRecords?.[0]?.Value
  const types = alias ? [record.Type] : ['CNAME', 'A', 'AAAA']
  const members = types.flatMap((type) => recordGroup(zone, name, type, inventory))
  if (members.length === 0) {
    return alias
      ? {
          unknown: `${plainName(name)}, which ${record.id} points at, is not among the records that were read`,
        }
      : { targets: new Set([plainName(name)]) }
  }
  if (levels <= 1 || members.some((member) => isSameGroup(member, record)))
    return { unknown: `${record.id} leads on for more than ${LEVELS} levels` }
  const live = members.filter((member) => member.Weight !== 0)
  return union(
    (live.length > 0 ? live : members).map((member) => finalTargets(member, inventory, levels - 1)),
  )
}

function union(all: readonly FinalTargets[]): FinalTargets {
  const targets = new Set<string>()
  for (const one of all) {
    if ('unknown' in one) return one
    for (const target of one.targets) targets.add(target)
  }
  return { targets }
}
