import type { RowOf } from '../../src/inventory/inventory.ts'
import { same } from '../../src/network/same.ts'
import {
  adviceFor,
  byState,
  isHealthy,
  isStarting,
  isUnchecked,
  isUnclear,
  isUnhealthy,
  stateEvidence,
} from '../../src/network/target-states.ts'
import { type Sender, senderEvidence, sendersLabel, useOf } from '../../src/network/target-use.ts'
import { type Failure, defineRule, fail, pass, unknown } from '../../src/rule.ts'

type TargetGroup = RowOf<'targetGroups'>
type Target = RowOf<'targetHealth'>

export default defineRule({
  id: 'target-group-no-healthy-targets',
  title: 'Target group in use has registered targets and none is healthy',
  topic: 'target-group',
  pillar: 'reliability',
  severity: 'critical',
  needs: ['targetGroups', 'targetHealth', 'loadBalancers', 'listeners', 'listenerRules'],
  why: `A load balancer sends requests to healthy targets. With none left it sends them to the unhealthy ones, or answers
with an error itself: what the group serves is down, also where other groups of the same balancer are well.`,
  fix: `Act on the reason that each target gives: a timeout is usually a security group, a code mismatch the path or the
matcher of the check.`,
  check: `In the EC2 console, open the target group and read «Health status» and its details under Targets.`,
  reference:
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',

  *judge(inventory) {
    for (const group of inventory.targetGroups) {
      const use = useOf(group, inventory)
      if (!use) continue
      const targets = inventory.targetHealth.under(group.id)
      if (targets?.length === 0 || targets?.some(isUnchecked)) continue
      if ('unknown' in use) yield unknown(group, use.unknown)
      else if (!targets) yield unknown(group, 'the health of its targets was not read')
      else if (targets.some(isHealthy)) yield pass(group)
      else if (targets.some(isUnclear)) yield unknown(group, 'AWS does not say how all of its targets are')
      else if (targets.some(isStarting) && !targets.some(isUnhealthy))
        yield unknown(group, 'its first targets are being registered')
      else yield finding(group, targets, use.senders)
    }
  },
})

function finding(group: TargetGroup, targets: readonly Target[], senders: readonly Sender[]): Failure {
  const states = byState(targets).map((one) => `${one.targets.length} ${one.label}`)
  const part = Math.max(...senders.map((sender) => sender.share))
  const reach = part < 1 ? `${Number((part * 100).toFixed(1))}% of the requests` : 'all requests'
  return fail(group, {
    message: `${targets.length === 1 ? 'Its only target is not healthy' : `None of its ${targets.length} targets is healthy`} (${states.join(', ')}): ${reach} by ${sendersLabel(senders)} ${effect(targets, senders)}.`,
    evidence: [
      [
        group,
        `checks health by ${group.HealthCheckProtocol ?? 'an unknown protocol'} on ${group.HealthCheckPort ?? 'an unknown port'}`,
        {
          TargetGroupArn: group.id,
          HealthCheckProtocol: group.HealthCheckProtocol,
          HealthCheckPort: group.HealthCheckPort,
          HealthCheckPath: group.HealthCheckPath,
          Matcher: group.Matcher,
        },
      ],
      ...stateEvidence(group, targets),
      ...senderEvidence(senders),
    ],
    remediation: adviceFor(group, targets),
  })
}

/** With nothing but unhealthy targets, balancers fail open: they send to them as if they were healthy. */
function effect(targets: readonly Target[], senders: readonly Sender[]): string {
  if (targets.some(isUnhealthy)) return 'go to targets that fail their health checks'
  const isHttp = senders.some(({ balancer }) => same(balancer.Type, 'application'))
  return isHttp ? 'get a 503' : 'are lost'
}
