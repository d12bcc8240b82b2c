import type { RowOf } from '../../src/inventory/inventory.ts'
import { useEvidence, useOf, isUsed } from '../../src/network/health-check-use.ts'
import { same } from '../../src/network/same.ts'
import { type Inventory, defineRule, fail, pass, unknown } from '../../src/rule.ts'

type HealthCheck = RowOf<'healthChecks'>

export default defineRule({
  id: 'health-check-cannot-change-state',
  title: 'Calculated health check can never change its state',
  topic: 'health-check',
  pillar: 'reliability',
  severity: 'high',
  needs: ['healthChecks'],
  consults: ['resourceRecordSets'],
  why: `A calculated health check is healthy while at least as many of its children are as its threshold says. With a
threshold of 0 it always is, with one above the number of children never; children that are disabled always count the
same. What turns on such a check never fails over, or always has.`,
  fix: `Set a threshold between 1 and the number of children that are enabled, or enable the children.`,
  check: `In the Route 53 console, open the calculated health check and compare its threshold with its children.`,
  reference: 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html',

  *judge(inventory) {
    for (const check of inventory.healthChecks) {
      const { Type, Disabled, HealthThreshold, ChildHealthChecks, Inverted } = check.HealthCheckConfig ?? {}
      // A disabled one aggregates nothing: `health-check-disabled` tells of those.
      if (!same(Type, 'CALCULATED') || Disabled) continue
      if (Disabled === undefined || HealthThreshold === undefined || !ChildHealthChecks) {
        yield unknown(check, 'its threshold, its children or whether it is disabled is not in the answer')
        continue
      }
      const children = ChildHealthChecks.map((id) => [id, roleOf(id, inventory)] as const)
      const count = (role: Role): number => children.filter(([, one]) => one === role).length
      const isAlwaysHealthy = HealthThreshold <= count('always healthy')
      if (!isAlwaysHealthy && HealthThreshold <= children.length - count('always unhealthy')) {
        const open = children.find(([, role]) => role === 'open')
        yield open
          ? unknown(check, `the state of its child ${open[0]} is not among those that were read`)
          : pass(check)
        continue
      }
      const use = useOf(check, inventory)
      const state = isAlwaysHealthy ? 'healthy' : 'unhealthy'
      const off = children.flatMap(([id, role]) => (role.startsWith('always') ? [id] : []))
      const disabled =
        off.length > 0 ? `, of which ${off.join(', ')} ${off.length === 1 ? 'is' : 'are'} disabled` : ''
      yield fail(check, {
        message: `Its threshold is ${HealthThreshold} of ${children.length} children${disabled}, so it is always ${state}${Inverted ? ', which is then inverted' : ''}: nothing that happens to them changes where traffic goes.`,
        severity: use && !isUsed(use) ? 'low' : undefined,
        evidence: [
          [
            check,
            `has the threshold ${HealthThreshold} and ${children.length} children`,
            { HealthCheckId: check.id, HealthThreshold, children: Object.fromEntries(children), Inverted },
          ],
          ...(use ? useEvidence(check, use) : []),
        ],
        remediation: `aws route53 update-health-check --health-check-id ${check.id} --health-threshold ${isAlwaysHealthy ? count('always healthy') + 1 : Math.max(1, count('always healthy') + count('live'))}, once it has as many children that are enabled`,
      })
    }
  },
})

type Role = 'live' | 'always healthy' | 'always unhealthy' | 'open'

/** What a child counts as: a disabled one is always healthy, or always unhealthy where it is inverted. */
function roleOf(id: string, { healthChecks }: Inventory<'healthChecks'>): Role {
  const child: HealthCheck | undefined = healthChecks.get(id)
  const { Disabled, Inverted } = child?.HealthCheckConfig ?? {}
  if (Disabled === undefined) return 'open'
  if (!Disabled) return 'live'
  if (Inverted === undefined) return 'open'
  return Inverted ? 'always unhealthy' : 'always healthy'
}
