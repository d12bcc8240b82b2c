import type { RowOf } from '../../src/inventory/inventory.ts'
import { alarmsOn } from '../../src/network/health-check-alarms.ts'
import { isUsed, targetOf, useOf } from '../../src/network/health-check-use.ts'
import { same } from '../../src/network/same.ts'
import { type Inventory, defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'health-check-unassociated',
  title: 'Health check is not used by any record or parent check',
  topic: 'health-check',
  pillar: 'cost',
  severity: 'low',
  needs: ['healthChecks'],
  consults: ['resourceRecordSets', 'healthCheckAlarms'],
  why: `A health check costs from 0.50 USD a month, more with options, whether or not anything turns on it. Worse, it may
be the one that somebody believes is attached.`,
  fix: `Name it in the record that it was made for, or delete it.`,
  check: `In the Route 53 console, look for records and calculated health checks that name it, and in CloudWatch in
us-east-1 for alarms on it.`,
  reference: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-creating-deleting.html',

  *judge(inventory) {
    for (const check of inventory.healthChecks) {
      const { Type } = check.HealthCheckConfig ?? {}
      // Those of other services (Cloud Map, recovery controls) are used where no record shows it.
      if (check.LinkedService || same(Type, 'RECOVERY_CONTROL')) continue
      const use = useOf(check, inventory)
      if (use && isUsed(use)) {
        yield pass(check)
        continue
      }
      const alarms = alarmsOn(check, inventory)
      if (!('unknown' in alarms) && alarms.length > 0) {
        yield pass(check)
        continue
      }
      const open = openUse(use !== undefined, inventory) ?? ('unknown' in alarms ? alarms.unknown : undefined)
      if (open) {
        yield unknown(check, `nothing that was read uses it, but ${open}`)
        continue
      }
      yield fail(check, {
        message: `Nothing in the audited accounts uses it: no record, no calculated health check and no alarm, so that ${same(Type, 'CALCULATED', 'CLOUDWATCH_METRIC') ? 'what it finds' : `what it finds at ${targetOf(check)}`} changes nothing.`,
        evidence: [
          [
            check,
            `is ${Type}, and nothing names it`,
            {
              HealthCheckId: check.id,
              Type,
              target: targetOf(check),
              CallerReference: check.CallerReference,
            },
          ],
        ],
        remediation: `aws route53 delete-health-check --health-check-id ${check.id}, unless a record should name it`,
      })
    }
  },
})

function openUse(
  isKnown: boolean,
  { healthChecks, resourceRecordSets }: Inventory<'healthChecks' | 'resourceRecordSets'>,
): string | undefined {
  if (!isKnown) return 'not all records were read'
  const [parent] = healthChecks.where(hidesChildren, 'yes')
  if (parent) return `the children of ${parent.id} are not in the answer`
  const [policy] = resourceRecordSets.where(isByPolicy, 'yes')
  return policy && `${policy.id} is made by a traffic policy, which may name it and is not read`
}

const hidesChildren = ({ HealthCheckConfig: config }: RowOf<'healthChecks'>): string =>
  !config?.Type || (same(config.Type, 'CALCULATED') && !config.ChildHealthChecks) ? 'yes' : 'no'

const isByPolicy = (record: { readonly TrafficPolicyInstanceId?: string | undefined }): string =>
  record.TrafficPolicyInstanceId === undefined ? 'no' : 'yes'
