import { canReportHealth, healthSignal } from '../../src/network/failover-signal.ts'
import { plainName } from '../../src/network/record-names.ts'
import {
  SHARING_POLICIES,
  changeRecord,
  isLastResort,
  policyOf,
  policySets,
  targetText,
} from '../../src/network/routing-policies.ts'
import { defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'route53-alias-target-health-not-evaluated',
  title: 'Alias in a multi-answer policy ignores the health of its target',
  topic: 'route53',
  pillar: 'reliability',
  severity: 'medium',
  needs: ['hostedZones', 'resourceRecordSets'],
  consults: ['healthChecks'],
  why: `With «Evaluate target health» off, Route 53 takes an alias for healthy although everything behind it is down, and
goes on sending its share of the users there while other records of the set could serve them.`,
  fix: `Turn «Evaluate target health» on for every alias of the set; it costs nothing.`,
  check: `In the Route 53 console, open each alias of the set and look at «Evaluate target health».`,
  reference: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-complex-configs.html',

  *judge(inventory) {
    for (const set of policySets(inventory, ...SHARING_POLICIES)) {
      if (set.records.length < 2) continue
      for (const record of set.records) {
        const { AliasTarget: alias, HealthCheckId } = record
        if (!alias || !canReportHealth(record) || isLastResort(record, set)) continue
        if (alias.EvaluateTargetHealth || HealthCheckId) {
          yield pass(record)
          continue
        }
        if (alias.EvaluateTargetHealth === undefined || set.unclear) {
          yield unknown(
            record,
            set.unclear ?? 'whether it evaluates the health of its target is not in the answer',
          )
          continue
        }
        // Evaluating records that count as healthy whatever happens would change nothing.
        const evaluated = { ...record, AliasTarget: { ...alias, EvaluateTargetHealth: true } }
        const signal = healthSignal(evaluated, inventory)
        if ('missingOn' in signal) continue
        if ('unknown' in signal) {
          yield unknown(
            record,
            `it does not evaluate its target, and whether that has a health is open: ${signal.unknown}`,
          )
          continue
        }
        yield fail(record, {
          message: `When ${plainName(alias.DNSName)} is down, Route 53 goes on sending users of ${plainName(record.Name)} (${record.Type}) there: the alias does not look at the health of its target.`,
          evidence: [
            [
              record,
              'is an alias that does not evaluate its target and has no health check',
              {
                HostedZoneId: set.zone.id,
                Name: record.Name,
                Type: record.Type,
                SetIdentifier: record.SetIdentifier,
                policy: policyOf(record),
                target: targetText(record),
                EvaluateTargetHealth: false,
              },
            ],
          ],
          remediation: changeRecord(
            set.zone,
            'UPSERT',
            `${record.id} as it is, with AliasTarget.EvaluateTargetHealth true`,
          ),
        })
      }
    }
  },
})
