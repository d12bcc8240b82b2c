import type { Inventory } from '../inventory/inventory.ts'
import { type RecordSet, isSameGroup, pointsAtRecord, recordGroup } from './record-groups.ts'
import { plainName } from './record-names.ts'

/** How far Route 53 aliases are followed. */
const LEVELS = 5

/** Whether anything can make Route 53 hold a record for unhealthy: it, the record that lacks it, or why that is open. */
export type Signal =
  | { readonly by: string }
  | { readonly missingOn: RecordSet }
  | { readonly unknown: string }

type Looks = Inventory<'resourceRecordSets' | 'healthChecks'>

/**
 * A record is as healthy as its health check says, an alias that evaluates its target as healthy as the target; every
 * other record is always healthy. A group of records is unhealthy when all of them are, so one that is always healthy
 * keeps an alias to the group healthy, too. With geolocation each place has its own record, so any signal counts.
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-complex-configs.html
 */
export function healthSignal(record: RecordSet, inventory: Looks, levels = LEVELS): Signal {
  if (record.HealthCheckId) {
    return inventory.healthChecks.get(record.HealthCheckId)
      ? { by: record.HealthCheckId }
      : { unknown: `health check ${record.HealthCheckId} is not among those that were read` }
  }
  const alias = record.AliasTarget
  if (!alias || alias.EvaluateTargetHealth === false) return { missingOn: record }
  if (alias.EvaluateTargetHealth === undefined) {
    return { unknown: `whether ${record.id} evaluates its target's health is not in the answer` }
  }
  if (!pointsAtRecord(record)) return ofResource(record, plainName(alias.DNSName))
  if (levels <= 1) return { unknown: `its aliases go deeper than ${LEVELS} levels` }
  return ofGroup(record, inventory, levels - 1)
}

/** CloudFront does not report health to Route 53. */
const ofResource = (record: RecordSet, target: string): Signal =>
  /\.cloudfront\.(net|cn)$/.test(target) ? { missingOn: record } : { by: target }

function ofGroup(alias: RecordSet, inventory: Looks, levels: number): Signal {
  const target = alias.AliasTarget?.DNSName
  const group = recordGroup(alias.HostedZoneId, target, alias.Type, inventory)
  if (group.length === 0)
    return { unknown: `${plainName(target)}, which it points at, is not among the records that were read` }
  // An alias to its own group is one that Route 53 refuses; following it would find nothing new.
  if (group.some((member) => isSameGroup(member, alias))) return { unknown: 'it points at itself' }

  const signals = group.map((member) => healthSignal(member, inventory, levels))
  const present = signals.find((signal) => 'by' in signal)
  const missing = signals.find((signal) => 'missingOn' in signal)
  const open = signals.find((signal) => 'unknown' in signal)
  const byPlace = group.some(
    (member) => member.GeoLocation ?? member.GeoProximityLocation ?? member.CidrRoutingConfig,
  )
  if (byPlace) return present ?? open ?? missing ?? { unknown: 'it points at nothing' }
  return missing ?? open ?? present ?? { unknown: 'it points at nothing' }
}

/**
 * Whether an alias leads to what reports a health worth evaluating: load balancers, environments with one, and other
 * records. CloudFront allows no evaluation; buckets and APIs allow it and are healthy anyway.
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html
 */
export const canReportHealth = (record: RecordSet): boolean =>
  record.AliasTarget !== undefined &&
  (pointsAtRecord(record) || /\.elb\.|\.elasticbeanstalk\./i.test(record.AliasTarget.DNSName ?? ''))
