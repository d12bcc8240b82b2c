/** From a node of a load balancer to one target: by an address of the balancer's, or by the client's. */
import { instanceIdOf } from '../interfaces.ts'
import type { RowOf } from '../../inventory/inventory.ts'
import { CLIENT_PORTS } from '../ephemeral.ts'
import { TCP, UDP } from '../nacl.ts'
import { parsePrefix } from '../prefix.ts'
import { preservesClientIp } from '../client-ip.ts'
import { same } from '../same.ts'
import { throughAcl, throughGroups } from './filters.ts'
import { type Hop, at } from './hops.ts'
import { ended, run } from './joining.ts'
import { addressLabel } from '../address-label.ts'
import { type Packet, reversed } from './packet.ts'
import { type RoundTrip, type Traffic, trace } from './trace.ts'
import { type Eni, type World, eniAt, subnetOf } from './world.ts'

type TargetGroup = RowOf<'targetGroups'>
type Target = RowOf<'targetHealth'>

export function toTarget(
  target: Target,
  group: TargetGroup,
  node: Eni,
  client: Packet,
  world: World,
): RoundTrip {
  const id = target.Target?.Id ?? ''
  const port = target.Target?.Port ?? group.Port
  if (same(group.TargetType, 'lambda')) return ended(at(group, 'delivers', `invokes ${id}`), 'delivered')
  if (port === undefined || same(group.TargetType, 'alb')) {
    return ended(at(group, 'unknown', `what ${id || 'its target'} does next is not followed`), 'unknown')
  }
  const preserved = preservesClientIp(group, world)
  if (preserved === undefined)
    return ended(
      at(
        group,
        'unknown',
        'whether targets see the client address was not read (preserve_client_ip.enabled)',
      ),
      'unknown',
    )
  const home = targetInterface(id, group, world)
  if (!home) return ended(at(group, 'unknown', `${id} is no interface that was read`), 'unknown')
  const protocol = transportOf(group, client)
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

/** A group that speaks both has what the client has. */
const transportOf = ({ Protocol }: TargetGroup, client: Packet): number =>
  same(Protocol, 'TCP_UDP', 'TCP_QUIC') ? client.protocol : same(Protocol, 'UDP', 'QUIC') ? UDP : TCP

export interface Home {
  readonly eni: Eni
  readonly family: 4 | 6
  readonly address: bigint
}

export function targetInterface(id: string, group: TargetGroup, world: World): Home | undefined {
  const host = parsePrefix(id)
  if (host) {
    const subnet = subnetOf(group.VpcId, host.family, host.first, world)
    const eni = subnet && eniAt(subnet, host.family, host.first, world)
    return eni && { eni, family: host.family, address: host.first }
  }
  const enis = world.networkInterfaces.where(instanceIdOf, id)
  const eni = enis.find((one) => one.Attachment?.DeviceIndex === 0) ?? enis[0]
  const address = parsePrefix(eni?.PrivateIpAddress)
  return eni && address ? { eni, family: 4, address: address.first } : undefined
}

/**
 * The balancer hands on the client's own packets; the answers come back to it, whatever the routes say. Groups of
 * targets may name the balancer's.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html
 */
function withClientAddress(
  client: Packet,
  to: Home & { readonly port: number; readonly protocol: number },
  node: Eni,
  world: World,
): RoundTrip {
  const packet: Packet = {
    ...client,
    protocol: to.protocol,
    destination: to.address,
    destinationPorts: [[to.port, to.port + 1]],
    sourcePorts: client.sourcePorts.length > 0 ? client.sourcePorts : CLIENT_PORTS.any,
  }
  const [here, there] = [world.subnets.get(node.SubnetId), world.subnets.get(to.eni.SubnetId)]
  if (!here || !there)
    return ended(at(node, 'unknown', 'the subnets of the balancer or its target were not read'), 'unknown')
  const acls = (from: typeof here, into: typeof here, passing: Packet): readonly Hop[] =>
    from.id === into.id
      ? []
      : [throughAcl(from, 'outbound', passing, world), throughAcl(into, 'inbound', passing, world)]
  const forward = run(
    [
      throughGroups(node, 'outbound', packet, to.eni, world),
      ...acls(here, there, packet),
      throughGroups(to.eni, 'inbound', packet, node, world),
    ],
    at(
      to.eni,
      'delivers',
      `${to.eni.Attachment?.InstanceId ?? to.eni.id} sees the client's address ${addressLabel(packet.family, packet.source)}`,
    ),
    packet,
  )
  if (forward.verdict !== 'delivered') return { verdict: forward.verdict, forward }
  const back = run(
    acls(there, here, reversed(packet)),
    at(node, 'delivers', 'the balancer takes the answers'),
    reversed(packet),
  )
  return { verdict: back.verdict, forward, back }
}
