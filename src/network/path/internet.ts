/** Internet gateways and egress-only gateways, outward and inward, and the internet between them. */
import { blockMode } from '../block-public-access.ts'
import { associatedGateways } from '../routing.ts'
import { SOMEBODY } from './endpoints.ts'
import { at } from './hops.ts'
import { addressLabel } from '../address-label.ts'
import { isOnInternet } from './packet.ts'
import { type Landing, attachedVpcs, landingOf } from './places.ts'
import { senderOf } from './sender.ts'
import {
  type Exit,
  type State,
  type Steps,
  type Way,
  destinationLabel,
  doubt,
  drop,
  finish,
  nameless,
  withHop,
} from './walk.ts'
import { type Subnet, wasRead } from './world.ts'

type Where = Parameters<typeof drop>[1]
type Covered = Parameters<typeof blockMode>[0]

/**
 * An internet gateway translates one to one: IPv4 without a public address does not pass, and neither does what goes
 * to a private one.
 * https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html
 */
export function throughInternetGateway(
  id: string,
  vpc: string,
  from: Subnet | undefined,
  state: State,
  steps: Steps,
): readonly Way[] {
  const { packet, world } = state
  const gateway = world.internetGateways.get(id) ?? nameless('InternetGateway', id, from ?? world.here)
  const sender = senderOf(vpc, from, state)
  const blocked = sender.covered && publicAccess(sender.covered, sender.byNat, gateway, state)
  if (blocked) return blocked
  if (!isOnInternet(packet.family, packet.destination)) {
    return drop(
      state,
      gateway,
      `an internet gateway drops packets to ${destinationLabel(state)}, which is not an address of the internet`,
    )
  }
  const exit: Exit = { kind: 'internet-gateway', id, vpc }
  if (packet.family === 6) {
    const remedy = 'give it an IPv6 address of the VPC'
    if (!isOnInternet(6, packet.source))
      return drop(state, gateway, `${addressLabel(6, packet.source)} is no address of the internet`, remedy)
    return onInternet(withHop(state, at(gateway, 'forwards', `IPv6 leaves ${vpc} as it is`)), exit, steps)
  }
  const source = addressLabel(4, packet.source)
  if (sender.isPublic)
    return onInternet(withHop(state, at(gateway, 'forwards', `${source} is public already`)), exit, steps)
  const pair = sender.pairs.find(({ inside }) => inside === packet.source)
  if (!pair && sender.unread)
    return doubt(state, gateway, `the network interface with ${source} was not read`)
  if (!pair) {
    const remedy = 'give it an Elastic IP, or route its subnet to a NAT gateway'
    return drop(
      state,
      gateway,
      `${source} has no public address, and an internet gateway passes nothing without one`,
      remedy,
    )
  }
  const hop = at(gateway, 'translates', `${source} to ${addressLabel(4, pair.outside)}, its public address`)
  return onInternet(
    withHop(
      { ...state, packet: { ...packet, source: pair.outside }, origin: undefined, homeVpc: undefined },
      hop,
    ),
    exit,
    steps,
  )
}

/**
 * What Block Public Access says to traffic with the internet; undefined when it lets it pass.
 * https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa.html
 */
function publicAccess(
  covered: Covered,
  byNat: boolean,
  gateway: Where,
  state: State,
): readonly Way[] | undefined {
  const mode = blockMode(covered, state.world)
  if (mode === undefined)
    return doubt(state, gateway, `whether VPC Block Public Access covers ${covered.id} was not read`)
  if (mode === 'bidirectional' || (mode === 'ingress' && !byNat)) {
    return drop(
      state,
      gateway,
      `VPC Block Public Access (block-${mode}) stops what ${covered.id} exchanges with the internet`,
    )
  }
  return undefined
}

/**
 * Only what begins inside passes, and its answers.
 * https://docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway.html
 */
export function throughEgressOnly(
  id: string,
  vpc: string,
  from: Subnet | undefined,
  state: State,
  steps: Steps,
): readonly Way[] {
  const { packet, world } = state
  const gateway =
    world.egressOnlyInternetGateways.get(id) ?? nameless('EgressOnlyInternetGateway', id, from ?? world.here)
  if (state.answers && state.answers.exit?.kind !== 'egress-only') {
    return drop(
      state,
      gateway,
      'an egress-only gateway passes nothing that began outside',
      'route ::/0 to an internet gateway, if the internet is to call it',
    )
  }
  const mode = from && blockMode(from, world)
  if (from && mode === undefined)
    return doubt(state, gateway, `whether VPC Block Public Access covers ${from.id} was not read`)
  if (mode === 'bidirectional')
    return drop(
      state,
      gateway,
      'VPC Block Public Access (block-bidirectional) stops egress-only gateways, too',
    )
  if (!isOnInternet(6, packet.destination))
    return drop(state, gateway, `${destinationLabel(state)} is not an address of the internet`)
  const hop = at(gateway, 'forwards', 'IPv6 leaves for the internet; only answers come back')
  return onInternet(withHop({ ...state, origin: undefined }, hop), { kind: 'egress-only', id, vpc }, steps)
}

/** Out on the internet: to a public address of the inventory, which is come back for, or away. */
function onInternet(state: State, exit: Exit, steps: Steps): readonly Way[] {
  const { packet, world } = state
  const next: State = { ...state, exit, origin: undefined }
  const landing = landingOf(packet.family, packet.destination, world)
  if (landing) return fromInternet(landing, next, steps)
  const type = exit.kind === 'egress-only' ? 'EgressOnlyInternetGateway' : 'InternetGateway'
  const gateway =
    world.internetGateways.get(exit.id) ??
    world.egressOnlyInternetGateways.get(exit.id) ??
    nameless(type, exit.id, world.here)
  // Answers go to who asked, and nobody in particular is nobody of ours.
  const isStranger = next.answers !== undefined || packet.destination === SOMEBODY[packet.family]
  if (!isStranger && !world.networkInterfaces.complete)
    return doubt(
      next,
      gateway,
      `whose address ${destinationLabel(next)} is cannot be said: not all network interfaces were read`,
    )
  return finish(
    next,
    'exits-network',
    at(gateway, 'leaves', `${destinationLabel(next)} is out on the internet`),
    { kind: 'internet', exit },
  )
}

/** In from the internet, by the gateway of the VPC where the address belongs. */
export function fromInternet(landing: Landing, state: State, steps: Steps): readonly Way[] {
  const { packet, world } = state
  const { vpc, inside } = landing
  const row = world.vpcs.get(vpc)
  const subnet = world.subnets.get(landing.subnet)
  const place = subnet ?? row
  const where = place ?? nameless('VPC', vpc, world.here)
  if (landing.subnet !== undefined && !subnet)
    return doubt(state, where, `the subnet ${landing.subnet} was not read`)
  if (state.answers?.exit?.kind === 'egress-only' && state.answers.exit.vpc === vpc) {
    const { id } = state.answers.exit
    const gateway =
      world.egressOnlyInternetGateways.get(id) ?? nameless('EgressOnlyInternetGateway', id, where)
    return steps.arriveInVpc(
      vpc,
      undefined,
      withHop(state, at(gateway, 'forwards', 'it remembers the connection and lets the answers in')),
    )
  }

  const [gateway] = world.internetGateways.where(attachedVpcs, vpc)
  if (!gateway) {
    return wasRead('internetGateways', where, world)
      ? drop(state, where, `no internet gateway is attached to ${vpc}`)
      : doubt(state, where, `the internet gateway of ${vpc} was not read`)
  }
  const blocked = place
    ? publicAccess(place, landing.byNat, gateway, state)
    : doubt(state, gateway, `${vpc} was not read`)
  if (blocked) return blocked
  if (landing.regional)
    return steps.backThroughRegionalNat(
      landing.regional,
      withHop(state, at(gateway, 'forwards', `to ${landing.label}`)),
    )

  const isTranslated = packet.family === 4
  const said = isTranslated
    ? `${destinationLabel(state)} to ${addressLabel(4, inside)}, the address inside`
    : `IPv6 enters ${vpc} as it is`
  const hop = at(gateway, isTranslated ? 'translates' : 'forwards', said)
  return byGatewayTable(
    gateway.id,
    vpc,
    withHop({ ...state, packet: { ...packet, destination: inside } }, hop),
    steps,
  )
}

/**
 * A gateway's own route table, if it has one, steers what enters by it.
 * https://docs.aws.amazon.com/vpc/latest/userguide/gateway-route-tables.html
 */
export function byGatewayTable(gateway: string, vpc: string, state: State, steps: Steps): readonly Way[] {
  const { world } = state
  const row = world.vpcs.get(vpc) ?? nameless('VPC', vpc, world.here)
  if (!wasRead('routeTables', row, world))
    return doubt(state, row, `whether ${gateway} has a route table was not read`)
  const [table] = world.routeTables.where(associatedGateways, gateway)
  return table ? steps.byTable(table, undefined, state) : steps.arriveInVpc(vpc, undefined, state)
}
