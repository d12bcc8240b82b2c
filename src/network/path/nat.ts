/** NAT gateways: out by translation, and back for what they remember. */
import type { RowOf } from '../../inventory/inventory.ts'
import { TCP, UDP } from '../nacl.ts'
import { type Prefix, contains, parsePrefix } from '../prefix.ts'
import { associatedGateways } from '../routing.ts'
import { same } from '../same.ts'
import { protocolLabel, throughAcl } from './filters.ts'
import { at } from './hops.ts'
import { addressLabel } from '../address-label.ts'
import { ICMP, type Packet, hostPrefix } from './packet.ts'
import { attachedVpcs } from './places.ts'
import { throughInternetGateway } from './internet.ts'
import { type State, type Steps, type Way, doubt, drop, filtered, nameless, withHop } from './walk.ts'
import { type Eni, type Subnet, wasRead } from './world.ts'

type NatGateway = RowOf<'natGateways'>

/**
 * The ports from which a NAT gateway sends.
 * https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html
 */
const NAT_PORTS = [[1024, 65_536]] as const

/** IPv6 addresses that stand for IPv4 ones, which NAT gateways translate. */
const NAT64: readonly Prefix[] = [parsePrefix('64:ff9b::/96')].filter((one) => one !== undefined)

/**
 * A NAT gateway sits behind the ACL and the routes of its own subnet; a regional one has no subnet.
 * https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html
 */
export function throughNat(id: string, from: Subnet | undefined, state: State, steps: Steps): readonly Way[] {
  const { packet, world } = state
  const nat = world.natGateways.get(id)
  if (!nat?.State)
    return doubt(state, nat ?? nameless('NatGateway', id, from ?? world.here), `${id} was not read`)
  if (!same(nat.State, 'available')) return drop(state, nat, `${id} is ${nat.State}`)
  if (packet.family === 6) {
    return NAT64.some((block) => contains(block, hostPrefix(6, packet.destination)))
      ? doubt(state, nat, 'what lies behind its translation of IPv6 to IPv4 (NAT64) is not followed')
      : drop(
          state,
          nat,
          'a NAT gateway translates no IPv6 to IPv6',
          'route ::/0 to an egress-only internet gateway',
        )
  }
  if (![TCP, UDP, ICMP].includes(packet.protocol)) {
    return drop(
      state,
      nat,
      `a NAT gateway passes TCP, UDP and ICMP, and not ${protocolLabel(packet.protocol)}`,
    )
  }
  if (same(nat.AvailabilityMode, 'regional')) return throughRegionalNat(nat, from, state, steps)

  const home = world.subnets.get(nat.SubnetId)
  if (!home) return doubt(state, nat, `its subnet ${nat.SubnetId ?? ''} was not read`)
  const inside = parsePrefix(nat.NatGatewayAddresses?.find((one) => one.PrivateIp)?.PrivateIp)
  if (!inside) return doubt(state, nat, 'its private address is not in the answer')
  const enter = (next: State): readonly Way[] => steps.leaveSubnet(home, translated(next, nat, inside.first))
  return from?.id === home.id
    ? enter(state)
    : filtered(state, throughAcl(home, 'inbound', packet, world), enter)
}

/**
 * It has an address in each zone, no subnet and so no ACL, and a route table of its own, which leads to the internet
 * gateway unless somebody changed it.
 * https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html
 */
function throughRegionalNat(
  nat: NatGateway,
  from: Subnet | undefined,
  state: State,
  steps: Steps,
): readonly Way[] {
  const { world } = state
  const addresses = (nat.NatGatewayAddresses ?? []).filter((one) => one.PublicIp)
  const near =
    addresses.find((one) => from !== undefined && one.AvailabilityZoneId === from.AvailabilityZoneId) ??
    addresses[0]
  const outside = parsePrefix(near?.PublicIp)
  if (!outside) return doubt(state, nat, 'its addresses are not in the answer')
  if (!wasRead('routeTables', nat, world)) return doubt(state, nat, 'its route table was not read')
  const next = translated(state, nat, outside.first)
  const [table] = world.routeTables.where(associatedGateways, nat.id)
  if (table) return steps.byTable(table, undefined, next)
  const [gateway] = world.internetGateways.where(attachedVpcs, nat.VpcId)
  if (gateway) return throughInternetGateway(gateway.id, nat.VpcId ?? '', undefined, next, steps)
  return wasRead('internetGateways', nat, world)
    ? drop(state, nat, `no internet gateway is attached to ${nat.VpcId ?? 'its VPC'}`)
    : doubt(state, nat, `the internet gateway of ${nat.VpcId ?? ''} was not read`)
}

function translated(state: State, nat: NatGateway, source: bigint): State {
  const { packet } = state
  const after: Packet = {
    ...packet,
    source,
    sourcePorts: packet.protocol === ICMP ? packet.sourcePorts : NAT_PORTS,
  }
  const translation = { gateway: nat.id, before: packet, after }
  const hop = at(
    nat,
    'translates',
    `${addressLabel(4, packet.source)} to ${addressLabel(4, source)}, its own address`,
  )
  return withHop(
    {
      ...state,
      packet: after,
      origin: undefined,
      homeVpc: nat.VpcId,
      translations: [...state.translations, translation],
    },
    hop,
  )
}

/** At a NAT gateway's own address: answers go on to whom they are for, and nothing else is accepted. */
export function backThroughNat(eni: Eni, subnet: Subnet, state: State, steps: Steps): readonly Way[] {
  const { packet, world } = state
  const [nat] = world.natGateways.where(addressOf, `${subnet.VpcId}/${packet.destination}`)
  const before = remembered(state, nat?.id)
  if (before)
    return steps.leaveSubnet(
      subnet,
      withHop({ ...state, packet: before }, backHop(nat ?? eni, state, before)),
    )
  return nat || wasRead('natGateways', subnet, world)
    ? unsolicited(nat ?? eni, state)
    : doubt(state, eni, 'the NAT gateways were not read')
}

/** Answers to a regional NAT gateway, which come to no subnet. */
export function backThroughRegionalNat(nat: NatGateway, state: State, steps: Steps): readonly Way[] {
  const before = remembered(state, nat.id)
  if (!before) return unsolicited(nat, state)
  const next = withHop({ ...state, packet: before }, backHop(nat, state, before))
  const [table] = state.world.routeTables.where(associatedGateways, nat.id)
  return table ? steps.byTable(table, undefined, next) : steps.arriveInVpc(nat.VpcId ?? '', undefined, next)
}

const unsolicited = (where: Parameters<typeof drop>[1], state: State): readonly Way[] =>
  drop(
    state,
    where,
    'a NAT gateway accepts nothing that began outside',
    'use a load balancer, or a public address of its own',
  )

/** The packet with the translation undone: its addressee is who opened the connection. */
function remembered({ packet, answers }: State, gateway: string | undefined): Packet | undefined {
  const known = answers?.translations.find(
    (one) =>
      one.after.source === packet.destination &&
      one.after.destination === packet.source &&
      (gateway === undefined || one.gateway === gateway),
  )
  return known && { ...packet, destination: known.before.source, destinationPorts: known.before.sourcePorts }
}

const backHop = (where: Parameters<typeof at>[0], { packet }: State, before: Packet): ReturnType<typeof at> =>
  at(
    where,
    'translates',
    `${addressLabel(4, packet.destination)} back to ${addressLabel(4, before.destination)}, which opened the connection`,
  )

/** By its private addresses, which a private NAT gateway has, too. */
const addressOf = (nat: NatGateway): readonly string[] =>
  (nat.NatGatewayAddresses ?? []).flatMap(({ PrivateIp }) => {
    const host = parsePrefix(PrivateIp)
    return host ? [`${nat.VpcId}/${host.first}`] : []
  })
