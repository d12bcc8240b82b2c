import type { RowOf } from '../../src/inventory/inventory.ts'
import { balancerZoneLabel, withdrawsEmptyZones } from '../../src/network/balancer-zones.ts'
import { same } from '../../src/network/same.ts'
import { byCount } from '../../src/network/target-zones.ts'
import { zoneBalance } from '../../src/network/zone-balance.ts'
import { type Inventory, type Judgement, defineRule, fail, pass, unknown } from '../../src/rule.ts'

type LoadBalancer = RowOf<'loadBalancers'>
type TargetGroup = RowOf<'targetGroups'>
type Looks = Inventory<
  'targetGroupAttributes' | 'targetHealth' | 'loadBalancerAttributes' | 'instances' | 'availabilityZones'
>

export default defineRule({
  id: 'target-group-zone-imbalance',
  title: 'Cross-zone load balancing is off and healthy targets are uneven over the zones',
  topic: 'target-group',
  pillar: 'reliability',
  severity: 'high',
  needs: ['targetGroups', 'loadBalancers', 'targetGroupAttributes', 'targetHealth'],
  consults: ['loadBalancerAttributes', 'instances', 'availabilityZones'],
  settings: { maxRatio: 2 },
  why: `With cross-zone load balancing off, each node of a balancer sends to targets in its own zone only. A zone with few
targets gets as many clients as one with many, and its targets are overloaded; a zone without healthy targets cannot
answer at all. Turning it off is sound as long as the targets are even.`,
  fix: `Spread the targets evenly over the balancer's zones, as an Auto Scaling group over the same zones does, or turn
cross-zone load balancing on for the target group.`,
  check: `In the EC2 console, open the target group, see «Cross-zone load balancing» under Attributes, and count the
healthy targets of each zone under Targets.`,
  reference:
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html',

  *judge(inventory, { settings }) {
    for (const group of inventory.targetGroups) {
      if (same(group.TargetType, 'lambda', 'alb')) continue
      for (const arn of group.LoadBalancerArns ?? []) {
        const balancer = inventory.loadBalancers.get(arn)
        const judgement = balancer
          ? judgeOne(group, balancer, settings.maxRatio, inventory)
          : unknown(group, `its load balancer ${arn} is not among those that were read`, arn)
        if (judgement) yield judgement
      }
    }
  },
})

function judgeOne(
  group: TargetGroup,
  balancer: LoadBalancer,
  maxRatio: number,
  inventory: Looks,
): Judgement | undefined {
  const key = balancer.id
  const balance = zoneBalance(group, balancer, maxRatio, inventory)
  if (!balance) return undefined
  if ('unknown' in balance) return unknown(group, balance.unknown, key)
  if ('even' in balance) return pass(group, key)

  const { healthy, ratio, crossZone } = balance
  const [thin = ''] = byCount(healthy)[0] ?? []
  const isEmpty = ratio === Infinity
  const label = (zone: string): string => balancerZoneLabel(zone, balancer, inventory)
  const list = byCount(healthy).map(([zone, count]) => `${count} in ${label(zone)}`)
  const isWithdrawn = withdrawsEmptyZones(group, balancer, inventory)
  return fail(group, {
    key,
    message: isEmpty
      ? `${label(thin)} has no healthy target and cross-zone load balancing is off: ${effectOfEmpty(balancer, isWithdrawn)}.`
      : `Each healthy target in ${label(thin)} carries ${Number(ratio.toFixed(1))} times the load of those in the fullest zone: cross-zone load balancing is off and there are ${list.join(', ')}.`,
    severity: isEmpty && !isWithdrawn ? undefined : 'medium',
    evidence: [
      [
        crossZone.onGroup ? group : balancer,
        `has cross-zone load balancing off: ${crossZone.source}`,
        { effectiveCrossZone: false, source: crossZone.source },
      ],
      [
        group,
        `has healthy targets: ${list.join(', ')}`,
        { TargetGroupArn: group.id, healthyPerZone: Object.fromEntries(healthy) },
      ],
    ],
    remediation: `register targets in ${thin}, or aws elbv2 modify-target-group-attributes --target-group-arn ${group.id} --attributes Key=load_balancing.cross_zone.enabled,Value=true${same(balancer.Type, 'network') ? ' (data between zones is charged then)' : ''}`,
  })
}

function effectOfEmpty(balancer: LoadBalancer, isWithdrawn: boolean): string {
  if (isWithdrawn)
    return `${balancer.name} withdraws that zone from its name, and what still connects there fails`
  if (same(balancer.Type, 'application')) return `requests that reach ${balancer.name} there get a 503`
  return `what reaches ${balancer.name} there is dropped`
}
