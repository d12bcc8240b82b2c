/** Internet gateways and egress-only gateways, outward and inward, and the internet between them. */
import type { RowOf } from '../../inventory/inventory.ts'
import { parsePrefix } from '../prefix.ts'
import { associatedGateways } from '../routing.ts'
import { blockMode } from '../block-public-access.ts'
import { at } from './hops.ts'
import { addressLabel, isOnInternet } from './packet.ts'
import { type Exit, type State, type Steps, type Way, destinationLabel, doubt, drop, finish, nameless, withHop } from './walk.ts'
import { type Eni, type Subnet, type World, eniAt, eniOfPublic, publicPairs, subnetOf, wasRead } from './world.ts'

type NatGateway = RowOf<'natGateways'>

/** The gateways that are attached to a VPC. */
export const attachedVpcs = (gateway: { readonly Attachments?: readonly { readonly VpcId?: string | undefined }[] | undefined }): readonly string[] =>
  (gateway.Attachments ?? []).flatMap((attachment) => attachment.VpcId ?? [])

/** The private addresses of a NAT gateway with their public ones. */
export const natPairs = (nat: NatGateway): readonly { readonly inside: bigint; readonly outside: bigint }[] =>
  (nat.NatGatewayAddresses ?? []).flatMap(({ PrivateIp, PublicIp }) => {
    const [inside, outside] = [parsePrefix(PrivateIp), parsePrefix(PublicIp)]
    return inside && outside ? [{ inside: inside.first, outside: outside.first }] : []
  })

/** An internet gateway translates one to one: IPv4 without a public address does not pass. */
export function throughInternetGateway(
  id: string,
  vpc: string,
  from: Subnet | undefined,
  state: State,
  steps: Steps,
): readonly Way[] {
  const { packet, world } = state
  const gateway = world.internetGateways.get(id) ?? nameless('InternetGateway', id, from ?? world.here)
  const home = subnetOf(vpc, packet.family, packet.source, world) ?? from
  const eni = home && eniAt(home, packet.family, packet.source, world)
  const nat = world.natGateways.where('VpcId', vpc).find((one) => natPairs(one).some(({ inside }) => inside === packet.source))
  const blocked = home && publicAccess(home, nat !== undefined, gateway, state)
  if (blocked) return blocked
  if (!isOnInternet(packet.family, packet.destination)) {
    return drop(state, gateway, `an internet gateway drops packets to ${destinationLabel(state)}, which is not an address of the internet`)
  }

  const exit: Exit = { kind: 'internet-gateway', id, vpc }
  if (packet.family === 6) return onInternet(withHop(state, at(gateway, 'forwards', `IPv6 leaves ${vpc} as it is`)), exit, steps)
  const pair = [...(eni ? publicPairs(eni) : []), ...(nat ? natPairs(nat) : [])].find(({ inside }) => inside === packet.source)
  const source = addressLabel(4, packet.source)
  if (!pair && !eni && !nat && home && !wasRead('networkInterfaces', home, world)) {
    return doubt(state, gateway, `the network interface with ${source} was not read`)
  }
  if (!pair) {
    const remedy = 'give it an Elastic IP, or route its subnet to a NAT gateway'
    return drop(state, gateway, `${source} has no public address, and an internet gateway passes nothing without one`, remedy)
  }
  const hop = at(gateway, 'translates', `${source} to ${addressLabel(4, pair.outside)}, its public address`)
  return onInternet(withHop({ ...state, packet: { ...packet, source: pair.outside }, origin: undefined }, hop), exit, steps)
}

/** What Block Public Access says to a subnet's traffic with the internet; undefined when it lets it pass. */
function publicAccess(
  subnet: Subnet,
  byNat: boolean,
  gateway: Parameters<typeof drop>[1],
  state: State,
): readonly Way[] | undefined {
  const mode = blockMode(subnet, state.world)
  if (mode === undefined) return doubt(state, gateway, `whether VPC Block Public Access covers ${subnet.id} was not read`)
  if (mode === 'bidirectional' || (mode === 'ingress' && !byNat)) {
    return drop(state, gateway, `VPC Block Public Access (block-${mode}) stops what ${subnet.id} exchanges with the internet`)
  }
  return undefined
}

/** Only what begins inside passes, and its answers. */
export function throughEgressOnly(id: string, vpc: string, from: Subnet | undefined, state: State): readonly Way[] {
  const { packet, world } = state
  const gateway = world.egressOnlyInternetGateways.get(id) ?? nameless('EgressOnlyInternetGateway', id, from ?? world.here)
  if (state.answers && state.answers.exit?.kind !== 'egress-only') {
    return drop(state, gateway, 'an egress-only gateway passes nothing that began outside', 'route ::/0 to an internet gateway, if the internet is to call it')
  }
  const mode = from && blockMode(from, world)
  if (from && mode === undefined) return doubt(state, gateway, `whether VPC Block Public Access covers ${from.id} was not read`)
  if (mode === 'bidirectional') return drop(state, gateway, 'VPC Block Public Access (block-bidirectional) stops egress-only gateways, too')
  if (!isOnInternet(6, packet.destination)) return drop(state, gateway, `${destinationLabel(state)} is not an address of the internet`)
  const exit: Exit = { kind: 'egress-only', id, vpc }
  return finish(state, 'exits-network', at(gateway, 'leaves', 'IPv6 leaves for the internet; only answers come back'), { kind: 'internet', exit })
}

/** Out on the internet: to a public address of the inventory, which is come back for, or away. */
function onInternet(state: State, exit: Exit, steps: Steps): readonly Way[] {
  const { packet, world } = state
  const eni = eniOfPublic(packet.family, packet.destination, world)
  if (eni) return fromInternet(eni, state, steps)
  const nat = world.natGateways.everywhere.find((one) => natPairs(one).some(({ outside }) => outside === packet.destination))
  const natEni = nat && world.networkInterfaces.get(nat.NatGatewayAddresses?.[0]?.NetworkInterfaceId)
  if (natEni) return fromInternet(natEni, state, steps)
  const gateway = world.internetGateways.get(exit.id) ?? nameless('InternetGateway', exit.id, world.here)
  return finish(state, 'exits-network', at(gateway, 'leaves', `${destinationLabel(state)} is out on the internet`), { kind: 'internet', exit })
}

/** In from the internet, by the gateway of the VPC where the public address belongs. */
export function fromInternet(eni: Eni, state: State, steps: Steps): readonly Way[] {
  const { packet, world } = state
  const vpc = eni.VpcId ?? ''
  const subnet = world.subnets.get(eni.SubnetId)
  if (!subnet) return doubt(state, eni, `its subnet ${eni.SubnetId ?? ''} was not read`)
  if (state.answers?.exit?.kind === 'egress-only') {
    const gateway = world.egressOnlyInternetGateways.get(state.answers.exit.id) ?? nameless('EgressOnlyInternetGateway', state.answers.exit.id, subnet)
    return steps.arriveInVpc(vpc, undefined, withHop(state, at(gateway, 'forwards', 'it remembers the connection and lets the answers in')))
  }

  const [gateway] = world.internetGateways.where(attachedVpcs, vpc)
  if (!gateway) {
    return wasRead('internetGateways', subnet, world)
      ? drop(state, subnet, `no internet gateway is attached to ${vpc}`)
      : doubt(state, subnet, `the internet gateway of ${vpc} was not read`)
  }
  const byNat = world.natGateways.where('VpcId', vpc).some((one) => natPairs(one).some(({ outside }) => outside === packet.destination))
  const blocked = publicAccess(subnet, byNat, gateway, state)
  if (blocked) return blocked

  const nat = world.natGateways.where('VpcId', vpc).flatMap(natPairs)
  const pair = [...publicPairs(eni), ...nat].find(({ outside }) => outside === packet.destination)
  const inside = packet.family === 6 ? packet.destination : pair?.inside
  if (inside === undefined) return drop(state, gateway, `${destinationLabel(state)} is no public address of ${eni.id}`)
  const said = packet.family === 6 ? `IPv6 enters ${vpc} as it is` : `${destinationLabel(state)} to ${addressLabel(4, inside)}, the address inside`
  const next = withHop({ ...state, packet: { ...packet, destination: inside } }, at(gateway, packet.family === 6 ? 'forwards' : 'translates', said))
  return byGatewayTable(gateway.id, vpc, next, steps)
}

/** A gateway's own route table, if it has one, steers what enters by it. */
export function byGatewayTable(gateway: string, vpc: string, state: State, steps: Steps): readonly Way[] {
  const [table] = state.world.routeTables.where(associatedGateways, gateway)
  return table ? steps.byTable(table, undefined, state) : steps.arriveInVpc(vpc, undefined, state)
}

export type { World }
