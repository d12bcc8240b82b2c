import type { RowOf } from '../../src/inventory/inventory.ts'
import { balancerZoneLabel, zonesOf } from '../../src/network/balancer-zones.ts'
import { same } from '../../src/network/same.ts'
import { byState, stateEvidence, targetLabel } from '../../src/network/target-states.ts'
import { zoneOfTarget } from '../../src/network/target-zones.ts'
import {
  type Evidence,
  type Inventory,
  type Judgement,
  defineRule,
  fail,
  pass,
  unknown,
} from '../../src/rule.ts'

type TargetGroup = RowOf<'targetGroups'>
type LoadBalancer = RowOf<'loadBalancers'>
type Target = RowOf<'targetHealth'>
type Looks = Inventory<'instances' | 'availabilityZones'>

export default defineRule({
  id: 'target-group-target-in-disabled-zone',
  title: 'Target is registered in a zone that the load balancer does not use, or is stopped',
  topic: 'target-group',
  pillar: 'reliability',
  severity: 'medium',
  needs: ['targetGroups', 'targetHealth', 'loadBalancers'],
  consults: ['instances', 'availabilityZones'],
  why: `Such a target counts as capacity in everybody's mind and gets no requests: its zone has no node of the load
balancer, it is stopped, or its address cannot be a target.`,
  fix: `Enable the zone for the load balancer, start the instance, or deregister the target.`,
  check: `In the EC2 console, open the target group and look for «Unused» under Targets, with its reason.`,
  reference:
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',

  *judge(inventory) {
    for (const group of inventory.targetGroups) {
      if (group.LoadBalancerArns?.length === 0) continue
      const targets = inventory.targetHealth.under(group.id)
      if (targets?.length === 0) continue
      const arns = group.LoadBalancerArns
      const balancers = (arns ?? []).flatMap((arn) => inventory.loadBalancers.get(arn) ?? [])
      if (!arns) yield unknown(group, 'its load balancers are not in the answer')
      else if (!targets) yield unknown(group, 'the health of its targets was not read')
      else yield judge(group, targets, balancers.length === arns.length ? balancers : [], inventory)
    }
  },
})

function judge(
  group: TargetGroup,
  targets: readonly Target[],
  balancers: readonly LoadBalancer[],
  inventory: Looks,
): Judgement {
  const verdicts = targets.map((target) => ({ target, why: idleBecause(target, balancers, inventory) }))
  const idle = verdicts.flatMap(({ target, why }) => (why && 'because' in why ? [{ target, ...why }] : []))
  if (idle.length === 0) {
    const [open] = verdicts.flatMap(({ why }) => (why && 'unknown' in why ? [why.unknown] : []))
    return open === undefined ? pass(group) : unknown(group, open)
  }
  const members = idle.map(({ target }) => target)
  const reasons = [...new Set(idle.map(({ because }) => because))]
  const isOff = byState(members).some((one) => same(one.reason, 'Target.NotInUse'))
  return fail(group, {
    message: `${members.map(targetLabel).join(', ')} ${members.length === 1 ? 'gets' : 'get'} no requests: ${reasons.join('; ')}.`,
    evidence: [
      ...stateEvidence(group, members),
      ...(isOff ? balancers : []).map((balancer): Evidence => [
        balancer,
        `has nodes in ${(zonesOf(balancer) ?? []).map((zone) => balancerZoneLabel(zone, balancer, inventory)).join(', ')}`,
        { LoadBalancerArn: balancer.id, AvailabilityZones: zonesOf(balancer) },
      ]),
    ],
    remediation: `aws elbv2 deregister-targets --target-group-arn ${group.id} --targets ${members.map(asArgument).join(' ')}${isOff ? `; or enable the zone: aws elbv2 set-subnets --load-balancer-arn ${balancers[0]?.id ?? 'ARN'} --subnets ${balancers[0]?.AvailabilityZones?.map((one) => one.SubnetId).join(' ') ?? ''} SUBNET_IN_THAT_ZONE` : ''}`,
  })
}

const asArgument = ({ Target }: Target): string =>
  Target?.Port === undefined ? `Id=${Target?.Id}` : `Id=${Target.Id},Port=${Target.Port}`

/** AWS gives one reason for a zone without a node and for a group without a rule: the zones tell which it is. */
function idleBecause(
  target: Target,
  balancers: readonly LoadBalancer[],
  inventory: Looks,
): { readonly because: string } | { readonly unknown: string } | undefined {
  const id = target.Target?.Id
  const { State: state, Reason: reason } = target.TargetHealth ?? {}
  if (state === undefined) return { unknown: `how ${id} is is not in the answer` }
  if (!same(state, 'unused')) return undefined
  if (same(reason, 'Target.InvalidState')) return { because: `${id} is stopped or terminated` }
  if (same(reason, 'Target.IpUnusable'))
    return { because: `${id} belongs to a load balancer and cannot be a target` }
  if (!same(reason, 'Target.NotInUse')) return { unknown: `why ${id} is not used is not in the answer` }

  const zone = zoneOfTarget(target, inventory)
  const enabled = balancers.map(zonesOf)
  const [balancer] = balancers
  if (zone === undefined || zone === 'all' || !balancer || enabled.includes(undefined))
    return { unknown: `whether the zone of ${id} is enabled is not known` }
  if (enabled.some((zones) => zones?.includes(zone)))
    return { unknown: `AWS does not use ${id}, although its zone is enabled` }
  return {
    because: `${balancer.name} has no node in ${balancerZoneLabel(zone, balancer, inventory)}`,
  }
}
