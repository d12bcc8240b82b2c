/** Through a load balancer: a connection to one of its nodes, and another from there to a target. */
import type { RowOf } from '../../inventory/inventory.ts'
import { CLIENT_PORTS } from '../ephemeral.ts'
import { parsePrefix } from '../prefix.ts'
import { same } from '../same.ts'
import type { Balancer, Endpoint } from './endpoints.ts'
import { protocolLabel, throughAcl, throughGroups } from './filters.ts'
import { type Hop, type Verdict, at } from './hops.ts'
import { type Packet, addressLabel, reversed } from './packet.ts'
import { type RoundTrip, type Traffic, trace } from './trace.ts'
import type { Way } from './walk.ts'
import { type Eni, type World, eniAt, subnetOf } from './world.ts'

type TargetGroup = RowOf<'targetGroups'>
type Target = RowOf<'targetHealth'>
type Listener = RowOf<'listeners'>

/** `app/shop/50dc6c495c0c9188`: what the description of a balancer's interfaces names it by. */
const tailOf = (balancer: Balancer): string => balancer.LoadBalancerArn?.split(':loadbalancer/')[1] ?? ''

const describedBalancer = (eni: Eni): string | undefined => /^ELB (.+)$/.exec(eni.Description ?? '')?.[1]

/** The interfaces of a balancer's nodes: only their description says whose they are. */
export const nodesOf = (balancer: Balancer, world: World): readonly Eni[] =>
  world.networkInterfaces.where(describedBalancer, tailOf(balancer))

/** Every way from an end through a balancer to each of its targets. */
export function throughBalancer(from: Endpoint, balancer: Balancer, traffic: Traffic, world: World): readonly RoundTrip[] {
  const nodes = nodesOf(balancer, world)
  if (nodes.length === 0) {
    return [ended(at(balancer, 'unknown', `no network interface that was read is described as one of ${balancer.LoadBalancerName}`), 'unknown')]
  }
  return nodes.flatMap((node) => {
    const label = `${balancer.LoadBalancerName} (${node.id})`
    return trace(from, { kind: 'interface', label, eni: node }, traffic, world).flatMap((there) =>
      there.verdict === 'delivered' ? onward(there, node, balancer, traffic, world) : [there],
    )
  })
}

function onward(there: RoundTrip, node: Eni, balancer: Balancer, traffic: Traffic, world: World): readonly RoundTrip[] {
  const listeners = world.listeners.under(balancer.LoadBalancerArn)
  if (!listeners) return [joined(there, ended(at(balancer, 'unknown', 'its listeners were not read'), 'unknown'))]
  const listener = listeners.find((one) => one.Port === traffic.port && speaks(one, traffic.protocol))
  if (!listener) {
    const ports = listeners.map((one) => `${one.Protocol} ${one.Port}`).join(', ') || 'none'
    const hop = at(balancer, 'drops', `no listener for ${protocolLabel(traffic.protocol)} ${traffic.port} (there are: ${ports})`)
    return [joined(there, ended(hop, 'dropped'))]
  }
  const rules = world.listenerRules.under(listener.ListenerArn)
  if (!rules) return [joined(there, ended(at(listener, 'unknown', 'its rules were not read'), 'unknown'))]
  const groups = new Set(rules.flatMap((rule) => (rule.Actions ?? []).flatMap(forwards)))
  if (groups.size === 0) {
    const hop = at(listener, 'delivers', `${listener.Protocol} ${listener.Port} answers by itself (redirect or fixed response)`)
    return [joined(there, ended(hop, 'delivered'))]
  }
  return [...groups].flatMap((arn) => toTargets(arn, listener, node, there.forward.packet, world).map((onwards) => joined(there, onwards)))
}

const speaks = (listener: Listener, protocol: number): boolean =>
  protocol === 17 ? same(listener.Protocol, 'UDP', 'TCP_UDP', 'QUIC', 'TCP_QUIC') : !same(listener.Protocol, 'UDP', 'QUIC')

type Action = NonNullable<RowOf<'listenerRules'>['Actions']>[number]

/** The target groups that an action forwards to with some weight. */
const forwards = (action: Action): readonly string[] => {
  const weighted = (action.ForwardConfig?.TargetGroups ?? []).filter((one) => one.Weight !== 0)
  const all = weighted.length > 0 ? weighted.map((one) => one.TargetGroupArn) : [action.TargetGroupArn]
  return same(action.Type, 'forward') ? all.filter((one) => one !== undefined) : []
}

function toTargets(arn: string, listener: Listener, node: Eni, client: Packet, world: World): readonly RoundTrip[] {
  const group = world.targetGroups.get(arn)
  const registered = world.targetHealth.under(arn)
  if (!group || !registered) return [ended(at(group ?? listener, 'unknown', 'the targets of its group were not read'), 'unknown')]
  if (registered.length === 0) return [ended(at(group, 'drops', `${group.TargetGroupName} has no targets`), 'dropped')]
  const healthy = registered.filter((one) => same(one.TargetHealth?.State, 'healthy'))
  // With none healthy, balancers send to all of them (they «fail open»).
  const chosen = healthy.length > 0 ? healthy : registered
  const note = healthy.length > 0 ? '' : '; none is healthy, so it sends to all'
  return chosen.map((target) => {
    const said = `${listener.Protocol} ${listener.Port} to ${target.Target?.Id ?? 'a target'}:${target.Target?.Port ?? group.Port ?? ''} of ${group.TargetGroupName}${note}`
    const hop = at(listener, 'forwards', said, { TargetGroupArn: arn })
    return joined(ended(hop, 'delivered'), toTarget(target, group, node, client, world))
  })
}

function toTarget(target: Target, group: TargetGroup, node: Eni, client: Packet, world: World): RoundTrip {
  const id = target.Target?.Id ?? ''
  const port = target.Target?.Port ?? group.Port
  if (same(group.TargetType, 'lambda')) return ended(at(group, 'delivers', `invokes ${id}`), 'delivered')
  if (port === undefined || same(group.TargetType, 'alb')) {
    return ended(at(group, 'unknown', `what ${id || 'its target'} does next is not followed`), 'unknown')
  }
  const preserved = keepsClientAddress(group, world)
  if (preserved === undefined) return ended(at(group, 'unknown', 'whether targets see the client address was not read (preserve_client_ip.enabled)'), 'unknown')
  const home = targetInterface(id, group, world)
  if (!home) return ended(at(group, 'unknown', `${id} is no interface that was read`), 'unknown')
  const protocol = same(group.Protocol, 'UDP') ? 17 : 6
  if (preserved) return withClientAddress(client, { ...home, port, protocol }, node, world)
  const traffic: Traffic = { family: home.family, protocol, port }
  const [trip] = trace(
    { kind: 'interface', label: node.id, eni: node },
    { kind: 'interface', label: id, eni: home.eni, address: { family: home.family, value: home.address } },
    traffic,
    world,
  )
  return trip ?? ended(at(group, 'unknown', `no way to ${id} was found`), 'unknown')
}

interface Home {
  readonly eni: Eni
  readonly family: 4 | 6
  readonly address: bigint
}

function targetInterface(id: string, group: TargetGroup, world: World): Home | undefined {
  const host = parsePrefix(id)
  if (host) {
    const subnet = subnetOf(group.VpcId, host.family, host.first, world)
    const eni = subnet && eniAt(subnet, host.family, host.first, world)
    return eni && { eni, family: host.family, address: host.first }
  }
  const enis = world.networkInterfaces.where(instanceOf, id)
  const eni = enis.find((one) => one.Attachment?.DeviceIndex === 0) ?? enis[0]
  const address = parsePrefix(eni?.PrivateIpAddress)
  return eni && address ? { eni, family: 4, address: address.first } : undefined
}

const instanceOf = (eni: Eni): string | undefined => eni.Attachment?.InstanceId

/**
 * Whether targets of a Network Load Balancer see who called, and not the balancer. Application Load Balancers always
 * call by themselves.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html#client-ip-preservation
 */
function keepsClientAddress(group: TargetGroup, world: World): boolean | undefined {
  if (!same(group.Protocol, 'TCP', 'TLS', 'UDP', 'TCP_UDP')) return false
  const attributes = world.targetGroupAttributes.under(group.TargetGroupArn)
  const set = attributes?.find((one) => one.Key === 'preserve_client_ip.enabled')?.Value
  if (set !== undefined) return set === 'true'
  if (!attributes) return undefined
  return same(group.TargetType, 'instance') || same(group.Protocol, 'UDP', 'TCP_UDP')
}

/** The balancer hands on the client's own packets; the answers come back to it, whatever the routes say. */
function withClientAddress(client: Packet, to: Home & { readonly port: number; readonly protocol: number }, node: Eni, world: World): RoundTrip {
  const packet: Packet = {
    ...client,
    protocol: to.protocol,
    destination: to.address,
    destinationPorts: [[to.port, to.port + 1]],
    sourcePorts: client.sourcePorts.length > 0 ? client.sourcePorts : CLIENT_PORTS.any,
  }
  const [here, there] = [world.subnets.get(node.SubnetId), world.subnets.get(to.eni.SubnetId)]
  if (!here || !there) return ended(at(node, 'unknown', 'the subnets of the balancer or its target were not read'), 'unknown')
  const acls = (from: typeof here, into: typeof here, passing: Packet): readonly Hop[] =>
    from.id === into.id ? [] : [throughAcl(from, 'outbound', passing, world), throughAcl(into, 'inbound', passing, world)]
  const forward = run(
    [...acls(here, there, packet), throughGroups(to.eni, 'inbound', packet, node, world)],
    at(to.eni, 'delivers', `${to.eni.Attachment?.InstanceId ?? to.eni.id} sees the client's address ${addressLabel(packet.family, packet.source)}`),
    packet,
  )
  if (forward.verdict !== 'delivered') return { verdict: forward.verdict, forward }
  const back = run(acls(there, here, reversed(packet)), at(node, 'delivers', 'the balancer takes the answers'), reversed(packet))
  return { verdict: back.verdict, forward, back }
}

function run(filters: readonly Hop[], last: Hop, packet: Packet): Way {
  const stop = filters.findIndex((hop) => hop.decision === 'drops' || hop.decision === 'unknown')
  if (stop < 0) return { verdict: 'delivered', hops: [...filters, last], packet, translations: [] }
  const verdict: Verdict = filters[stop]?.decision === 'drops' ? 'dropped' : 'unknown'
  return { verdict, hops: filters.slice(0, stop + 1), packet, translations: [] }
}

const NOTHING: Packet = { family: 4, protocol: 6, source: 0n, destination: 0n, sourcePorts: [], destinationPorts: [] }

const ended = (hop: Hop, verdict: Verdict): RoundTrip => ({
  verdict,
  forward: { verdict, hops: [hop], packet: NOTHING, translations: [] },
})

/** One connection behind another: there through both, and back the other way round. */
function joined(first: RoundTrip, second: RoundTrip): RoundTrip {
  const forward: Way = { ...second.forward, hops: [...first.forward.hops, ...second.forward.hops] }
  const verdict = second.verdict
  const backHops = [...(second.back?.hops ?? []), ...(verdict === 'delivered' ? (first.back?.hops ?? []) : [])]
  if (backHops.length === 0) return { verdict, forward }
  const packet = second.back?.packet ?? first.back?.packet ?? forward.packet
  return { verdict, forward, back: { verdict: second.back?.verdict ?? 'delivered', hops: backHops, packet, translations: [] } }
}
