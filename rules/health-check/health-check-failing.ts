import { isUsed, targetOf, useEvidence, useOf, usersOf } from '../../src/network/health-check-use.ts'
import { same } from '../../src/network/same.ts'
import { defineRule, fail, pass, unknown } from '../../src/rule.ts'

const ENDPOINT_TYPES = ['HTTP', 'HTTPS', 'HTTP_STR_MATCH', 'HTTPS_STR_MATCH', 'TCP']

export default defineRule({
  id: 'health-check-failing',
  title: 'Health check that is in use fails now',
  topic: 'health-check',
  pillar: 'reliability',
  severity: 'high',
  needs: ['healthChecks', 'healthCheckStatuses'],
  consults: ['resourceRecordSets'],
  settings: { healthyPercent: 18 },
  why: `Route 53 takes an endpoint for healthy while more than 18 % of its checkers reach it. Below that, either the endpoint
is down and failover runs on what is left, or the check asks for something that was never there.`,
  fix: `Repair the endpoint or what the check asks it; if it is gone, delete the records and then the check.`,
  check: `In the Route 53 console, open the health check and read what each checker last saw.`,
  reference:
    'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html',

  *judge(inventory, { settings }) {
    for (const check of inventory.healthChecks) {
      const { Type, Disabled, Inverted } = check.HealthCheckConfig ?? {}
      // An inverted check fails on purpose; a disabled one, and those that ask no endpoint, have no checkers.
      if (check.LinkedService || Disabled || Inverted) continue
      if (Type !== undefined && !same(Type, ...ENDPOINT_TYPES)) continue
      const use = useOf(check, inventory)
      if (use && !isUsed(use)) continue

      const [status] = inventory.healthCheckStatuses.under(check.id) ?? []
      const seen = status?.HealthCheckObservations?.map((one) => one.StatusReport?.Status) ?? []
      if (
        !Type ||
        Disabled === undefined ||
        Inverted === undefined ||
        seen.length === 0 ||
        !seen.every(isClear)
      ) {
        yield unknown(check, 'what the checkers saw, or how it is meant, is not in the answer')
        continue
      }
      const failures = seen.filter((one) => !isSuccess(one))
      if ((seen.length - failures.length) * 100 > settings.healthyPercent * seen.length) {
        yield pass(check)
        continue
      }
      if (!use) {
        yield unknown(check, 'it fails, and whether anything uses it is not known: not all records were read')
        continue
      }
      const target = targetOf(check)
      yield fail(check, {
        message: `${failures.length} of ${seen.length} checkers get no healthy answer from ${target}, so Route 53 sends nobody to it for ${usersOf(use)} unless all else is unhealthy, too.`,
        evidence: [
          [
            check,
            `fails at ${failures.length} of ${seen.length} checkers: ${[...new Set(failures)].slice(0, 3).join('; ')}`,
            { HealthCheckId: check.id, Type, target, failureReasons: [...new Set(failures)] },
          ],
          ...useEvidence(check, use),
        ],
        remediation: `aws route53 get-health-check-last-failure-reason --health-check-id ${check.id}, then repair ${target}; if it is gone, delete its records and aws route53 delete-health-check --health-check-id ${check.id}`,
      })
    }
  },
})

/** Checkers write `Success: HTTP Status Code 200, OK` and `Failure: …`. */
const isSuccess = (status: string | undefined): boolean => /^success/i.test(status ?? '')

const isClear = (status: string | undefined): boolean => /^(success|failure)/i.test(status ?? '')
