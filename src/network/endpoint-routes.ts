import type { Inventory } from '../inventory/inventory.ts'
import type { Route, RouteTable } from './routing.ts'

export interface RouteOfTable {
  readonly table: RouteTable
  readonly route: Route
}

/** The endpoints that the routes of a table lead to: a key to find tables by. */
const endpointsOf = (table: RouteTable): readonly string[] =>
  (table.Routes ?? []).flatMap((route) => (route.GatewayId?.startsWith('vpce-') ? [route.GatewayId] : []))

/** The routes that lead to an endpoint, of every table that was read, those of gateways included. */
export const routesToEndpoint = (
  endpoint: string | undefined,
  inventory: Inventory<'routeTables'>,
): readonly RouteOfTable[] =>
  inventory.routeTables
    .where(endpointsOf, endpoint)
    .flatMap((table) =>
      (table.Routes ?? []).flatMap((route) => (route.GatewayId === endpoint ? [{ table, route }] : [])),
    )
