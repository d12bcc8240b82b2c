import type { Inventory, RowOf } from '../inventory/inventory.ts'
import { isWorkload } from './interfaces.ts'
import { type RouteTable, effectiveRouteTable, isActive, targetOf } from './routing.ts'
import { isInUse } from './table-use.ts'

type Known = Inventory<'routeTables' | 'subnets' | 'networkInterfaces'>

/**
 * Whether a table sends anything to a virtual private gateway: what the gateway learns is written into it, or somebody
 * wrote a route. Undefined where the answer does not say.
 * https://docs.aws.amazon.com/vpn/latest/s2svpn/SetUpVPNConnections.html
 */
export function leadsTo(gateway: string, table: RouteTable): boolean | undefined {
  const routes = (table.Routes ?? []).filter((route) => route.GatewayId === gateway)
  if (table.PropagatingVgws?.some((one) => one.GatewayId === gateway)) return true
  if (routes.some((route) => isActive(route) === true)) return true
  const isVague =
    !table.PropagatingVgws ||
    table.PropagatingVgws.some((one) => !one.GatewayId) ||
    routes.some((route) => isActive(route) === undefined) ||
    table.Routes?.some((route) => targetOf(route).kind === 'other')
  return isVague ? undefined : false
}

/** The tables by which the subnets and gateways of a VPC route. */
export const tablesOf = (vpc: string | undefined, inventory: Known): readonly RouteTable[] =>
  inventory.routeTables.where('VpcId', vpc).filter((table) => isInUse(table, inventory))

/**
 * Subnets in which something runs and whose packets can get to no gateway of premises: no appliance, endpoint or
 * transit gateway takes them there either. Undefined where a table was not read, or not all of it.
 */
export function cutOffSubnets(
  vpc: string | undefined,
  gateway: string,
  inventory: Known,
): readonly { readonly subnet: RowOf<'subnets'>; readonly table: RouteTable }[] | undefined {
  const busy = new Set(
    inventory.networkInterfaces
      .where('VpcId', vpc)
      .filter(isWorkload)
      .map((eni) => eni.SubnetId),
  )
  const found = [...busy].map((id) => {
    const subnet = inventory.subnets.get(id)
    return { subnet, table: subnet && effectiveRouteTable(subnet, inventory) }
  })
  const read = found.flatMap(({ subnet, table }) => (subnet && table ? [{ subnet, table }] : []))
  const answers = new Map(read.map(({ table }) => [table, leadsTo(gateway, table)]))
  if (read.length < found.length || [...answers.values()].includes(undefined)) return undefined
  return read.filter(({ table }) => answers.get(table) === false && !leadsElsewhere(table))
}

const TO_PREMISES = [
  'network-interface',
  'transit-gateway',
  'core-network',
  'virtual-private-gateway',
  'other',
]

/** A gateway endpoint is a route to a service of AWS's and nothing else. */
const leadsElsewhere = (table: RouteTable): boolean =>
  (table.Routes ?? []).some((route) => {
    const { kind } = targetOf(route)
    return TO_PREMISES.includes(kind) || (kind === 'endpoint' && !route.DestinationPrefixListId)
  })
