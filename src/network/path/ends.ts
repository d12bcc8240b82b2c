/** From which address and ports to which address: what a question leaves open, chosen so that it says most. */
import { CLIENT_PORTS, type ClientPorts, UNKNOWN_CLIENTS, clientPortsOf } from '../ephemeral.ts'
import { groupIdsOf } from '../interfaces.ts'
import { TCP, UDP, aclOf, entriesOf } from '../nacl.ts'
import { EVERYWHERE, type Prefix, common, contains, parsePrefix } from '../prefix.ts'
import { prefixesOf, targetOf } from '../routing.ts'
import { sourcesOf } from '../security-groups.ts'
import { type Endpoint, SOMEBODY, calledAddress, isOutside } from './endpoints.ts'
import { throughAcl, throughGroups } from './filters.ts'
import { ICMP, ICMPV6, type Packet, answeringType, hostPrefix, isOnInternet, reversed } from './packet.ts'
import { vpcBlocks } from '../blocks.ts'
import { type Eni, type World } from './world.ts'

export interface Traffic {
  readonly protocol: number
  /** For ICMP the type. */
  readonly port: number
  readonly sourcePort?: number | undefined
  readonly family: 4 | 6
}

export const isFromInternet = (from: Endpoint): boolean =>
  from.kind === 'internet' ||
  (from.kind === 'gateway' && from.gateway.startsWith('igw-')) ||
  (from.kind === 'address' && isOnInternet(from.address.family, from.address.value))

export function destinationOf(to: Endpoint, from: Endpoint, { family }: Traffic): bigint | undefined {
  if (to.kind === 'internet') return SOMEBODY[family]
  if (to.kind === 'address') return to.address.value
  if (to.kind !== 'interface') return undefined
  return !isFromInternet(from) && to.address
    ? to.address.value
    : calledAddress(to.eni, family, isFromInternet(from))
}

export function sourceOf(
  from: Endpoint,
  to: Endpoint,
  called: bigint | undefined,
  traffic: Traffic,
  world: World,
): bigint | undefined {
  if (from.kind === 'interface') return from.address?.value ?? calledAddress(from.eni, traffic.family, false)
  if (from.kind === 'address') return from.address.value
  if (from.kind === 'balancer') return undefined
  if (to.kind !== 'interface' || called === undefined) return SOMEBODY[traffic.family]
  const candidates = isFromInternet(from)
    ? strangers(to.eni, traffic, world)
    : onPremises(from, to.eni, traffic, world)
  const packet = {
    family: traffic.family,
    protocol: traffic.protocol,
    destination: called,
    ...portsOf(from, traffic, world),
  }
  return (
    candidates.find((source) => isAdmitted(to.eni, { ...packet, source }, world)) ??
    candidates.find(
      (source) =>
        throughGroups(to.eni, 'inbound', { ...packet, source }, undefined, world).decision === 'allows',
    ) ??
    candidates[0]
  )
}

/** Somebody whom the security groups and the network ACL at the other end let in, if they let anybody in. */
function isAdmitted(eni: Eni, packet: Packet, world: World): boolean {
  const subnet = world.subnets.get(eni.SubnetId)
  const hops = [
    throughGroups(eni, 'inbound', packet, undefined, world),
    ...(subnet
      ? [
          throughAcl(subnet, 'inbound', packet, world),
          throughAcl(subnet, 'outbound', reversed(packet), world),
        ]
      : []),
  ]
  return hops.every((hop) => hop.decision === 'allows')
}

function strangers(eni: Eni, { family }: Traffic, world: World): readonly bigint[] {
  const acl = aclOf({ SubnetId: eni.SubnetId }, world)
  const opened = acl ? [...(entriesOf(acl, 'inbound') ?? []), ...(entriesOf(acl, 'outbound') ?? [])] : []
  const blocks = opened.filter((entry) => entry.allow).map((entry) => entry.prefix)
  const sources = permittedSources(eni, world)
  const both = sources.flatMap((source) => blocks.flatMap((block) => common(source, block) ?? []))
  const firsts = [...sources, ...blocks, ...both]
    .filter((one) => one.family === family)
    .map((one) => one.first)
  return [SOMEBODY[family], ...firsts.filter((value) => isOutside({ family, value }, world))]
}

/** Hosts to which the routes of the other end's VPC lead by this gateway: any of them may be who calls. */
function onPremises(from: Endpoint, eni: Eni, { family }: Traffic, world: World): readonly bigint[] {
  const gateway = from.kind === 'gateway' ? from.gateway : ''
  const routes = world.routeTables.where('VpcId', eni.VpcId).flatMap((table) => table.Routes ?? [])
  const statics = world.vpnConnections.where('VpnGatewayId', gateway).flatMap((one) => one.Routes ?? [])
  const behind = [
    ...statics.flatMap((route) => parsePrefix(route.DestinationCidrBlock) ?? []),
    ...routes
      .filter((route) => targetOf(route).id === gateway)
      .flatMap((route) => prefixesOf(route, world) ?? []),
    ...world.transitGatewayRoutes.everywhere
      .filter((route) =>
        route.TransitGatewayAttachments?.some((one) => one.TransitGatewayAttachmentId === gateway),
      )
      .flatMap((route) => parsePrefix(route.DestinationCidrBlock) ?? []),
  ].filter((prefix) => prefix.family === family)
  const ours = world.vpcs.everywhere.flatMap(vpcBlocks)
  const isTheirs = (value: bigint): boolean =>
    !ours.some((block) => contains(block, hostPrefix(family, value)))
  const wanted = [...permittedSources(eni, world), EVERYWHERE[family]]
  const hosts = behind
    .flatMap((prefix) => wanted.flatMap((source) => hostsOf(common(prefix, source))))
    .filter(isTheirs)
  return [...hosts, SOMEBODY[family]]
}

/** The first address, and the next: the first of a block is nobody's. */
const hostsOf = (prefix: Prefix | undefined): readonly bigint[] =>
  prefix
    ? [prefix.first + 1n, prefix.first].filter((value) => contains(prefix, hostPrefix(prefix.family, value)))
    : []

const permittedSources = (eni: Eni, world: World): readonly Prefix[] =>
  groupIdsOf(eni).flatMap((id) =>
    (world.securityGroups.get(id)?.IpPermissions ?? []).flatMap((permission) =>
      sourcesOf(permission, world).sources.map((one) => one.prefix),
    ),
  )

export const portsOf = (
  from: Endpoint,
  traffic: Traffic,
  world: World,
): Pick<Packet, 'sourcePorts' | 'destinationPorts'> => ({
  sourcePorts: clientsOf(from, traffic, world).required,
  destinationPorts: [[traffic.port, traffic.port + 1]],
})

/** The ports that the caller uses, and those that it might; for ICMP the type of the answers. */
export function clientsOf(
  from: Endpoint,
  { protocol, port, sourcePort }: Traffic,
  world: World,
): Pick<ClientPorts, 'required' | 'possible'> {
  const only = (value: number): Pick<ClientPorts, 'required' | 'possible'> => ({
    required: [[value, value + 1]],
    possible: [[value, value + 1]],
  })
  if (protocol === ICMP || protocol === ICMPV6) return only(answeringType(protocol, port) ?? port)
  if (protocol !== TCP && protocol !== UDP) return only(port)
  if (sourcePort !== undefined) return only(sourcePort)
  if (from.kind === 'interface') return clientPortsOf([from.eni], world)
  // Among strangers there are both systems.
  return isFromInternet(from)
    ? { required: CLIENT_PORTS.someSystem, possible: CLIENT_PORTS.someSystem }
    : UNKNOWN_CLIENTS
}
