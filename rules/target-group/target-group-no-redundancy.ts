import type { RowOf } from '../../src/inventory/inventory.ts'
import { balancerZoneLabel, zonesOf } from '../../src/network/balancer-zones.ts'
import { same } from '../../src/network/same.ts'
import { scalingGroupsOf } from '../../src/network/scaling-groups.ts'
import { isTaggedWith } from '../../src/network/tags.ts'
import { isHealthy, isStarting, isUnclear, targetLabel } from '../../src/network/target-states.ts'
import { type Sender, senderEvidence, sendersLabel, useOf } from '../../src/network/target-use.ts'
import { isShifted, zoneOfTarget } from '../../src/network/target-zones.ts'
import {
  type Context,
  type Evidence,
  type Inventory,
  type Judgement,
  defineRule,
  fail,
  pass,
  unknown,
} from '../../src/rule.ts'

type TargetGroup = RowOf<'targetGroups'>
type Target = RowOf<'targetHealth'>
type Looks = Inventory<'instances' | 'autoScalingGroups' | 'availabilityZones'>

export default defineRule({
  id: 'target-group-no-redundancy',
  title: 'All healthy targets are one target, or in one zone',
  topic: 'target-group',
  pillar: 'reliability',
  severity: 'medium',
  needs: ['targetGroups', 'targetHealth', 'loadBalancers', 'listeners', 'listenerRules'],
  consults: ['instances', 'autoScalingGroups', 'availabilityZones'],
  settings: { standbyTags: ['standby', 'active-passive'] },
  why: `A load balancer in several zones protects nothing while all that it sends to is one machine, or in one zone:
when that fails, the service is gone.`,
  fix: `Spread the service or the Auto Scaling group over subnets in at least two zones, with two targets or more.`,
  check: `In the EC2 console, open the target group and count the healthy targets and their zones under Targets.`,
  reference:
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html',

  *judge(inventory, { settings, nonProduction }) {
    for (const group of inventory.targetGroups) {
      if (same(group.TargetType, 'lambda', 'alb')) continue
      const use = useOf(group, inventory)
      if (!use) continue
      const targets = inventory.targetHealth.under(group.id)
      if (targets && (targets.some(isShifted) || !targets.some((one) => isHealthy(one) || isUnclear(one))))
        continue
      if ('unknown' in use) yield unknown(group, use.unknown)
      else if (!targets) yield unknown(group, 'the health of its targets was not read')
      else if (!group.TargetType) yield unknown(group, 'the type of its targets is not in the answer')
      else {
        const found = judge(group, targets, use.senders, settings.standbyTags, nonProduction, inventory)
        if (found) yield found
      }
    }
  },
})

function judge(
  group: TargetGroup,
  targets: readonly Target[],
  senders: readonly Sender[],
  standbyTags: readonly string[],
  nonProduction: Context['nonProduction'],
  inventory: Looks,
): Judgement | undefined {
  const healthy = targets.filter(isHealthy)
  const problem = problemOf(healthy, senders, inventory)
  if (!problem && healthy.length > 0) return pass(group)
  if (problem && 'unknown' in problem) return unknown(group, problem.unknown)
  if (!problem || targets.some(isUnclear))
    return unknown(group, 'AWS does not say how all of its targets are')
  const soon = problemOf(
    targets.filter((one) => isHealthy(one) || isStarting(one)),
    senders,
    inventory,
  )
  if (!soon || 'unknown' in soon) return unknown(group, 'more of its targets are being registered')

  if (same(group.TargetType, 'instance')) {
    if (!inventory.instances.readIn(group)) return unknown(group, 'the tags of its instances were not read')
    if (!inventory.autoScalingGroups.readIn(group))
      return unknown(group, 'the Auto Scaling groups that may fill it were not read')
    const isStandby = targets.some(({ Target }) =>
      isTaggedWith(inventory.instances.get(Target?.Id)?.Tags, standbyTags),
    )
    const scaling = scalingGroupsOf(group.id, inventory)
    if (isStandby || scaling.some((one) => (one.MinSize ?? 0) <= 1 && nonProduction(one))) return undefined
  }
  const one = healthy.length === 1 ? 'its one healthy target' : `all of its ${healthy.length} healthy targets`
  const { label, zones } = problem
  return fail(group, {
    message: `When ${label} fails, ${one} ${healthy.length === 1 ? 'is' : 'are'} gone, and with ${healthy.length === 1 ? 'it' : 'them'} all that ${sendersLabel(senders)} serves by it.`,
    evidence: [
      [
        group,
        `has ${healthy.map(targetLabel).join(', ')} healthy`,
        {
          TargetGroupArn: group.id,
          healthy: healthy.map((target) => ({
            Id: target.Target?.Id,
            Port: target.Target?.Port,
            AvailabilityZone: zoneOfTarget(target, inventory),
          })),
        },
      ],
      ...balancersOf(senders).map((balancer): Evidence => [
        balancer,
        `has nodes in ${zones.get(balancer.id)?.join(', ') ?? 'unknown zones'}`,
        { LoadBalancerArn: balancer.id, AvailabilityZones: zonesOf(balancer) },
      ]),
      ...senderEvidence(senders),
    ],
    remediation: `aws elbv2 register-targets --target-group-arn ${group.id} --targets Id=TARGET_IN_ANOTHER_ZONE, or aws autoscaling update-auto-scaling-group --auto-scaling-group-name NAME --min-size 2 --vpc-zone-identifier SUBNETS_IN_TWO_ZONES`,
  })
}

type Problem =
  | { readonly unknown: string }
  | { readonly label: string; readonly zones: ReadonlyMap<string, readonly string[]> }

/** What takes all of these targets with it. A machine may be registered by several ports, and is one nevertheless. */
function problemOf(
  targets: readonly Target[],
  senders: readonly Sender[],
  inventory: Looks,
): Problem | undefined {
  const balancers = balancersOf(senders)
  const zones = new Map(
    balancers.map((balancer) => [
      balancer.id,
      (zonesOf(balancer) ?? []).map((zone) => balancerZoneLabel(zone, balancer, inventory)),
    ]),
  )
  const hosts = new Set(targets.map(({ Target }) => Target?.Id))
  const [host] = hosts
  if (hosts.size === 1 && host !== undefined) return { label: host, zones }
  if (hosts.size === 0) return undefined
  const unread = balancers.find((balancer) => !zonesOf(balancer))
  if (unread) return { unknown: `the zones of ${unread.name ?? unread.id} are not in the answer` }
  const spread = balancers.find((balancer) => (zonesOf(balancer)?.length ?? 0) > 1)
  if (!spread) return undefined

  const homes = new Set(targets.map((target) => zoneOfTarget(target, inventory)))
  const named = [...homes].flatMap((zone) => zone ?? [])
  if (named.includes('all') || named.length > 1) return undefined
  const [zone] = named
  if (zone === undefined || homes.has(undefined)) return { unknown: 'the zones of its targets are not known' }
  return { label: balancerZoneLabel(zone, spread, inventory), zones }
}

const balancersOf = (senders: readonly Sender[]): readonly RowOf<'loadBalancers'>[] => [
  ...new Set(senders.map((sender) => sender.balancer)),
]
