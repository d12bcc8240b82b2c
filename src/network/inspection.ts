import type { Inventory, RowOf } from '../inventory/inventory.ts'
import { natInstanceBehind } from './nat-instances.ts'
import { type Prefix, contains, parsePrefix } from './prefix.ts'
import { isLocal } from './routed-parts.ts'
import { type Route, effectiveRouteTable, isActive, prefixesOf, targetOf } from './routing.ts'
import { same } from './same.ts'

type Subnet = RowOf<'subnets'>
type Known = Inventory<
  'routeTables' | 'prefixListEntries' | 'vpcEndpoints' | 'networkInterfaces' | 'instances' | 'subnets'
>

/** The firewalls that a subnet's table puts into the way of what passes through the VPC. */
export interface Inspection {
  /** By the endpoint or the interface that the routes name. */
  readonly routes: ReadonlyMap<string, Route>
  /** Why there may be more of them. */
  readonly unknown?: string
}

/**
 * Routes to Gateway Load Balancer endpoints (those of Network Firewall are such) to anywhere outside the VPC, and
 * routes of everything, or of all of a private range, to an interface. A NAT instance is none: what it sent comes back
 * to its own address, and so through it.
 * https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-appliance-scenario.html
 */
export function inspectionOf(subnet: Subnet, inventory: Known): Inspection {
  const table = effectiveRouteTable(subnet, inventory)
  if (!table?.Routes) return { routes: new Map(), unknown: `the routes of ${subnet.id} were not read` }
  const routes = new Map<string, Route>()
  let unknown: string | undefined
  for (const route of table.Routes) {
    const { kind, id } = targetOf(route)
    if ((kind !== 'endpoint' && kind !== 'network-interface') || isActive(route) === false) continue
    const prefixes = prefixesOf(route, inventory)
    if (prefixes?.every((prefix) => isLocal(table, prefix, inventory))) continue
    const inspects =
      kind === 'endpoint' ? isFirewallEndpoint(id, inventory) : isAppliance(route, prefixes, inventory)
    if (inspects === true && isActive(route) === true && prefixes) routes.set(id, route)
    else if (inspects !== false)
      unknown ??= `whether ${id}, where ${table.id} leads, is a firewall is not known`
  }
  return unknown === undefined ? { routes } : { routes, unknown }
}

function isFirewallEndpoint(id: string, { vpcEndpoints }: Known): boolean | undefined {
  const type = vpcEndpoints.get(id)?.VpcEndpointType
  return type === undefined ? undefined : same(type, 'GatewayLoadBalancer')
}

const PRIVATE_RANGES = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].flatMap(
  (text) => parsePrefix(text) ?? [],
)

function isAppliance(
  route: Route,
  prefixes: readonly Prefix[] | undefined,
  inventory: Known,
): boolean | undefined {
  if (!prefixes) return undefined
  // To a few networks it leads by a router or a software VPN, which need not keep state.
  const isWide = prefixes.some((prefix) => PRIVATE_RANGES.some((range) => contains(prefix, range)))
  if (!isWide && !prefixes.some(({ length }) => length === 0)) return false
  const nat = natInstanceBehind(route, inventory)
  return nat && 'unknown' in nat ? undefined : nat === undefined
}
