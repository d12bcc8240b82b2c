/** One connection between two ends: every way there, and for each the way back. */
import { CLIENT_PORTS, clientPortsOf } from '../ephemeral.ts'
import type { IntervalSet } from '../intervals.ts'
import { TCP, UDP } from '../nacl.ts'
import { sourcesOf } from '../security-groups.ts'
import { groupIdsOf } from '../interfaces.ts'
import { type Address, type Endpoint, SOMEBODY, calledAddress, isOutside } from './endpoints.ts'
import { throughGroups } from './filters.ts'
import { type Hop, type Verdict, at } from './hops.ts'
import { attachedVpcs, byGatewayTable, fromInternet, natPairs } from './internet.ts'
import { type Packet, addressLabel, isOnInternet, reversed } from './packet.ts'
import { leaveInterface, steps } from './steps.ts'
import { byAttachment } from './transit-gateway.ts'
import { type State, type Way, begin, doubt, drop, finish, nameless } from './walk.ts'
import { type Eni, type World, eniOfPublic } from './world.ts'

export interface Traffic {
  readonly protocol: number
  /** For ICMP the type. */
  readonly port: number
  readonly sourcePort?: number | undefined
  readonly family: 4 | 6
}

/** A way there and the way back; `verdict` speaks of both. */
export interface RoundTrip {
  readonly verdict: Verdict
  readonly forward: Way
  /** Nothing comes back from where the way there ended. */
  readonly back?: Way
}

/** All ways from one end to the other. Throws nothing: what is not possible is a dropped way. */
export function trace(from: Endpoint, to: Endpoint, traffic: Traffic, world: World): readonly RoundTrip[] {
  const called = destinationOf(to, from, traffic)
  const source = sourceOf(from, to, called, traffic, world)
  const packet: Packet = {
    family: traffic.family,
    protocol: traffic.protocol,
    source: source ?? 0n,
    destination: called ?? 0n,
    sourcePorts: sourcePorts(from, traffic, world),
    destinationPorts: [[traffic.port, traffic.port + 1]],
  }
  const state = begin(world, packet, from.kind === 'interface' ? from.eni : undefined)
  const impossible = cannot(from, to, source, called, state)
  if (impossible) return impossible.map((forward) => ({ verdict: forward.verdict, forward }))
  return set(from, state).map((forward) => andBack(from, to, packet, forward, world))
}

/** An end that has no address of the family cannot be called, or call. */
function cannot(from: Endpoint, to: Endpoint, source: bigint | undefined, called: bigint | undefined, state: State): readonly Way[] | undefined {
  const version = `IPv${state.packet.family}`
  if (called === undefined && to.kind === 'interface') {
    const what = state.packet.family === 4 && isFromInternet(from) ? 'public IPv4 address, so the internet cannot call it' : `${version} address`
    return drop(state, to.eni, `${to.label} has no ${what}`)
  }
  if (source === undefined && from.kind === 'interface') return drop(state, from.eni, `${from.label} has no ${version} address`)
  return undefined
}

const isFromInternet = (from: Endpoint): boolean =>
  from.kind === 'internet' ||
  (from.kind === 'gateway' && from.gateway.startsWith('igw-')) ||
  (from.kind === 'address' && isOnInternet(from.address.family, from.address.value))

function destinationOf(to: Endpoint, from: Endpoint, { family }: Traffic): bigint | undefined {
  if (to.kind === 'internet') return SOMEBODY[family]
  if (to.kind === 'address') return to.address.value
  if (to.kind !== 'interface') return undefined
  return !isFromInternet(from) && to.address ? to.address.value : calledAddress(to.eni, family, isFromInternet(from))
}

function sourceOf(from: Endpoint, to: Endpoint, called: bigint | undefined, traffic: Traffic, world: World): bigint | undefined {
  if (from.kind === 'interface') return from.address?.value ?? calledAddress(from.eni, traffic.family, false)
  if (from.kind === 'address') return from.address.value
  if (from.kind === 'balancer') return undefined
  return admitted(to, called, traffic, world)
}

/** Somebody out there whom the security groups at the other end let in, if they let anybody in. */
function admitted(to: Endpoint, called: bigint | undefined, { family, protocol, port }: Traffic, world: World): bigint {
  if (to.kind !== 'interface' || called === undefined) return SOMEBODY[family]
  const sources = groupIdsOf(to.eni).flatMap((id) =>
    (world.securityGroups.get(id)?.IpPermissions ?? []).flatMap((permission) => sourcesOf(permission, world).sources),
  )
  const candidates = [SOMEBODY[family], ...sources.filter((one) => one.prefix.family === family).map((one) => one.prefix.first)]
  const packet = { family, protocol, destination: called, sourcePorts: CLIENT_PORTS.any, destinationPorts: [[port, port + 1]] as const }
  const good = candidates.find(
    (source) => isOutside({ family, value: source }, world) && throughGroups(to.eni, 'inbound', { ...packet, source }, undefined, world).decision === 'allows',
  )
  return good ?? SOMEBODY[family]
}

function sourcePorts(from: Endpoint, { protocol, port, sourcePort }: Traffic, world: World): IntervalSet<number> {
  // The answer to an ICMP request is another type; ACLs and groups are asked about the request's here.
  if (protocol !== TCP && protocol !== UDP) return [[port, port + 1]]
  if (sourcePort !== undefined) return [[sourcePort, sourcePort + 1]]
  return from.kind === 'interface' ? clientPortsOf([from.eni], world).required : CLIENT_PORTS.someSystem
}

/** The first step. */
function set(from: Endpoint, state: State): readonly Way[] {
  const { world, packet } = state
  if (from.kind === 'interface') return leaveInterface(from.eni, state)
  if (from.kind === 'gateway' && !from.gateway.startsWith('igw-')) return fromGateway(from.gateway, state)
  const eni = publicEni(packet, world)
  if (eni && isFromInternet(from)) return fromInternet(eni, state, steps)
  const where = nameless('Internet', from.label, world.here)
  return isFromInternet(from)
    ? drop(state, where, `no public address of what was read is ${addressLabel(packet.family, packet.destination)}: the internet cannot call it`)
    : doubt(state, where, `${from.label} is no address of what was read: give the gateway by which its packets come in (vgw-…, tgw-attach-…) as --from`)
}

const publicEni = ({ family, destination }: Packet, world: World): Eni | undefined => {
  const nat = world.natGateways.everywhere.find((one) => natPairs(one).some(({ outside }) => outside === destination))
  return eniOfPublic(family, destination, world) ?? world.networkInterfaces.get(nat?.NatGatewayAddresses?.[0]?.NetworkInterfaceId)
}

function fromGateway(gateway: string, state: State): readonly Way[] {
  const { world } = state
  if (gateway.startsWith('tgw-attach-')) {
    const attachment = world.transitGatewayAttachments.where('TransitGatewayAttachmentId', gateway)[0]
    if (!attachment?.TransitGatewayId) return doubt(state, nameless('TransitGatewayAttachment', gateway, world.here), `${gateway} was not read`)
    return byAttachment(gateway, attachment.TransitGatewayId, undefined, state, steps)
  }
  const row = world.vpnGateways.get(gateway)
  const vpc = row?.VpcAttachments?.find((one) => one.State === 'attached')?.VpcId
  if (!row || !vpc) return doubt(state, row ?? nameless('VPNGateway', gateway, world.here), row ? `${gateway} is attached to no VPC` : `${gateway} was not read`)
  return byGatewayTable(gateway, vpc, state, steps)
}

/** What answers takes the way back by itself: its own routes, its own ACL; only stateful things remember. */
function andBack(from: Endpoint, to: Endpoint, sent: Packet, forward: Way, world: World): RoundTrip {
  const arrived = forward.verdict === 'delivered' || forward.verdict === 'exits-network'
  if (!arrived || !forward.end || forward.end.kind === 'elsewhere') return { verdict: forward.verdict, forward }
  const answers = { translations: forward.translations, exit: forward.end.kind === 'internet' ? forward.end.exit : undefined }
  const state = begin(world, reversed(forward.packet), undefined, answers)
  const backs = startBack(from, forward, state).map((back) => checked(back, from, sent))
  const worst = backs.find((one) => one.verdict === 'dropped') ?? backs.find((one) => one.verdict === 'unknown') ?? backs[0]
  const there: Verdict = forward.verdict === 'exits-network' && to.kind === 'internet' ? 'delivered' : forward.verdict
  if (!worst) return { verdict: there, forward }
  return { verdict: worst.verdict === 'dropped' || worst.verdict === 'unknown' ? worst.verdict : there, forward, back: worst }
}

function startBack(from: Endpoint, forward: Way, state: State): readonly Way[] {
  const { world, packet } = state
  const end = forward.end
  if (end?.kind === 'interface') return leaveInterface(end.eni, state)
  if (end?.kind === 'service') return steps.arriveInVpc(end.subnet.VpcId ?? '', undefined, state)
  if (end?.kind === 'premises') return fromGateway(end.gateway, state)
  if (end?.kind !== 'internet') return []
  if (end.exit.kind === 'egress-only') return from.kind === 'interface' ? fromInternet(from.eni, state, steps) : []
  const eni = publicEni(packet, world)
  const [gateway] = world.internetGateways.where(attachedVpcs, end.exit.vpc)
  return eni ? fromInternet(eni, state, steps) : doubt(state, gateway ?? nameless('InternetGateway', end.exit.id, world.here), 'whose public address this is was not read')
}

/** The answers must come to who asked, from whom was asked. */
function checked(back: Way, from: Endpoint, sent: Packet): Way {
  const ended = back.hops.at(-1)
  if (!ended || back.verdict === 'dropped' || back.verdict === 'unknown') return back
  const fail = (because: string): Way => {
    const hop: Hop = at(ended.resource, 'drops', because)
    return { ...back, verdict: 'dropped', hops: [...back.hops.slice(0, -1), hop] }
  }
  if (from.kind === 'interface') {
    if (back.end?.kind !== 'interface' || back.end.eni.id !== from.eni.id) return fail(`the answers end at ${ended.resource.id}, and ${from.label} asked`)
  } else if (isFromInternet(from) && back.end?.kind !== 'internet') {
    return fail(`the answers go to ${ended.resource.id}, and not back to the internet`)
  }
  if (back.packet.source !== sent.destination) {
    return fail(`the answers come from ${addressLabel(sent.family, back.packet.source)}, and ${addressLabel(sent.family, sent.destination)} was asked: the way back translates them`)
  }
  return { ...back, verdict: 'delivered' }
}

export { finish, type Address }
