import type { RowOf } from '../../src/inventory/inventory.ts'
import { same } from '../../src/network/same.ts'
import { scalingGroupsOf } from '../../src/network/scaling-groups.ts'
import { type Sender, senderEvidence, sendersLabel, useOf } from '../../src/network/target-use.ts'
import { type Evidence, type Failure, defineRule, fail, pass, unknown } from '../../src/rule.ts'

type TargetGroup = RowOf<'targetGroups'>
type ScalingGroup = RowOf<'autoScalingGroups'>

export default defineRule({
  id: 'target-group-empty',
  title: 'A rule forwards to a target group without targets',
  topic: 'target-group',
  pillar: 'reliability',
  severity: 'high',
  needs: ['targetGroups', 'targetHealth', 'loadBalancers', 'listeners', 'listenerRules'],
  consults: ['autoScalingGroups'],
  why: `Nobody answers what such a rule takes: clients of an application load balancer get a 503. A rule that weighs
several groups does not pass an empty one's part on to the others.`,
  fix: `Register targets, see why the service or the Auto Scaling group does not, or remove the rule.`,
  check: `In the EC2 console, open the target group: its Targets are empty, and it names a load balancer.`,
  reference:
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html',

  *judge(inventory) {
    for (const group of inventory.targetGroups) {
      const use = useOf(group, inventory)
      if (!use) continue
      const targets = inventory.targetHealth.under(group.id)
      if ('unknown' in use) yield unknown(group, use.unknown)
      else if (!targets) yield unknown(group, 'its targets were not read')
      else if (targets.length > 0) yield pass(group)
      else yield finding(group, use.senders, scalingGroupsOf(group.id, inventory))
    }
  },
})

function finding(group: TargetGroup, senders: readonly Sender[], scaling: readonly ScalingGroup[]): Failure {
  const isHttp = senders.some(({ balancer }) => same(balancer.Type, 'application'))
  const isAtZero = scaling.length > 0 && scaling.every((one) => one.DesiredCapacity === 0)
  const part = Math.max(...senders.map((sender) => sender.share))
  const requests = part < 1 ? `${Number((part * 100).toFixed(1))}% of the requests` : 'all requests'
  const why = isAtZero ? ` while ${scaling.map((one) => one.id).join(', ')} is at a capacity of 0` : ''
  return fail(group, {
    message: `It has no targets${why}: ${requests} by ${sendersLabel(senders)} ${isHttp ? 'get a 503' : 'are lost'}.`,
    severity: isAtZero ? 'info' : undefined,
    evidence: [
      [group, 'has no registered targets', { TargetGroupArn: group.id, TargetType: group.TargetType }],
      ...senderEvidence(senders),
      ...scaling.map((one): Evidence => [
        one,
        `should fill it, and has a desired capacity of ${one.DesiredCapacity ?? 'unknown size'}`,
        {
          AutoScalingGroupName: one.id,
          MinSize: one.MinSize,
          DesiredCapacity: one.DesiredCapacity,
          MaxSize: one.MaxSize,
        },
      ]),
    ],
    remediation: `aws elbv2 register-targets --target-group-arn ${group.id} --targets Id=TARGET, or remove what forwards to it`,
  })
}
