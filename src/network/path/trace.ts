/** One connection between two ends: every way there, and for each the way back. */
import { same } from '../same.ts'
import type { Endpoint } from './endpoints.ts'
import { type Traffic, clientsOf, destinationOf, isFromInternet, portsOf, sourceOf } from './ends.ts'
import { type Hop, type Verdict, at } from './hops.ts'
import { byGatewayTable, fromInternet } from './internet.ts'
import { addressLabel } from '../address-label.ts'
import { ICMP, ICMPV6, type Packet, answeringType, reversed } from './packet.ts'
import { landingOf } from './places.ts'
import { isRunningKnown } from './receiver.ts'
import { leaveInterface, steps } from './steps.ts'
import { byAttachment } from './transit-gateway.ts'
import { type State, type Way, begin, doubt, drop, nameless } from './walk.ts'
import type { World } from './world.ts'

export type { Traffic } from './ends.ts'

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
    ...portsOf(from, traffic, world),
  }
  const begun = (sent: Packet): State => begin(world, sent, from.kind === 'interface' ? from.eni : undefined)
  const impossible = cannot(from, to, source, called, begun(packet))
  if (impossible) return impossible.map((forward) => ({ verdict: forward.verdict, forward }))
  const follow = (sent: Packet): readonly RoundTrip[] =>
    set(from, begun(sent)).map((forward) => andBack(from, to, sent, asked(forward, to), world))
  const trips = follow(packet)

  const { required, possible } = clientsOf(from, traffic, world)
  const others = String(required) === String(possible) ? trips : follow({ ...packet, sourcePorts: possible })
  return trips.map((trip, index) => certain(trip, others[index] ?? trip, from, world))
}

/** An end that has no address of the family cannot be called, or call. */
function cannot(
  from: Endpoint,
  to: Endpoint,
  source: bigint | undefined,
  called: bigint | undefined,
  state: State,
): readonly Way[] | undefined {
  const version = `IPv${state.packet.family}`
  if (called === undefined && to.kind === 'interface') {
    const what =
      state.packet.family === 4 && isFromInternet(from)
        ? 'public IPv4 address, so the internet cannot call it'
        : `${version} address`
    return drop(state, to.eni, `${to.label} has no ${what}`)
  }
  if (source === undefined && from.kind === 'interface')
    return drop(state, from.eni, `${from.label} has no ${version} address`)
  return undefined
}

const works = (verdict: Verdict): boolean => verdict === 'delivered' || verdict === 'exits-network'

/** What works from some ports that the caller may use, and from others not, or only if the caller runs, is not known to work. */
function certain(trip: RoundTrip, other: RoundTrip, from: Endpoint, world: World): RoundTrip {
  if (!works(trip.verdict)) return trip
  if (!works(other.verdict)) return doubted(other, 'from which ports the caller calls is not known')
  if (from.kind !== 'interface' || isRunningKnown(from.eni, world)) return trip
  return doubted(trip, `whether ${from.eni.Attachment?.InstanceId} runs was not read`)
}

function doubted(trip: RoundTrip, why: string): RoundTrip {
  const unsure = (way: Way): Way => {
    const last = way.hops.at(-1)
    return last
      ? {
          ...way,
          verdict: 'unknown',
          hops: [...way.hops.slice(0, -1), at(last.resource, 'unknown', `${last.because}; ${why}`)],
        }
      : way
  }
  return trip.back
    ? { verdict: 'unknown', forward: trip.forward, back: unsure(trip.back) }
    : { verdict: 'unknown', forward: unsure(trip.forward) }
}

/** The first step. */
function set(from: Endpoint, state: State): readonly Way[] {
  const { world, packet } = state
  if (from.kind === 'interface') return leaveInterface(from.eni, state)
  if (from.kind === 'gateway' && !from.gateway.startsWith('igw-')) return fromGateway(from.gateway, state)
  const where = nameless('Internet', from.label, world.here)
  if (!isFromInternet(from)) {
    return doubt(
      state,
      where,
      `${from.label} is no address of what was read: give the gateway by which its packets come in (vgw-…, tgw-attach-…) as --from`,
    )
  }
  const landing = landingOf(packet.family, packet.destination, world)
  if (landing) return fromInternet(landing, state, steps)
  const because = `no public address of what was read is ${addressLabel(packet.family, packet.destination)}`
  return world.networkInterfaces.complete && world.natGateways.complete && world.vpcs.complete
    ? drop(state, where, `${because}: the internet cannot call it`)
    : doubt(state, where, `${because}, and not all that could have it was read`)
}

function fromGateway(gateway: string, state: State): readonly Way[] {
  const { world } = state
  if (gateway.startsWith('tgw-attach-')) {
    const attachment = world.transitGatewayAttachments.where('TransitGatewayAttachmentId', gateway)[0]
    if (!attachment?.TransitGatewayId)
      return doubt(
        state,
        nameless('TransitGatewayAttachment', gateway, world.here),
        `${gateway} was not read`,
      )
    return byAttachment(gateway, attachment.TransitGatewayId, undefined, state, steps)
  }
  const row = world.vpnGateways.get(gateway)
  const vpc = row?.VpcAttachments?.find((one) => same(one.State, 'attached'))?.VpcId
  if (!row || !vpc)
    return doubt(
      state,
      row ?? nameless('VPNGateway', gateway, world.here),
      row ? `${gateway} is attached to no VPC` : `${gateway} was not read`,
    )
  return byGatewayTable(gateway, vpc, state, steps)
}

/** Two VPCs may use one address: then another interface than the one that was asked for may have it there. */
function asked(forward: Way, to: Endpoint): Way {
  const end = forward.end
  if (to.kind !== 'interface' || end?.kind !== 'interface' || end.eni.id === to.eni.id) return forward
  const hop = at(
    end.eni,
    'drops',
    `here ${addressLabel(forward.packet.family, forward.packet.destination)} is the address of ${end.eni.id}, and not of ${to.eni.id}`,
  )
  return { ...forward, verdict: 'dropped', hops: [...forward.hops.slice(0, -1), hop] }
}

/** What answers takes the way back by itself: its own routes, its own ACL; only stateful things remember. */
function andBack(from: Endpoint, to: Endpoint, sent: Packet, forward: Way, world: World): RoundTrip {
  if (!works(forward.verdict) || !forward.end || forward.end.kind === 'elsewhere')
    return { verdict: forward.verdict, forward }
  const there: Verdict =
    forward.verdict === 'exits-network' && to.kind === 'internet' ? 'delivered' : forward.verdict
  if (!isAnswered(sent)) return { verdict: there, forward }
  const state = begin(world, reversed(forward.packet), undefined, forward)
  const backs = startBack(forward, state).map((back) => checked(back, from, sent))
  const worst =
    backs.find((one) => one.verdict === 'dropped') ??
    backs.find((one) => one.verdict === 'unknown') ??
    backs[0]
  if (!worst) return { verdict: there, forward }
  return { verdict: works(worst.verdict) ? there : worst.verdict, forward, back: worst }
}

/** An ICMP message that is no request has no answer. */
const isAnswered = ({ protocol, destinationPorts: [type] }: Packet): boolean =>
  (protocol !== ICMP && protocol !== ICMPV6) || answeringType(protocol, type?.[0] ?? -1) !== undefined

function startBack({ end }: Way, state: State): readonly Way[] {
  const { world, packet } = state
  if (end?.kind === 'interface') return leaveInterface(end.eni, state)
  if (end?.kind === 'service') return steps.arriveInVpc(end.subnet.VpcId ?? '', undefined, state)
  if (end?.kind === 'premises') return fromGateway(end.gateway, state)
  if (end?.kind !== 'internet') return []
  const landing = landingOf(packet.family, packet.destination, world)
  return landing
    ? fromInternet(landing, state, steps)
    : doubt(
        state,
        nameless('InternetGateway', end.exit.id, world.here),
        `whose address ${addressLabel(packet.family, packet.destination)} is was not read`,
      )
}

/** The answers must come to who asked, from whom was asked. */
function checked(back: Way, from: Endpoint, sent: Packet): Way {
  const ended = back.hops.at(-1)
  if (!ended || !works(back.verdict)) return back
  const fail = (because: string): Way => {
    const hop: Hop = at(ended.resource, 'drops', because)
    return { ...back, verdict: 'dropped', hops: [...back.hops.slice(0, -1), hop] }
  }
  if (from.kind === 'interface') {
    if (back.end?.kind !== 'interface' || back.end.eni.id !== from.eni.id)
      return fail(`the answers end at ${ended.resource.id}, and ${from.label} asked`)
  } else if (isFromInternet(from) && back.end?.kind !== 'internet') {
    return fail(`the answers go to ${ended.resource.id}, and not back to the internet`)
  }
  if (from.kind === 'gateway' && !isFromInternet(from) && back.end?.kind !== 'premises') {
    return fail(`the answers go to ${ended.resource.id}, and not back by a gateway like ${from.label}`)
  }
  if (back.packet.source !== sent.destination) {
    return fail(
      `the answers come from ${addressLabel(sent.family, back.packet.source)}, and ${addressLabel(sent.family, sent.destination)} was asked: the way back translates them`,
    )
  }
  return { ...back, verdict: 'delivered' }
}
