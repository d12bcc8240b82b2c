import type { RowOf } from '../../src/inventory/inventory.ts'
import { PRESERVE, mayStopPreserving, preservesClientIp } from '../../src/network/client-ip.ts'
import { same } from '../../src/network/same.ts'
import { homeOf } from '../../src/network/target-homes.ts'
import { isLeaving, targetLabel } from '../../src/network/target-states.ts'
import {
  type Evidence,
  type Inventory,
  type Judgement,
  type Resource,
  defineRule,
  fail,
  pass,
  unknown,
} from '../../src/rule.ts'

type TargetGroup = RowOf<'targetGroups'>
type Target = RowOf<'targetHealth'>
type Looks = Inventory<'networkInterfaces' | 'vpcs' | 'vpcPeeringConnections' | 'instances'>

export default defineRule({
  id: 'nlb-client-ip-unsupported-target',
  title: 'Client IP preservation is on for targets that it breaks',
  topic: 'nlb',
  pillar: 'reliability',
  severity: 'high',
  needs: ['targetGroups', 'targetGroupAttributes', 'targetHealth'],
  consults: ['networkInterfaces', 'vpcs', 'vpcPeeringConnections', 'instances'],
  why: `With client IP preservation the packets of clients go straight to the target, and its answers must come back the
same way. Endpoints and other load balancers cannot be such targets, nor can what lies behind a transit gateway, a VPN
or Direct Connect: connections to them fail.`,
  fix: `Turn client IP preservation off for the group, and take the client's address from Proxy Protocol v2.`,
  check: `In the EC2 console, see «Preserve client IP addresses» among the group's Attributes, and what has the addresses
under Targets.`,
  reference:
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html',

  *judge(inventory) {
    for (const group of inventory.targetGroups) {
      if (!group.LoadBalancerArns?.length || same(group.TargetType, 'alb', 'lambda')) continue
      const preserved = preservesClientIp(group, inventory)
      if (preserved === false) continue
      const targets = inventory.targetHealth.under(group.id)
      if (preserved === undefined) yield unknown(group, 'whether it preserves client addresses is not known')
      else if (!targets) yield unknown(group, 'its targets were not read')
      else if (targets.length > 0) yield judge(group, targets, inventory)
    }
  },
})

interface Problem {
  readonly target: Target
  readonly why: string
  readonly seenOn?: Resource
  readonly fields: Readonly<Record<string, unknown>>
}

function judge(group: TargetGroup, targets: readonly Target[], inventory: Looks): Judgement {
  const verdicts = targets
    .filter((target) => !isLeaving(target))
    .flatMap((target) => problemOf(target, group, inventory) ?? [])
  const problems = verdicts.flatMap((one) => ('unknown' in one ? [] : [one]))
  const [reason] = verdicts.flatMap((one) => ('unknown' in one ? [one.unknown] : []))
  const [first] = problems
  if (!first) return reason === undefined ? pass(group) : unknown(group, reason)
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : ''
  return fail(group, {
    message: `It preserves client addresses, and ${targetLabel(first.target)} ${first.why}${more}: connections to it fail.`,
    evidence: problems.map(({ target, why, seenOn, fields }): Evidence => [
      seenOn ?? group,
      seenOn
        ? `has the address of the target ${targetLabel(target)}`
        : `has the target ${targetLabel(target)}, which ${why}`,
      { TargetGroupArn: group.id, Target: target.Target, [PRESERVE]: true, ...fields },
    ]),
    remediation: mayStopPreserving(group)
      ? `aws elbv2 modify-target-group-attributes --target-group-arn ${group.id} --attributes Key=${PRESERVE},Value=false`
      : `groups of ${group.Protocol} always preserve client addresses: aws elbv2 deregister-targets --target-group-arn ${group.id} --targets ${problems.map(({ target }) => `Id=${target.Target?.Id}`).join(' ')}, and serve them by a balancer in their own VPC`,
  })
}

const INTERFACES: Readonly<Record<string, string>> = {
  vpc_endpoint: 'is an endpoint',
  gateway_load_balancer_endpoint: 'is a Gateway Load Balancer endpoint',
  network_load_balancer: 'is another network load balancer',
}

/** Instance types of the first generations, as AWS lists them. */
const OLD_TYPE = /^(c1|cc1|cc2|cg1|cg2|cr1|g1|g2|hi1|hs1|m1|m2|m3|t1)\./

function problemOf(
  target: Target,
  group: TargetGroup,
  inventory: Looks,
): Problem | { readonly unknown: string } | undefined {
  const id = target.Target?.Id ?? ''
  const found = same(group.TargetType, 'instance')
    ? ofInstance(target, id, group, inventory)
    : ofAddress(target, id, group, inventory)
  return found && target.TargetHealth?.State === undefined
    ? { unknown: `whether ${id} is about to leave is not in the answer` }
    : found
}

function ofInstance(
  target: Target,
  id: string | undefined,
  group: TargetGroup,
  inventory: Inventory<'instances'>,
): Problem | { readonly unknown: string } | undefined {
  const instance = inventory.instances.get(id)
  const type = instance?.InstanceType
  if (type === undefined) {
    const isGone = !instance && inventory.instances.readIn(group)
    return isGone ? undefined : { unknown: `the type of ${id} was not read` }
  }
  if (!OLD_TYPE.test(type)) return undefined
  return { target, why: `is of the type ${type}, which cannot do that`, fields: { InstanceType: type } }
}

function ofAddress(
  target: Target,
  id: string,
  group: TargetGroup,
  inventory: Looks,
): Problem | { readonly unknown: string } | undefined {
  const home = homeOf(id, group, inventory)
  if (home.kind === 'unknown') return { unknown: home.why }
  if (home.kind === 'outside') {
    const why = `is neither in ${group.VpcId} nor in a VPC peered with it in its region`
    return { target, why, fields: { VpcId: group.VpcId } }
  }
  if (!home.eni) return undefined
  const why = INTERFACES[home.eni.InterfaceType ?? '']
  const fields = {
    NetworkInterfaceId: home.eni.id,
    InterfaceType: home.eni.InterfaceType,
    VpcId: home.eni.VpcId,
  }
  if (why !== undefined) return { target, why, seenOn: home.eni, fields }
  const machine = home.eni.Attachment?.InstanceId
  return machine === undefined ? undefined : ofInstance(target, machine, group, inventory)
}
