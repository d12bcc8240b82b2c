import type { RowOf } from '../../inventory/inventory.ts'
import { contains, parsePrefix } from '../prefix.ts'
import { same } from '../same.ts'
import { hostPrefix } from './packet.ts'
import type { State } from './walk.ts'

export type TransitRoute = RowOf<'transitGatewayRoutes'>

/**
 * The longest prefix; of equal ones a static route before one by a prefix list before a propagated one, and of those
 * VPCs before Direct Connect, Connect and VPN.
 * https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html#tgw-route-evaluation-overview
 */
export function bestTransitRoute(
  routes: readonly TransitRoute[],
  { packet }: State,
): TransitRoute | undefined {
  const host = hostPrefix(packet.family, packet.destination)
  const holding = routes.flatMap((route) => {
    const prefix = parsePrefix(route.DestinationCidrBlock)
    return prefix && contains(prefix, host) ? [{ route, length: prefix.length }] : []
  })
  holding.sort((a, b) => b.length - a.length || transitRank(a.route) - transitRank(b.route))
  return holding[0]?.route
}

const PROPAGATED = ['vpc', 'direct-connect-gateway', 'connect', 'vpn']

function transitRank(route: TransitRoute): number {
  if (!same(route.Type, 'propagated')) return route.PrefixListId ? 1 : 0
  return 2 + PROPAGATED.indexOf(route.TransitGatewayAttachments?.[0]?.ResourceType ?? '')
}
