import type { Inventory, Row, RowOf } from '../inventory/inventory.ts'
import { LongestPrefix } from './longest-prefix.ts'
import { type Prefix, EVERYWHERE, contains, halves, isHost, parsePrefix } from './prefix.ts'
import { same } from './same.ts'

export type RouteTable = RowOf<'routeTables'>
export type Route = NonNullable<RouteTable['Routes']>[number]

/** What a route hands the packet to; `other` is a target that AWS has invented since. */
export interface Target {
  readonly kind:
    | 'local'
    | 'internet-gateway'
    | 'egress-only-internet-gateway'
    | 'nat-gateway'
    | 'transit-gateway'
    | 'peering'
    | 'network-interface'
    | 'virtual-private-gateway'
    | 'endpoint'
    | 'carrier-gateway'
    | 'local-gateway'
    | 'core-network'
    | 'other'
  readonly id: string
}

/** A route to an instance names its network interface, too; when that is gone only the instance is left. */
export function targetOf(route: Route): Target {
  const gateway = route.GatewayId
  if (same(gateway, 'local')) return { kind: 'local', id: 'local' }
  if (gateway?.startsWith('igw-')) return { kind: 'internet-gateway', id: gateway }
  if (gateway?.startsWith('vgw-')) return { kind: 'virtual-private-gateway', id: gateway }
  if (gateway?.startsWith('vpce-')) return { kind: 'endpoint', id: gateway }
  if (gateway?.startsWith('eigw-')) return { kind: 'egress-only-internet-gateway', id: gateway }
  if (route.NatGatewayId) return { kind: 'nat-gateway', id: route.NatGatewayId }
  if (route.TransitGatewayId) return { kind: 'transit-gateway', id: route.TransitGatewayId }
  if (route.VpcPeeringConnectionId) return { kind: 'peering', id: route.VpcPeeringConnectionId }
  if (route.EgressOnlyInternetGatewayId) {
    return { kind: 'egress-only-internet-gateway', id: route.EgressOnlyInternetGatewayId }
  }
  if (route.NetworkInterfaceId) return { kind: 'network-interface', id: route.NetworkInterfaceId }
  if (route.InstanceId) return { kind: 'network-interface', id: route.InstanceId }
  if (route.CarrierGatewayId) return { kind: 'carrier-gateway', id: route.CarrierGatewayId }
  if (route.LocalGatewayId) return { kind: 'local-gateway', id: route.LocalGatewayId }
  if (route.CoreNetworkArn) return { kind: 'core-network', id: route.CoreNetworkArn }
  return { kind: 'other', id: gateway ?? 'a target that is not known here' }
}

/** The destination as it is written: a CIDR block or a prefix list. */
export const destinationOf = (route: Route): string =>
  route.DestinationCidrBlock ?? route.DestinationIpv6CidrBlock ?? route.DestinationPrefixListId ?? 'unknown'

/** The fields of a route that evidence quotes. */
export const routeFields = (route: Route): Readonly<Record<string, unknown>> => ({ ...route })

/** Subnets that a table is associated with by itself; an association that failed or is ending does not steer. */
export const associatedSubnets = (table: RouteTable): readonly string[] =>
  (table.Associations ?? []).flatMap((association) =>
    association.SubnetId && isAssociated(association) ? [association.SubnetId] : [],
  )

/** The VPC whose subnets without a table of their own use this one. */
export const mainTableOf = (table: RouteTable): string | undefined =>
  table.Associations?.some((association) => association.Main === true) ? table.VpcId : undefined

/** Gateways (`igw-`, `vgw-`) whose incoming packets this table steers. */
export const associatedGateways = (table: RouteTable): readonly string[] =>
  (table.Associations ?? []).flatMap((association) =>
    association.GatewayId && isAssociated(association) ? [association.GatewayId] : [],
  )

function isAssociated(association: NonNullable<RouteTable['Associations']>[number]): boolean {
  const state = association.AssociationState?.State
  return state === undefined || same(state, 'associated', 'associating')
}

/**
 * The table that routes what leaves a subnet: its own, else the main one of its own VPC (a region has a main table
 * for each VPC). Undefined when it was not read, as in an account that the subnet is only shared with.
 * https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html
 */
export function effectiveRouteTable(
  subnet: { readonly SubnetId?: string | undefined; readonly VpcId?: string | undefined },
  inventory: Inventory<'routeTables'>,
): RouteTable | undefined {
  const [own] = inventory.routeTables.where(associatedSubnets, subnet.SubnetId)
  return own ?? inventory.routeTables.where(mainTableOf, subnet.VpcId)[0]
}

/** The subnets that a table routes for, by association or as the main table of their VPC. */
export function subnetsRoutedBy(
  table: RouteTable,
  inventory: Inventory<'routeTables' | 'subnets'>,
): readonly RowOf<'subnets'>[] {
  const own = associatedSubnets(table).flatMap((id) => inventory.subnets.get(id) ?? [])
  const inherited = inventory.subnets
    .where('VpcId', mainTableOf(table))
    .filter((subnet) => inventory.routeTables.where(associatedSubnets, subnet.SubnetId).length === 0)
  return [...own, ...inherited]
}

/** Which routes decide for a destination, or why that cannot be said. */
export type Decision = { readonly routes: readonly Route[] } | { readonly unknown: string }

/**
 * The route that AWS takes for all of a destination: the longest prefix that holds it, blackholes included. Equal
 * prefixes: the local route, then a static one, then one by a prefix list, then a propagated one. A propagated route
 * never takes what a local route holds, however long its prefix.
 * https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html
 * https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-route-priority.html
 */
export function bestRoute(
  table: RouteTable,
  destination: Prefix,
  inventory: Inventory<'prefixListEntries'>,
): { readonly route: Route | undefined } | { readonly unknown: string } {
  const index = isHost(destination) ? indexOf(table, inventory) : undefined
  if (index) return { route: index.at(destination.family, destination.first) }
  return bestOfAll(table, destination, inventory)
}

/** A table is asked for many addresses: worked out once, a look-up is a binary search. */
const indexes = new WeakMap<RouteTable, LongestPrefix<Route>>()

/** Undefined where a prefix list was not read: it could hold any address. */
function indexOf(
  table: RouteTable,
  inventory: Inventory<'prefixListEntries'>,
): LongestPrefix<Route> | undefined {
  const known = indexes.get(table)
  if (known) return known
  const routes = (table.Routes ?? []).map((route) => ({ route, prefixes: prefixesOf(route, inventory) }))
  if (routes.some(({ prefixes }) => prefixes === undefined)) return undefined
  const locals = routes.flatMap(({ route, prefixes = [] }) => (rank(route) === LOCAL ? prefixes : []))
  const entries = routes.flatMap(({ route, prefixes = [] }, position) =>
    prefixes
      .filter((prefix) => rank(route) !== PROPAGATED || !locals.some((local) => contains(local, prefix)))
      .map((prefix) => ({ prefix, rank: rank(route) * routes.length + position, value: route })),
  )
  const index = new LongestPrefix(entries)
  indexes.set(table, index)
  return index
}

/** For a range of addresses, route by route. */
function bestOfAll(
  table: RouteTable,
  destination: Prefix,
  inventory: Inventory<'prefixListEntries'>,
): { readonly route: Route | undefined } | { readonly unknown: string } {
  let best: { readonly route: Route; readonly length: number } | undefined
  const isLocal = table.Routes?.some(
    (route) => rank(route) === LOCAL && matchLength(route, destination, inventory) !== undefined,
  )
  for (const route of table.Routes ?? []) {
    if (isLocal && rank(route) === PROPAGATED) continue
    const length = matchLength(route, destination, inventory)
    if (length === 'unknown') {
      return {
        unknown: `the entries of ${route.DestinationPrefixListId}, a destination in ${table.id}, were not read`,
      }
    }
    if (length === undefined) continue
    const better = !best || length > best.length || (length === best.length && rank(route) < rank(best.route))
    if (better) best = { route, length }
  }
  return { route: best?.route }
}

/** The blocks of routes, parsed once: a table is looked at for each of its subnets. */
const blocks = new WeakMap<Route, readonly Prefix[]>()

const parsePrefixes = (text: string | undefined): readonly Prefix[] => {
  const prefix = parsePrefix(text)
  return prefix ? [prefix] : []
}

/** The prefixes that a route is for: its block, or the entries of its prefix list; undefined when those were not read. */
export function prefixesOf(
  route: Route,
  inventory: Inventory<'prefixListEntries'>,
): readonly Prefix[] | undefined {
  const list = route.DestinationPrefixListId
  if (list === undefined) {
    const known =
      blocks.get(route) ?? parsePrefixes(route.DestinationCidrBlock ?? route.DestinationIpv6CidrBlock)
    blocks.set(route, known)
    return known
  }
  return inventory.prefixListEntries.under(list)?.flatMap((entry) => parsePrefix(entry.Cidr) ?? [])
}

/** The length of the longest prefix of a route that holds the destination. */
function matchLength(
  route: Route,
  destination: Prefix,
  inventory: Inventory<'prefixListEntries'>,
): number | undefined | 'unknown' {
  const prefixes = prefixesOf(route, inventory)
  if (!prefixes) {
    // The lists of gateway endpoints are AWS's own ranges for one service: none of them holds half of the internet.
    return targetOf(route).kind === 'endpoint' && destination.length <= 1 ? undefined : 'unknown'
  }
  const lengths = prefixes.flatMap((prefix) => (contains(prefix, destination) ? [prefix.length] : []))
  return lengths.length === 0 ? undefined : Math.max(...lengths)
}

/** Written into the table by a virtual private gateway. */
const isPropagated = (route: Route): boolean => same(route.Origin, 'EnableVgwRoutePropagation')

const LOCAL = 0
const PROPAGATED = 3

/** The order of routes to equal prefixes: local, static, by a prefix list, propagated. */
export function rank(route: Route): number {
  if (same(route.GatewayId, 'local')) return LOCAL
  if (isPropagated(route)) return PROPAGATED
  return route.DestinationPrefixListId === undefined ? 1 : 2
}

/**
 * The routes that decide for «everything else»: usually the one to 0.0.0.0/0 (or ::/0), but a pair to its two halves
 * is longer and wins. Empty when there is none.
 */
export function defaultRoutes(
  table: RouteTable,
  family: 4 | 6,
  inventory: Inventory<'prefixListEntries'>,
): Decision {
  const known = defaults[family].get(table) ?? decideDefault(table, family, inventory)
  defaults[family].set(table, known)
  return known
}

/** By table, since many subnets share one; a row belongs to one inventory, so its decision cannot change. */
const defaults = { 4: new WeakMap<RouteTable, Decision>(), 6: new WeakMap<RouteTable, Decision>() } as const

function decideDefault(
  table: RouteTable,
  family: 4 | 6,
  inventory: Inventory<'prefixListEntries'>,
): Decision {
  const routes = new Set<Route>()
  for (const half of halves(family)) {
    const decision = bestRoute(table, half, inventory)
    if ('unknown' in decision) return decision
    if (!decision.route) return wholeDefault(table, family, inventory)
    routes.add(decision.route)
  }
  return { routes: [...routes] }
}

/** Half a default route is none: what counts is whether there is one to everything. */
function wholeDefault(table: RouteTable, family: 4 | 6, inventory: Inventory<'prefixListEntries'>): Decision {
  const decision = bestRoute(table, EVERYWHERE[family], inventory)
  return 'unknown' in decision ? decision : { routes: decision.route ? [decision.route] : [] }
}

/** The table of a subnet and the routes by which it reaches the internet, or why that cannot be said. */
export type Egress =
  | { readonly table: RouteTable; readonly routes: readonly Route[] }
  | { readonly unknown: string }

export function egressOf(
  subnet: Row & { readonly SubnetId?: string | undefined; readonly VpcId?: string | undefined },
  family: 4 | 6,
  inventory: Inventory<'routeTables' | 'prefixListEntries'>,
): Egress {
  const table = effectiveRouteTable(subnet, inventory)
  if (!table) return { unknown: `the route table of ${subnet.id} was not read` }
  const decision = defaultRoutes(table, family, inventory)
  return 'unknown' in decision ? decision : { table, routes: decision.routes }
}

/** Works: neither a blackhole nor filtered. Undefined when AWS did not say. */
export const isActive = (route: Route): boolean | undefined =>
  route.State === undefined ? undefined : same(route.State, 'active')

/**
 * Whether a subnet is public in either family: its active default route leads to an internet gateway. Undefined when
 * its routes are not known.
 * https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html#subnet-types
 */
export function isPublic(
  subnet: Row & { readonly SubnetId?: string | undefined; readonly VpcId?: string | undefined },
  inventory: Inventory<'routeTables' | 'prefixListEntries'>,
  families: readonly (4 | 6)[] = [4, 6],
): boolean | undefined {
  let known = true
  for (const family of families) {
    const egress = egressOf(subnet, family, inventory)
    const toInternet =
      'unknown' in egress ? [] : egress.routes.filter((one) => targetOf(one).kind === 'internet-gateway')
    if (toInternet.some(isActive)) return true
    if ('unknown' in egress || toInternet.some((route) => isActive(route) === undefined)) known = false
  }
  return known ? false : undefined
}
