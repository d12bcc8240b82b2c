/** Through a load balancer: a connection to one of its nodes, and another from there to a target. */
import type { RowOf } from '../../inventory/inventory.ts'
import { effectiveCrossZone } from '../cross-zone.ts'
import { TCP, UDP } from '../nacl.ts'
import { same } from '../same.ts'
import { targetInterface, toTarget } from './balancer-target.ts'
import type { Balancer, Endpoint } from './endpoints.ts'
import { isFromInternet } from './ends.ts'
import { protocolLabel } from './filters.ts'
import { at } from './hops.ts'
import { ended, joined } from './joining.ts'
import type { Packet } from './packet.ts'
import { type RoundTrip, type Traffic, trace } from './trace.ts'
import { type Eni, type World, publicPairs } from './world.ts'

type TargetGroup = RowOf<'targetGroups'>
type Target = RowOf<'targetHealth'>
type Listener = RowOf<'listeners'>

/** `app/shop/50dc6c495c0c9188`: what the description of a balancer's interfaces names it by. */
const tailOf = (balancer: Balancer): string => balancer.LoadBalancerArn?.split(':loadbalancer/')[1] ?? ''

const describedBalancer = (eni: Eni): string | undefined => /^ELB (.+)$/.exec(eni.Description ?? '')?.[1]

/** The interfaces of a balancer's nodes: only their description says whose they are. */
export const nodesOf = (balancer: Balancer, world: World): readonly Eni[] =>
  world.networkInterfaces.where(describedBalancer, tailOf(balancer))

/**
 * Every way from an end through a balancer to each of its targets. The name of an internet-facing balancer stands for
 * public addresses, for callers in its own VPC as well.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html
 */
export function throughBalancer(
  from: Endpoint,
  balancer: Balancer,
  traffic: Traffic,
  world: World,
): readonly RoundTrip[] {
  const nodes = nodesOf(balancer, world)
  if (nodes.length === 0) {
    return [
      ended(
        at(
          balancer,
          'unknown',
          `no network interface that was read is described as one of ${balancer.LoadBalancerName}`,
        ),
        'unknown',
      ),
    ]
  }
  const ways = nodes
    .flatMap((node) => trace(from, addressOf(node, from, balancer, traffic), traffic, world))
    .flatMap((there) => beyondNode(there, traffic, world))
  return ways.length > 0
    ? ways
    : [ended(at(balancer, 'drops', 'none of its nodes has a target to send to in its zone'), 'dropped')]
}

function addressOf(eni: Eni, from: Endpoint, balancer: Balancer, { family }: Traffic): Endpoint {
  const label = `${balancer.LoadBalancerName} (${eni.id})`
  const value =
    family === 4 && same(balancer.Scheme, 'internet-facing') ? publicPairs(eni)[0]?.outside : undefined
  return value === undefined || isFromInternet(from)
    ? { kind: 'interface', label, eni }
    : { kind: 'address', label, address: { family, value } }
}

/** What arrived at a node of a balancer goes on to the targets; anything else has arrived. */
export function beyondNode(there: RoundTrip, traffic: Traffic, world: World): readonly RoundTrip[] {
  const end = there.forward.end
  const tail = end?.kind === 'interface' ? describedBalancer(end.eni) : undefined
  if (there.verdict !== 'delivered' || end?.kind !== 'interface' || tail === undefined) return [there]
  const [balancer] = world.loadBalancers.where(tailOf, tail)
  if (balancer) return onward(there, end.eni, balancer, traffic, world)
  return [
    joined(
      there,
      ended(at(end.eni, 'unknown', `the listeners of its load balancer (${tail}) were not read`), 'unknown'),
    ),
  ]
}

function onward(
  there: RoundTrip,
  node: Eni,
  balancer: Balancer,
  traffic: Traffic,
  world: World,
): readonly RoundTrip[] {
  const listeners = world.listeners.under(balancer.LoadBalancerArn)
  if (!listeners)
    return [joined(there, ended(at(balancer, 'unknown', 'its listeners were not read'), 'unknown'))]
  const listener = listeners.find((one) => one.Port === traffic.port && speaks(one, traffic.protocol))
  if (!listener) {
    const ports = listeners.map((one) => `${one.Protocol} ${one.Port}`).join(', ') || 'none'
    const hop = at(
      balancer,
      'drops',
      `no listener for ${protocolLabel(traffic.protocol)} ${traffic.port} (there are: ${ports})`,
    )
    return [joined(there, ended(hop, 'dropped'))]
  }
  const rules = world.listenerRules.under(listener.ListenerArn)
  if (!rules) return [joined(there, ended(at(listener, 'unknown', 'its rules were not read'), 'unknown'))]
  const groups = new Set(rules.flatMap((rule) => (rule.Actions ?? []).flatMap(forwards)))
  if (groups.size === 0) {
    const hop = at(
      listener,
      'delivers',
      `${listener.Protocol} ${listener.Port} answers by itself (redirect or fixed response)`,
    )
    return [joined(there, ended(hop, 'delivered'))]
  }
  return [...groups].flatMap((arn) =>
    toTargets(arn, listener, node, balancer, there.forward.packet, world).map((onwards) =>
      joined(there, onwards),
    ),
  )
}

const speaks = ({ Protocol }: Listener, protocol: number): boolean =>
  protocol === UDP
    ? same(Protocol, 'UDP', 'TCP_UDP', 'QUIC', 'TCP_QUIC')
    : protocol === TCP && !same(Protocol, 'UDP', 'QUIC')

type Action = NonNullable<RowOf<'listenerRules'>['Actions']>[number]

/** The target groups that an action forwards to with some weight. */
const forwards = (action: Action): readonly string[] => {
  const weighted = (action.ForwardConfig?.TargetGroups ?? []).filter((one) => one.Weight !== 0)
  const all = weighted.length > 0 ? weighted.map((one) => one.TargetGroupArn) : [action.TargetGroupArn]
  return same(action.Type, 'forward') ? all.filter((one) => one !== undefined) : []
}

function toTargets(
  arn: string,
  listener: Listener,
  node: Eni,
  balancer: Balancer,
  client: Packet,
  world: World,
): readonly RoundTrip[] {
  const group = world.targetGroups.get(arn)
  const registered = world.targetHealth.under(arn)
  if (!group || !registered)
    return [ended(at(group ?? listener, 'unknown', 'the targets of its group were not read'), 'unknown')]
  if (registered.length === 0)
    return [ended(at(group, 'drops', `${group.TargetGroupName} has no targets`), 'dropped')]
  const crossing = effectiveCrossZone(group, balancer, world)
  if ('unknown' in crossing)
    return [
      ended(at(group, 'unknown', `whether targets of other zones are used: ${crossing.unknown}`), 'unknown'),
    ]
  const usable = registered.filter((one) => !same(one.TargetHealth?.State, 'unused', 'draining'))
  const inReach = crossing.enabled
    ? usable
    : usable.filter((one) => zoneOf(one, group, world) === node.AvailabilityZoneId)
  if (usable.length === 0)
    return [ended(at(group, 'drops', `${group.TargetGroupName} has no targets in use`), 'dropped')]
  const healthy = inReach.filter((one) => same(one.TargetHealth?.State, 'healthy', 'unavailable'))
  // With none healthy, balancers send to all of them (they «fail open»).
  const chosen = healthy.length > 0 ? healthy : inReach
  const note = healthy.length > 0 ? '' : '; none is healthy, so it sends to all'
  return chosen.map((target) => {
    const said = `${listener.Protocol} ${listener.Port} to ${target.Target?.Id ?? 'a target'}:${target.Target?.Port ?? group.Port ?? ''} of ${group.TargetGroupName}${note}`
    const hop = at(listener, 'forwards', said, { TargetGroupArn: arn })
    return joined(ended(hop, 'delivered'), toTarget(target, group, node, client, world))
  })
}

/** A node whose zone has no target is left out of the balancer's name, so nobody comes by it. */
function zoneOf(target: Target, group: TargetGroup, world: World): string | undefined {
  const home = targetInterface(target.Target?.Id ?? '', group, world)
  return home?.eni.AvailabilityZoneId ?? world.subnets.get(home?.eni.SubnetId)?.AvailabilityZoneId
}
