/** NAT gateways: out by translation, and back for what they remember. */
import { TCP, UDP } from '../nacl.ts'
import { parsePrefix } from '../prefix.ts'
import { same } from '../same.ts'
import { protocolLabel, throughAcl } from './filters.ts'
import { at } from './hops.ts'
import { throughInternetGateway } from './internet.ts'
import { ICMP, type Packet, addressLabel } from './packet.ts'
import { type State, type Steps, type Way, doubt, drop, filtered, nameless, withHop } from './walk.ts'
import { type Eni, type Subnet, wasRead } from './world.ts'

/**
 * The ports from which a NAT gateway sends.
 * https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html
 */
export const NAT_PORTS = [[1024, 65_536]] as const

/** A NAT gateway sits behind the ACL and the routes of its own subnet; a regional one has no subnet. */
export function throughNat(id: string, from: Subnet | undefined, state: State, steps: Steps): readonly Way[] {
  const { packet, world } = state
  const place = from ?? world.here
  const nat = world.natGateways.get(id)
  if (!nat?.State) return doubt(state, nat ?? nameless('NatGateway', id, place), `${id} was not read`)
  if (!same(nat.State, 'available')) return drop(state, nat, `${id} is ${nat.State}`)
  if (packet.family === 6) return drop(state, nat, 'a NAT gateway translates no IPv6 to IPv6', 'route ::/0 to an egress-only internet gateway')
  if (![TCP, UDP, ICMP].includes(packet.protocol)) {
    return drop(state, nat, `a NAT gateway passes TCP, UDP and ICMP, and not ${protocolLabel(packet.protocol)}`)
  }
  const inside = parsePrefix(nat.NatGatewayAddresses?.find((one) => one.PrivateIp)?.PrivateIp)
  const translate = (next: State, source: bigint, of: string): State => {
    const after: Packet = { ...next.packet, source, sourcePorts: packet.protocol === ICMP ? packet.sourcePorts : NAT_PORTS }
    const translation = { gateway: nat.id, before: next.packet, after }
    const hop = at(nat, 'translates', `${addressLabel(4, packet.source)} to ${addressLabel(4, source)}, ${of}`)
    return withHop({ ...next, packet: after, origin: undefined, translations: [...next.translations, translation] }, hop)
  }

  if (same(nat.AvailabilityMode, 'regional')) {
    const outside = parsePrefix(nat.NatGatewayAddresses?.find((one) => one.PublicIp)?.PublicIp)
    const source = inside ?? outside
    if (!source) return doubt(state, nat, 'its addresses are not in the answer')
    const [gateway] = world.internetGateways.where(attachedTo, nat.VpcId)
    if (!gateway) return doubt(state, nat, `the internet gateway of ${nat.VpcId ?? ''} was not read`)
    return throughInternetGateway(gateway.id, nat.VpcId ?? '', undefined, translate(state, source.first, 'its own address'), steps)
  }

  const home = world.subnets.get(nat.SubnetId)
  if (!home) return doubt(state, nat, `its subnet ${nat.SubnetId ?? ''} was not read`)
  if (!inside) return doubt(state, nat, 'its private address is not in the answer')
  const enter = (next: State): readonly Way[] =>
    steps.leaveSubnet(home, translate(next, inside.first, 'its own address'))
  return from?.id === home.id ? enter(state) : filtered(state, throughAcl(home, 'inbound', packet, world), enter)
}

const attachedTo = (gateway: { readonly Attachments?: readonly { readonly VpcId?: string | undefined }[] | undefined }): readonly string[] =>
  (gateway.Attachments ?? []).flatMap((attachment) => attachment.VpcId ?? [])

/** At a NAT gateway's own address: answers go on to whom they are for, and nothing else is accepted. */
export function backThroughNat(eni: Eni, subnet: Subnet, state: State, steps: Steps): readonly Way[] {
  const { packet, world } = state
  const nat = world.natGateways.where(addressOf, `${subnet.VpcId}/${packet.destination}`)[0] ?? eni
  const known = state.answers?.translations.find((one) => one.after.source === packet.destination)
  if (!known) {
    if (!wasRead('natGateways', subnet, world)) return doubt(state, eni, 'the NAT gateways were not read')
    return drop(state, nat, 'a NAT gateway accepts nothing that began outside', 'use a load balancer, or a public address of its own')
  }
  const before = { ...packet, destination: known.before.source, destinationPorts: known.before.sourcePorts }
  const hop = at(nat, 'translates', `${addressLabel(4, packet.destination)} back to ${addressLabel(4, before.destination)}, which opened the connection`)
  return steps.leaveSubnet(subnet, withHop({ ...state, packet: before }, hop))
}

const addressOf = (nat: { readonly VpcId?: string | undefined; readonly NatGatewayAddresses?: readonly { readonly PrivateIp?: string | undefined }[] | undefined }): readonly string[] =>
  (nat.NatGatewayAddresses ?? []).flatMap(({ PrivateIp }) => {
    const host = parsePrefix(PrivateIp)
    return host ? [`${nat.VpcId}/${host.first}`] : []
  })
