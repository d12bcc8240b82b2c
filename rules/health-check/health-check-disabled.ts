import { isUsed, useEvidence, useOf, usersOf } from '../../src/network/health-check-use.ts'
import { defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'health-check-disabled',
  title: 'Health check that is in use is disabled',
  topic: 'health-check',
  pillar: 'reliability',
  severity: 'high',
  needs: ['healthChecks'],
  consults: ['resourceRecordSets'],
  why: `A disabled health check always counts as healthy, or, where it is inverted, as unhealthy, whatever the endpoint does:
what turns on it no longer fails over. It is charged as before.`,
  fix: `Enable it again once the maintenance is over that it was disabled for, or take it out of the records.`,
  check: `In the Route 53 console, look for health checks whose state is disabled, and for the records that use them.`,
  reference: 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html',

  *judge(inventory) {
    for (const check of inventory.healthChecks) {
      const { Type, Disabled, Inverted } = check.HealthCheckConfig ?? {}
      if (check.LinkedService) continue
      const use = useOf(check, inventory)
      if (use && !isUsed(use)) continue
      if (Disabled === undefined || (Disabled && Inverted === undefined)) {
        yield unknown(check, 'whether it is disabled and inverted is not in the answer')
        continue
      }
      if (!Disabled) {
        yield pass(check)
        continue
      }
      if (!use) {
        yield unknown(
          check,
          'it is disabled, and whether anything uses it is not known: not all records were read',
        )
        continue
      }
      const users = usersOf(use)
      yield fail(check, {
        message: Inverted
          ? `It is disabled and inverted, which always counts as unhealthy: Route 53 sends nobody to the endpoint for ${users} unless all else is unhealthy, too.`
          : `It is disabled, which always counts as healthy: ${users} no longer fails over when the endpoint does.`,
        evidence: [
          [
            check,
            Inverted ? 'is disabled and inverted' : 'is disabled',
            { HealthCheckId: check.id, Type, Disabled, Inverted },
          ],
          ...useEvidence(check, use),
        ],
        remediation: `aws route53 update-health-check --no-disabled --health-check-id ${check.id}`,
      })
    }
  },
})
