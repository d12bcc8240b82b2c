/** The routes of transit gateways' tables: which of them a packet takes. */
import type { RowOf } from '../inventory/inventory.ts'
import { LongestPrefix } from './longest-prefix.ts'
import { type Prefix, contains, isHost, parsePrefix } from './prefix.ts'
import { same } from './same.ts'

export type TransitRoute = RowOf<'transitGatewayRoutes'>

/**
 * The route for all of a destination: the longest prefix that holds it, blackholes included; of equal ones a static
 * route before one by a prefix list before a propagated one, and of those VPCs before Direct Connect, Connect and VPN.
 * https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html#tgw-route-evaluation-overview
 */
export function bestTransitRoute(
  routes: readonly TransitRoute[],
  destination: Prefix,
): TransitRoute | undefined {
  if (isHost(destination)) return indexOf(routes).at(destination.family, destination.first)
  const holding = routes.flatMap((route) => {
    const prefix = parsePrefix(route.DestinationCidrBlock)
    return prefix && contains(prefix, destination) ? [{ route, length: prefix.length }] : []
  })
  holding.sort((a, b) => b.length - a.length || transitRank(a.route) - transitRank(b.route))
  return holding[0]?.route
}

/** A table is asked for many addresses: worked out once, a look-up is a binary search. */
const indexes = new WeakMap<readonly TransitRoute[], LongestPrefix<TransitRoute>>()

function indexOf(routes: readonly TransitRoute[]): LongestPrefix<TransitRoute> {
  const known = indexes.get(routes)
  if (known) return known
  const entries = routes.flatMap((route, position) => {
    const prefix = parsePrefix(route.DestinationCidrBlock)
    return prefix ? [{ prefix, rank: transitRank(route) * routes.length + position, value: route }] : []
  })
  const index = new LongestPrefix(entries)
  indexes.set(routes, index)
  return index
}

const PROPAGATED = ['vpc', 'direct-connect-gateway', 'connect', 'vpn']

function transitRank(route: TransitRoute): number {
  if (!same(route.Type, 'propagated')) return route.PrefixListId ? 1 : 0
  return 2 + PROPAGATED.indexOf(route.TransitGatewayAttachments?.[0]?.ResourceType ?? '')
}
