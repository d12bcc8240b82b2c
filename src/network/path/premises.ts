/** Virtual private gateways: towards what lies on premises, which no fact describes. */
import { contains, parsePrefix } from '../prefix.ts'
import { same } from '../same.ts'
import { at } from './hops.ts'
import { hostPrefix } from './packet.ts'
import { type State, type Way, destinationLabel, doubt, drop, finish, nameless } from './walk.ts'
import type { RowOf } from '../../inventory/inventory.ts'
import type { Place } from '../../snapshot/fact.ts'
import { type Subnet, type World, wasRead } from './world.ts'

/**
 * A static VPN carries the prefixes that it lists and nothing else; what BGP carries is not in the answers.
 * https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNRoutingTypes.html
 */
export function throughVirtualPrivateGateway(
  id: string,
  from: Subnet | undefined,
  state: State,
): readonly Way[] {
  const { packet, world } = state
  const gateway = world.vpnGateways.get(id) ?? nameless('VPNGateway', id, from ?? world.here)
  if (!wasRead('vpnConnections', from ?? gateway, world))
    return doubt(state, gateway, 'its VPN connections were not read')
  const connections = world.vpnConnections
    .where('VpnGatewayId', id)
    .filter((one) => same(one.State, 'available'))
  const host = hostPrefix(packet.family, packet.destination)
  const statics = connections.filter((one) => one.Options?.StaticRoutesOnly === true)
  const carried = statics.some((one) =>
    (one.Routes ?? []).some((route) => {
      const prefix = parsePrefix(route.DestinationCidrBlock)
      return prefix !== undefined && contains(prefix, host)
    }),
  )
  const circuits = directConnectsOf(id, from ?? gateway, world)
  const isStatic = connections.length > 0 && statics.length === connections.length
  if (isStatic && !carried && statics.every((one) => one.Routes) && circuits?.length !== 0) {
    if (!circuits) return doubt(state, gateway, 'whether Direct Connect leads there, too, was not read')
  } else if (isStatic && !carried && statics.every((one) => one.Routes)) {
    const [first] = statics
    const remedy = `aws ec2 create-vpn-connection-route --vpn-connection-id ${first?.id} --destination-cidr-block …`
    return drop(
      state,
      first ?? gateway,
      `the static routes of ${statics.map((one) => one.id).join(', ')} do not hold ${destinationLabel(state)}`,
      remedy,
    )
  }
  const ways = [...connections.map((one) => one.id), ...(circuits ?? [])]
  const by = ways.length > 0 ? ` by ${ways.join(', ')}` : ''
  return finish(
    state,
    'exits-network',
    at(gateway, 'leaves', `towards the premises${by}; what lies there cannot be read`),
    { kind: 'premises', gateway: id },
  )
}

/** The private virtual interfaces and Direct Connect gateways that lead to a virtual private gateway; undefined when not read. */
function directConnectsOf(id: string, place: Place, world: World): readonly string[] | undefined {
  if (!wasRead('virtualInterfaces', place, world)) return undefined
  if (!wasRead('directConnectGatewayAssociations', place, world)) return undefined
  const interfaces = world.virtualInterfaces
    .where('virtualGatewayId', id)
    .filter((one) => !same(one.virtualInterfaceState, 'deleted', 'deleting', 'rejected'))
  const gateways = world.directConnectGatewayAssociations
    .where(associatedGatewayOf, id)
    .filter((one) => same(one.associationState, 'associated', 'updating'))
  return [...interfaces.map((one) => one.id), ...gateways.map((one) => one.directConnectGatewayId ?? one.id)]
}

const associatedGatewayOf = (association: RowOf<'directConnectGatewayAssociations'>): string | undefined =>
  association.associatedGateway?.id ?? association.virtualGatewayId
