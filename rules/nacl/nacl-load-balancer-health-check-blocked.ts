import type { Inventory, RowOf } from '../../src/inventory/inventory.ts'
import { subnetBlocks } from '../../src/network/blocks.ts'
import { effectiveCrossZone } from '../../src/network/cross-zone.ts'
import {
  type Entry,
  type NetworkAcl,
  TCP,
  aclOf,
  deniedPorts,
  entriesOf,
  ruleLabel,
} from '../../src/network/nacl.ts'
import { addressesOf } from '../../src/network/interfaces.ts'
import { contains } from '../../src/network/prefix.ts'
import { same } from '../../src/network/same.ts'
import { type Judgement, defineRule, fail, pass, unknown } from '../../src/rule.ts'

type LoadBalancer = RowOf<'loadBalancers'>
type TargetGroup = RowOf<'targetGroups'>
type Subnet = RowOf<'subnets'>
type Known = Inventory<
  | 'loadBalancers'
  | 'targetGroups'
  | 'targetHealth'
  | 'targetGroupAttributes'
  | 'loadBalancerAttributes'
  | 'networkAcls'
  | 'subnets'
  | 'networkInterfaces'
>

export default defineRule({
  id: 'nacl-load-balancer-health-check-blocked',
  title: 'Network ACL stops the health checks of a load balancer',
  topic: 'nacl',
  pillar: 'reliability',
  severity: 'high',
  needs: ['loadBalancers', 'targetGroups', 'targetHealth', 'networkAcls', 'subnets', 'networkInterfaces'],
  consults: ['targetGroupAttributes', 'loadBalancerAttributes'],
  why: `A load balancer asks its targets how they are from its own subnets. Where a network ACL denies the question or the
answer, healthy targets count as unhealthy, and security groups look right all the while.`,
  fix: `Let the health check's port in from the subnets of the load balancer, and answers to ports 1024-65535 out to them;
the same the other way round on the load balancer's side.`,
  check: `Compare the network ACLs of the load balancer's subnets and of the targets' subnets, in both directions.`,
  reference:
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html',

  *judge(inventory) {
    for (const group of inventory.targetGroups) {
      if (!same(group.TargetType, 'instance', 'ip')) continue
      const balancers = (group.LoadBalancerArns ?? []).flatMap(
        (arn) => inventory.loadBalancers.get(arn) ?? [],
      )
      for (const balancer of balancers) {
        if (same(balancer.Type, 'gateway')) continue
        const judgement = judge(group, balancer, inventory)
        if (judgement) yield judgement
      }
    }
  },
})

function judge(group: TargetGroup, balancer: LoadBalancer, inventory: Known): Judgement | undefined {
  const key = balancer.id
  const targets = inventory.targetHealth.under(group.id)
  if (!targets) return unknown(group, 'its targets were not read', key)
  const homes = nodesOf(balancer, inventory)
  const pairs = new Map<string, Pair>()
  let doubt: string | undefined
  let healthy = false
  for (const target of targets) {
    const state = target.TargetHealth?.State
    // Where checks get through, they do, whatever an ACL looks like; what is not in use is not checked.
    if (same(state, 'healthy')) healthy = true
    if (state !== undefined && !same(state, 'unhealthy', 'initial')) continue
    const subnet = subnetOf(target, group, inventory)
    if (subnet === 'outside') continue
    const port = portOf(target, group)
    if (!subnet || port === undefined || state === undefined)
      doubt ??= `the health, the subnet or the port of ${target.Target?.Id} was not read`
    else
      for (const node of homes) pairs.set(`${node.id} ${subnet.id} ${port}`, { node, subnet, port, target })
  }
  if (pairs.size === 0 && doubt === undefined) return healthy ? pass(group, key) : undefined

  const crossZone = effectiveCrossZone(group, balancer, inventory)
  for (const pair of pairs.values()) {
    if (pair.node.id === pair.subnet.id) continue // within a subnet no ACL is met
    const isFar = pair.node.AvailabilityZoneId !== pair.subnet.AvailabilityZoneId
    if (isFar && 'enabled' in crossZone && !crossZone.enabled) continue
    const stop = stopOf(pair, inventory)
    if (stop === undefined) continue
    if ('unknown' in stop) doubt ??= stop.unknown
    else if (isFar && 'unknown' in crossZone) doubt ??= crossZone.unknown
    else return finding(group, balancer, pair, stop)
  }
  return doubt === undefined ? pass(group, key) : unknown(group, doubt, key)
}

interface Pair {
  readonly node: Subnet
  readonly subnet: Subnet
  readonly port: number
  readonly target: RowOf<'targetHealth'>
}

/** The subnets from which a balancer asks. */
const nodesOf = (balancer: LoadBalancer, inventory: Known): readonly Subnet[] =>
  (balancer.AvailabilityZones ?? []).flatMap((zone) => inventory.subnets.get(zone.SubnetId) ?? [])

const instanceOf = (eni: RowOf<'networkInterfaces'>): string | undefined =>
  eni.Attachment?.DeviceIndex === 0 ? eni.Attachment.InstanceId : undefined

/** Where a target is: `outside` for addresses that lie in no subnet of the VPC. */
function subnetOf(
  { Target: target }: RowOf<'targetHealth'>,
  group: TargetGroup,
  inventory: Known,
): Subnet | 'outside' | undefined {
  if (same(target?.AvailabilityZone, 'all')) return 'outside'
  const enis = same(group.TargetType, 'instance')
    ? inventory.networkInterfaces.where(instanceOf, target?.Id)
    : inventory.networkInterfaces.where(addressesOf, target?.Id)
  return inventory.subnets.get(enis.find((eni) => eni.VpcId === group.VpcId)?.SubnetId)
}

function portOf({ Target, HealthCheckPort }: RowOf<'targetHealth'>, group: TargetGroup): number | undefined {
  if (HealthCheckPort) return Number(HealthCheckPort)
  if (same(group.HealthCheckPort, 'traffic-port')) return Target?.Port ?? group.Port
  return group.HealthCheckPort === undefined ? undefined : Number(group.HealthCheckPort)
}

interface Stop {
  readonly acl: NetworkAcl
  readonly direction: 'inbound' | 'outbound'
  readonly ports: string
  readonly rule: number
  readonly peer: Subnet
}

/** The first of the four passages that is closed for all of a subnet. */
function stopOf(
  { node, subnet, port }: Pair,
  inventory: Known,
): Stop | { readonly unknown: string } | undefined {
  const asked: readonly [number, number] = [port, port + 1]
  // Load balancers open their connections from any of these ports.
  const answers: readonly [number, number] = [1024, 65_536]
  const passages = [
    [node, 'outbound', subnet, asked],
    [subnet, 'inbound', node, asked],
    [subnet, 'outbound', node, answers],
    [node, 'inbound', subnet, answers],
  ] as const
  for (const [at, direction, peer, ports] of passages) {
    const acl = aclOf(at, inventory)
    const entries: readonly Entry[] | undefined = acl && entriesOf(acl, direction)
    if (!acl || !entries) return { unknown: `the network ACL of ${at.id} was not read` }
    const remotes = subnetBlocks(peer).filter((block) => block.family === 4)
    if (remotes.length === 0 || subnetBlocks(at).some((own) => remotes.every((one) => contains(own, one))))
      continue
    const [denied] = deniedPorts(entries, TCP, remotes, [ports])
    if (denied) {
      const [from, end] = denied.ports[0] ?? ports
      const label = end - from === 1 ? `${from}` : `${from}-${end - 1}`
      return { acl, direction, ports: label, rule: denied.rule, peer }
    }
  }
  return undefined
}

function finding(
  group: TargetGroup,
  balancer: LoadBalancer,
  { node, subnet, port, target }: Pair,
  { acl, direction, ports, rule, peer }: Stop,
): Judgement {
  const way = direction === 'inbound' ? 'from' : 'to'
  const reason = target.TargetHealth?.Reason
  return fail(group, {
    key: balancer.id,
    message: `Targets in ${subnet.id} count as unhealthy: ${acl.id} denies TCP ${ports} ${way} ${peer.id}, and ${balancer.name ?? balancer.id} asks them how they are on ${port} from ${node.id}.`,
    evidence: [
      [
        acl,
        `denies TCP ${ports} ${way} ${peer.CidrBlock} by ${direction} rule ${ruleLabel(rule)}`,
        {
          LoadBalancerArn: balancer.id,
          TargetGroupArn: group.id,
          lbSubnetId: node.id,
          targetSubnetId: subnet.id,
          port,
          NetworkAclId: acl.id,
          decidingRuleNumber: rule,
          targetHealthReason: reason,
        },
      ],
      [
        group,
        `has ${target.Target?.Id}, which is ${target.TargetHealth?.State ?? 'of no known health'}`,
        { TargetHealth: target.TargetHealth },
      ],
    ],
    remediation: `aws ec2 create-network-acl-entry --network-acl-id ${acl.id} --${direction === 'inbound' ? 'ingress' : 'egress'} --rule-number N --protocol tcp --port-range From=${ports.split('-')[0]},To=${ports.split('-').at(-1)} --cidr-block ${peer.CidrBlock} --rule-action allow, with N below ${ruleLabel(rule)}`,
  })
}
