import type { RowOf } from '../inventory/inventory.ts'
import { same } from './same.ts'

export type NetworkInterface = RowOf<'networkInterfaces'>

/** Types of interfaces that carry traffic of others. Both spellings of the NAT gateway's occur. */
const INFRASTRUCTURE_TYPES = [
  'nat_gateway',
  'natGateway',
  'regional_nat_gateway',
  'transit_gateway',
  'vpc_endpoint',
  'gateway_load_balancer_endpoint',
  'ec2_instance_connect_endpoint',
]

/** Services that use plain interfaces and are known only by how they describe them. */
const INFRASTRUCTURE_DESCRIPTIONS = /^(ClientVPN Endpoint|Route 53 Resolver|.*Route Server [Ee]ndpoint)/

/**
 * Whether an interface belongs to the network itself (NAT and transit gateways, endpoints, Client VPN, Route Server,
 * Resolver) and not to something that uses it.
 */
export const isInfrastructure = (eni: NetworkInterface): boolean =>
  same(eni.InterfaceType, ...INFRASTRUCTURE_TYPES) || INFRASTRUCTURE_DESCRIPTIONS.test(eni.Description ?? '')

/** In use by something that needs the network: instances, load balancers, functions, databases, containers. */
export const isWorkload = (eni: NetworkInterface): boolean =>
  eni.InterfaceType !== undefined && same(eni.Status, 'in-use') && !isInfrastructure(eni)
