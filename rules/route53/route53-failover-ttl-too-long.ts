import { type RecordSet, pointsAtRecord, recordGroup } from '../../src/network/record-groups.ts'
import { plainName } from '../../src/network/record-names.ts'
import {
  type PolicySet,
  SHARING_POLICIES,
  changeRecord,
  policySets,
} from '../../src/network/routing-policies.ts'
import { same } from '../../src/network/same.ts'
import { type Inventory, defineRule, fail, pass, unknown } from '../../src/rule.ts'

/** Zones, by name, whose clients keep no answers: they look names up once, or are restarted. */
const NONE: readonly string[] = []

export default defineRule({
  id: 'route53-failover-ttl-too-long',
  title: 'Health-checked record is cached too long for its failover to matter',
  topic: 'route53',
  pillar: 'reliability',
  severity: 'medium',
  needs: ['hostedZones', 'resourceRecordSets'],
  consults: ['healthChecks'],
  settings: { maxSeconds: 120, staticZones: NONE },
  why: `Resolvers and clients keep an answer for as long as its TTL says, whatever the health check finds meanwhile. AWS
names 60 or 120 seconds for records that fail over.`,
  fix: `Set the TTL of records that a health check can take out, and of failover records, to 60 seconds.`,
  check: `In the Route 53 console, look at the TTL of records with a health check or with the policy Failover.`,
  reference: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/best-practices-dns.html',

  *judge(inventory, { settings }) {
    const exempt = new Set(settings.staticZones.map(plainName))
    for (const set of policySets(inventory, 'failover', ...SHARING_POLICIES)) {
      if (exempt.has(plainName(set.zone.Name)) || !set.records.some(hasSignal)) continue
      for (const record of set.records) {
        if (!hasSignal(record) && !same(record.Failover, 'SECONDARY')) continue
        const cached = answerOf(record, inventory)
        if (!cached) continue // The TTL of an alias to something of AWS's is its service's.
        const { TTL } = cached
        if (TTL === undefined) {
          yield unknown(record, `the TTL of ${cached.id} is not in the answer`)
          continue
        }
        if (TTL <= settings.maxSeconds) {
          yield pass(record)
          continue
        }
        const noticed = detectionSeconds(record, inventory)
        yield fail(record, {
          message: hasSignal(record)
            ? `Who asked for ${plainName(record.Name)} (${record.Type}) is sent to what has failed for up to ${TTL + (noticed ?? 0)} s: answers are kept for ${TTL} s${noticed === undefined ? '' : `, and it takes ${noticed} s to notice`}.`
            : `Who asked for ${plainName(record.Name)} (${record.Type}) during an outage stays with the standby for up to ${TTL} s after it is over.`,
          severity: hasSignal(record) ? undefined : 'low',
          evidence: [
            [
              cached,
              `has the TTL ${TTL}`,
              {
                HostedZoneId: set.zone.id,
                Name: cached.Name,
                Type: cached.Type,
                SetIdentifier: cached.SetIdentifier,
                TTL,
                HealthCheckId: record.HealthCheckId,
                detectionSeconds: noticed,
              },
            ],
          ],
          remediation: changeRecord(set.zone, 'UPSERT', `${cached.id} as it is, with TTL 60`),
        })
      }
    }
  },
})

/** Route 53 can take the record out: the others it takes for healthy whatever happens. */
const hasSignal = (record: PolicySet['records'][number]): boolean =>
  record.HealthCheckId !== undefined || record.AliasTarget?.EvaluateTargetHealth === true

/** The record whose answer, with its TTL, the record gives: itself, or the simple one that it is an alias to. */
function answerOf(record: RecordSet, inventory: Inventory<'resourceRecordSets'>): RecordSet | undefined {
  const { AliasTarget: alias } = record
  if (!alias) return record
  if (!pointsAtRecord(record)) return undefined
  const [target, ...others] = recordGroup(record.HostedZoneId, alias.DNSName, record.Type, inventory)
  // Records with a policy are judged for themselves.
  const isSimple = target && others.length === 0 && target.SetIdentifier === undefined
  return isSimple && !target.AliasTarget && !target.TrafficPolicyInstanceId ? target : undefined
}

/** How long a check takes to find an endpoint dead; calculated checks and alarms have no interval of their own. */
function detectionSeconds(
  { HealthCheckId }: RecordSet,
  { healthChecks }: Inventory<'healthChecks'>,
): number | undefined {
  const { RequestInterval, FailureThreshold } = healthChecks.get(HealthCheckId)?.HealthCheckConfig ?? {}
  return RequestInterval && FailureThreshold && RequestInterval * FailureThreshold
}
