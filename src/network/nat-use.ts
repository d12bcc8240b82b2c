/** NAT gateways, the routes that lead to them, and the table by which they send on. */
import type { Inventory, RowOf } from '../inventory/inventory.ts'
import {
  type Route,
  type RouteTable,
  associatedGateways,
  effectiveRouteTable,
  prefixesOf,
} from './routing.ts'

export type NatGateway = RowOf<'natGateways'>

export interface NatRoute {
  readonly table: RouteTable
  readonly route: Route
}

/** The NAT gateways that a table leads to: a key to find the tables of a gateway by. */
const natGatewaysOf = (table: RouteTable): readonly string[] =>
  (table.Routes ?? []).flatMap((route) => route.NatGatewayId ?? [])

/** Every route to a gateway, dead ones too, and also in tables that nothing uses. */
export const routesToNat = (gateway: NatGateway, inventory: Inventory<'routeTables'>): readonly NatRoute[] =>
  inventory.routeTables
    .where(natGatewaysOf, gateway.id)
    .flatMap((table) =>
      (table.Routes ?? []).flatMap((route) => (route.NatGatewayId === gateway.id ? [{ table, route }] : [])),
    )

/**
 * The table that takes what a gateway sends on: that of its subnet or, for a regional one, its own. Undefined when it
 * was not read.
 * https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html
 */
export const tableBehind = (
  gateway: NatGateway,
  inventory: Inventory<'routeTables'>,
): RouteTable | undefined =>
  gateway.SubnetId
    ? effectiveRouteTable(gateway, inventory)
    : (inventory.routeTables.get(gateway.RouteTableId) ??
      inventory.routeTables.where(associatedGateways, gateway.id)[0])

/** The prefix behind which NAT64 hides all of IPv4. */
const NAT64 = '64:ff9b::/96'

/** Whether a route hands over what is meant for the internet: all of IPv4, or half of it, by itself or by a prefix list. */
export const isForInternet = (route: Route, inventory: Inventory<'prefixListEntries'>): boolean =>
  route.DestinationIpv6CidrBlock === NAT64 ||
  (prefixesOf(route, inventory) ?? []).some((prefix) => prefix.family === 4 && prefix.length <= 1)

/** Whether a gateway is `public` or `private`: one that has a public address is public, even if the answer does not say. */
export const connectivityOf = (gateway: RowOf<'natGateways'>): string | undefined =>
  gateway.ConnectivityType ??
  (gateway.NatGatewayAddresses?.some((one) => one.PublicIp) ? 'public' : undefined)
