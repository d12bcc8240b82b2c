import { canReportHealth, healthSignal } from '../../src/network/failover-signal.ts'
import { type RecordSet, ownZones } from '../../src/network/record-groups.ts'
import { plainName } from '../../src/network/record-names.ts'
import { same } from '../../src/network/same.ts'
import { type Evidence, type Row, defineRule, fail, pass, unknown, shellWord } from '../../src/rule.ts'

export default defineRule({
  id: 'route53-failover-primary-without-health-check',
  title: 'Failover primary record has no health signal, so it can never fail over',
  topic: 'route53',
  pillar: 'reliability',
  severity: 'high',
  needs: ['hostedZones', 'resourceRecordSets'],
  consults: ['healthChecks'],
  why: `Route 53 answers with the secondary record only while the primary one is unhealthy. A record without a health
check, or an alias that does not evaluate its target's health, counts as healthy for ever: the standby is dead weight in
the very outage that it is paid for.`,
  fix: `Associate a health check with the primary record, or, if it is an alias to a load balancer or to records with
health checks, turn «Evaluate target health» on.`,
  check: `In the Route 53 console, open the primary record and look for a health check id or «Evaluate target health»;
behind an alias to other records, look at each of those.`,
  reference:
    'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html',

  *judge(inventory) {
    for (const [zone, records] of ownZones(inventory)) {
      for (const record of records ?? []) {
        if (!same(record.Failover, 'PRIMARY')) continue
        const signal = healthSignal(record, inventory)
        if ('by' in signal) {
          yield pass(record)
          continue
        }
        if ('unknown' in signal) {
          yield unknown(record, signal.unknown)
          continue
        }
        const bare = signal.missingOn
        const name = plainName(record.Name)
        yield fail(record, {
          message:
            bare.id === record.id
              ? `${name} never fails over: Route 53 takes its primary ${record.Type} record for healthy whatever happens.`
              : `${name} never fails over: its primary ${record.Type} record is an alias to records of which ${bare.id} counts as healthy whatever happens.`,
          evidence: [factsOf(record, zone), ...(bare.id === record.id ? [] : [factsOf(bare, zone)])],
          remediation: canReportHealth(bare)
            ? `${upsert(zone, bare)} and AliasTarget.EvaluateTargetHealth true`
            : `aws route53 create-health-check --caller-reference ${shellWord(name)} --health-check-config file://check.json; ${upsert(zone, bare)} and the new HealthCheckId`,
        })
      }
    }
  },
})

const upsert = (zone: Row, record: RecordSet): string =>
  `aws route53 change-resource-record-sets --hosted-zone-id ${zone.id} --change-batch '{"Changes":[{"Action":"UPSERT","ResourceRecordSet":RECORD}]}', where RECORD is ${record.id} as it is`

function factsOf(record: RecordSet, zone: Row): Evidence {
  const alias = record.AliasTarget
  const target = alias?.DNSName ?? record.ResourceRecords?.map((one) => one.Value).join(', ')
  return [
    record,
    !alias
      ? 'has no health check'
      : alias.EvaluateTargetHealth
        ? 'is an alias without a health check of its own'
        : 'is an alias that does not evaluate its target and has no health check',
    {
      HostedZoneId: zone.id,
      Name: record.Name,
      Type: record.Type,
      SetIdentifier: record.SetIdentifier,
      target,
      EvaluateTargetHealth: alias?.EvaluateTargetHealth,
      HealthCheckId: record.HealthCheckId ?? null,
    },
  ]
}
