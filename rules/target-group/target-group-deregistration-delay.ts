import type { RowOf } from '../../src/inventory/inventory.ts'
import { attributeOf } from '../../src/network/cross-zone.ts'
import { same } from '../../src/network/same.ts'
import { defineRule, fail, pass, unknown } from '../../src/rule.ts'

type TargetGroup = RowOf<'targetGroups'>

const DELAY = 'deregistration_delay.timeout_seconds'
const TERMINATION = 'deregistration_delay.connection_termination.enabled'

export default defineRule({
  id: 'target-group-deregistration-delay',
  title: 'Deregistration delay is zero, too short for an NLB, or longer than anything needs',
  topic: 'target-group',
  pillar: 'reliability',
  severity: 'low',
  needs: ['targetGroups', 'targetGroupAttributes'],
  settings: { minNetworkSeconds: 120, maxSeconds: 900 },
  why: `A target that leaves gets so long to finish what it has begun. Zero cuts requests off at each deployment; AWS
advises at least two minutes for the connections of a network load balancer. A very long delay holds up each deployment
and each scale-in.`,
  fix: `Set it to what the longest request takes: AWS's own default is five minutes.`,
  check: `In the EC2 console, read «Deregistration delay» among the target group's Attributes.`,
  reference:
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html',

  *judge(inventory, { settings }) {
    for (const group of inventory.targetGroups) {
      if (!group.LoadBalancerArns?.length || same(group.TargetType, 'lambda', 'alb')) continue
      if (!group.TargetType || !group.Protocol) {
        yield unknown(group, 'its type or its protocol is not in the answer')
        continue
      }
      const attributes = inventory.targetGroupAttributes.under(group.id)
      const text = attributeOf(attributes, DELAY)
      const seconds = text === undefined || text === '' ? Number.NaN : Number(text)
      if (Number.isNaN(seconds)) {
        yield unknown(
          group,
          attributes ? `${DELAY} is not among its attributes` : 'its attributes were not read',
        )
        continue
      }
      const problem = problemOf(group, seconds, settings)
      if (!problem) {
        yield pass(group)
        continue
      }
      yield fail(group, {
        message: `${problem}.`,
        severity: seconds === 0 ? 'medium' : undefined,
        evidence: [
          [
            group,
            `has ${DELAY} ${text}`,
            {
              TargetGroupArn: group.id,
              Protocol: group.Protocol,
              [DELAY]: text,
              [TERMINATION]: attributeOf(attributes, TERMINATION),
            },
          ],
        ],
        remediation: `aws elbv2 modify-target-group-attributes --target-group-arn ${group.id} --attributes Key=${DELAY},Value=${seconds > settings.maxSeconds ? 300 : settings.minNetworkSeconds}`,
      })
    }
  },
})

/** Datagrams and the flows of appliances begin anew by themselves: for those only the upper bound matters. */
function problemOf(
  { Protocol }: TargetGroup,
  seconds: number,
  { minNetworkSeconds, maxSeconds }: { readonly minNetworkSeconds: number; readonly maxSeconds: number },
): string | undefined {
  if (seconds > maxSeconds)
    return `Each target takes up to ${seconds} seconds to leave: deployments and scale-in wait for it`
  if (!same(Protocol, 'HTTP', 'HTTPS', 'TCP', 'TLS')) return undefined
  if (seconds === 0) return 'Its deregistration delay is 0: each deployment cuts off the requests in flight'
  if (same(Protocol, 'TCP', 'TLS') && seconds < minNetworkSeconds)
    return `Targets that leave get ${seconds} seconds to finish their connections: AWS advises ${minNetworkSeconds} behind a network load balancer`
  return undefined
}
