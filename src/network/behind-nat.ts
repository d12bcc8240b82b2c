import type { Inventory, RowOf } from '../inventory/inventory.ts'
import { isWorkload } from './interfaces.ts'
import { natInstanceBehind } from './nat-instances.ts'
import { connectivityOf } from './nat-use.ts'
import { type Route, type RouteTable, egressOf, isActive, isPublic, targetOf } from './routing.ts'
import { same } from './same.ts'

type Endpoint = RowOf<'vpcEndpoints'>

/** Takes the service's own name, so that its traffic no longer meets the NAT gateway. Undefined where it does not say. */
export function isPrivateInterface(endpoint: Endpoint): boolean | undefined {
  const { VpcEndpointType, State, PrivateDnsEnabled, DnsOptions } = endpoint
  if (!same(VpcEndpointType, 'Interface') || (State && !same(State, 'available'))) return false
  if (PrivateDnsEnabled === false || DnsOptions?.PrivateDnsOnlyForInboundResolverEndpoint === true)
    return false
  return State && PrivateDnsEnabled ? true : undefined
}

/** A subnet with workload whose default route leads to a NAT gateway or instance. */
export interface User {
  readonly subnet: RowOf<'subnets'>
  readonly table: RouteTable
  readonly route: Route
}

export interface BehindNat {
  readonly users: User[]
  /** Why it cannot be said of some subnet whether it is a user. */
  unclear?: string
}

type Known = Inventory<
  'subnets' | 'routeTables' | 'natGateways' | 'networkInterfaces' | 'instances' | 'prefixListEntries'
>

/** By VPC, who in it pays a NAT gateway or keeps a NAT instance busy for what is sent to the internet over IPv4. */
export function vpcsBehindNat(inventory: Known): ReadonlyMap<string, BehindNat> {
  const vpcs = new Map<string, BehindNat>()
  for (const subnet of inventory.subnets) {
    if (!subnet.VpcId || !inventory.networkInterfaces.where('SubnetId', subnet.id).some(isWorkload)) continue
    if (isPublic(subnet, inventory)) continue
    const known = vpcs.get(subnet.VpcId) ?? { users: [] }
    vpcs.set(subnet.VpcId, known)

    const egress = egressOf(subnet, 4, inventory)
    if ('unknown' in egress) known.unclear = egress.unknown
    else {
      for (const route of egress.routes) {
        const pays = paysForNat(route, inventory)
        if (pays === true) known.users.push({ subnet, table: egress.table, route })
        else if (pays !== false) known.unclear = pays.unknown
      }
    }
  }
  return vpcs
}

/** Private NAT gateways lead to a central egress, which may be there to inspect this traffic, too. */
function paysForNat(route: Route, inventory: Known): boolean | { readonly unknown: string } {
  const target = targetOf(route)
  const active = isActive(route)
  if (active === false) return false
  if (active === undefined) return { unknown: `the state of a route to ${target.id} is not in the answer` }
  if (target.kind === 'nat-gateway') {
    const gateway = inventory.natGateways.get(target.id)
    if (!gateway?.State)
      return {
        unknown: `${target.id}, where a default route leads, is not among the NAT gateways that were read`,
      }
    if (!connectivityOf(gateway))
      return { unknown: `whether ${target.id} is public (ConnectivityType) is not in the answer` }
    return same(gateway.State, 'available') && !same(connectivityOf(gateway), 'private')
  }
  const instance = natInstanceBehind(route, inventory)
  return instance !== undefined && ('unknown' in instance ? instance : true)
}
