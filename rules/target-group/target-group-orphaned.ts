import type { Inventory, RowOf } from '../../src/inventory/inventory.ts'
import { scalingGroupsOf } from '../../src/network/scaling-groups.ts'
import { type Failure, defineRule, fail, pass, unknown } from '../../src/rule.ts'

type TargetGroup = RowOf<'targetGroups'>

export default defineRule({
  id: 'target-group-orphaned',
  title: 'Target group is attached to no load balancer',
  topic: 'target-group',
  pillar: 'operations',
  severity: 'low',
  needs: ['targetGroups'],
  consults: ['targetHealth', 'autoScalingGroups'],
  settings: { standbyWords: ['blue', 'green', 'alternate', 'standby', 'canary'] },
  why: `No load balancer sends to it and nobody checks the health of its targets. Where an Auto Scaling group still
registers instances in it, people believe that these serve requests; elsewhere it is clutter.`,
  fix: `Forward to it from a listener or a rule, or delete it. The other half of a blue/green pair is meant to wait: name
it so, or suppress the finding.`,
  check: `In the EC2 console, look for target groups with «None associated» under Load balancer.`,
  reference:
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html',

  *judge(inventory, { settings }) {
    for (const group of inventory.targetGroups) {
      const words = group.id.toLowerCase().split(/[^a-z0-9]+/)
      if (!group.LoadBalancerArns) yield unknown(group, 'its load balancers are not in the answer')
      else if (group.LoadBalancerArns.length > 0) yield pass(group)
      else if (!settings.standbyWords.some((word) => words.includes(word))) yield finding(group, inventory)
    }
  },
})

function finding(group: TargetGroup, inventory: Inventory<'targetHealth' | 'autoScalingGroups'>): Failure {
  const targets = inventory.targetHealth.under(group.id)
  const scaling = scalingGroupsOf(group.id, inventory)
  const names = scaling.map((one) => one.id).join(', ')
  const count =
    targets === undefined
      ? 'its targets were not read'
      : `${targets.length} registered target${targets.length === 1 ? '' : 's'}`
  return fail(group, {
    message:
      scaling.length > 0
        ? `No load balancer uses it, and ${names} registers instances in it: they get no requests, and nobody checks their health.`
        : 'No load balancer uses it: its targets get no requests, and nobody checks their health.',
    severity: scaling.length > 0 ? 'high' : undefined,
    evidence: [
      [
        group,
        `is attached to no load balancer (${count})`,
        { TargetGroupArn: group.id, LoadBalancerArns: [], registeredTargets: targets?.length },
      ],
      ...scaling.map(
        (one) =>
          [
            one,
            'registers its instances in it',
            { AutoScalingGroupName: one.id, TargetGroupARNs: one.TargetGroupARNs },
          ] as const,
      ),
    ],
    remediation:
      scaling.length > 0
        ? `aws elbv2 create-rule --listener-arn LISTENER --priority N --conditions … --actions Type=forward,TargetGroupArn=${group.id}`
        : `aws elbv2 delete-target-group --target-group-arn ${group.id}, or forward to it with aws elbv2 create-rule`,
  })
}
