/** Virtual private gateways: towards what lies on premises, which no fact describes. */
import { contains, parsePrefix } from '../prefix.ts'
import { same } from '../same.ts'
import { at } from './hops.ts'
import { hostPrefix } from './packet.ts'
import { type State, type Way, destinationLabel, doubt, drop, finish, nameless } from './walk.ts'
import { type Subnet, wasRead } from './world.ts'

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
  if (
    connections.length > 0 &&
    statics.length === connections.length &&
    !carried &&
    statics.every((one) => one.Routes)
  ) {
    const [first] = statics
    const remedy = `aws ec2 create-vpn-connection-route --vpn-connection-id ${first?.id} --destination-cidr-block …`
    return drop(
      state,
      first ?? gateway,
      `the static routes of ${statics.map((one) => one.id).join(', ')} do not hold ${destinationLabel(state)}`,
      remedy,
    )
  }
  const by = connections.length > 0 ? ` by ${connections.map((one) => one.id).join(', ')}` : ''
  return finish(
    state,
    'exits-network',
    at(gateway, 'leaves', `towards the premises${by}; what lies there cannot be read`),
    { kind: 'premises', gateway: id },
  )
}
