import type { Inventory } from '../inventory/inventory.ts'
import { interfaceTargetOf } from './nat-instances.ts'
import { tableBehind } from './nat-use.ts'
import {
  type Route,
  type RouteTable,
  type Target,
  defaultRoutes,
  effectiveRouteTable,
  isActive,
  targetOf,
} from './routing.ts'

type World = Inventory<
  'routeTables' | 'prefixListEntries' | 'vpcEndpoints' | 'networkInterfaces' | 'instances' | 'natGateways'
>

/** Where the default route of a table leaves the VPC, and through which devices in it. */
export interface Exit {
  readonly table: RouteTable
  readonly route: Route
  readonly target: Target
  readonly via: readonly Target[]
}

/** Packets end here: there is no default route, it is dead, or it leads back to a device that sent them. */
export interface Lost {
  readonly table: RouteTable
  readonly lost: 'nothing' | 'dead' | 'loop'
  readonly route?: Route
}

export type WayOut = Exit | Lost | { readonly unknown: string }

/**
 * Follows the IPv4 default route of a table through firewall endpoints, appliances and NAT gateways, each of which sends
 * on by the table of its own subnet, to the gateway where packets leave the VPC.
 * https://docs.aws.amazon.com/vpc/latest/userguide/route-table-options.html
 */
export function wayOut(table: RouteTable, inventory: World, via: readonly Target[] = []): WayOut {
  const decision = defaultRoutes(table, 4, inventory)
  if ('unknown' in decision) return decision
  const ways = decision.routes.map((route) => follow(table, route, inventory, via))
  return (
    ways.find((way) => 'lost' in way) ??
    ways.find((way) => 'unknown' in way) ??
    ways[0] ?? { table, lost: 'nothing' }
  )
}

function follow(table: RouteTable, route: Route, inventory: World, via: readonly Target[]): WayOut {
  const target = targetOf(route)
  const active = isActive(route)
  if (active === undefined)
    return { unknown: `the state of a route of ${table.id} to ${target.id} is not in the answer` }
  if (!active) return { table, route, lost: 'dead' }
  if (via.some((one) => one.id === target.id)) return { table, route, lost: 'loop' }
  if (!['endpoint', 'network-interface', 'nat-gateway'].includes(target.kind)) {
    return { table, route, target, via }
  }
  const next = tableOf(route, target, inventory)
  if (!next) return { unknown: `${target.id}, or the route table behind it, was not read` }
  const way = wayOut(next, inventory, [...via, target])
  // An appliance may send on by another of its interfaces, which is its own affair.
  return 'lost' in way && target.kind === 'network-interface'
    ? { unknown: `where the appliance at ${target.id} sends packets on is its own affair` }
    : way
}

/** The table by which a device in the VPC sends on. */
function tableOf(route: Route, target: Target, inventory: World): RouteTable | undefined {
  if (target.kind === 'nat-gateway') {
    const gateway = inventory.natGateways.get(target.id)
    return gateway && tableBehind(gateway, inventory)
  }
  if (target.kind === 'network-interface') {
    const eni = interfaceTargetOf(route, inventory)
    return eni && effectiveRouteTable(eni, inventory)
  }
  const endpoint = inventory.vpcEndpoints.get(target.id)
  const [SubnetId] = endpoint?.SubnetIds ?? []
  return SubnetId === undefined
    ? undefined
    : effectiveRouteTable({ SubnetId, VpcId: endpoint?.VpcId }, inventory)
}
