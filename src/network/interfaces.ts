import type { Inventory, RowOf } from '../inventory/inventory.ts'
import { type Prefix, contains, parsePrefix } from './prefix.ts'
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
const isInfrastructure = (eni: NetworkInterface): boolean =>
  same(eni.InterfaceType, ...INFRASTRUCTURE_TYPES) || INFRASTRUCTURE_DESCRIPTIONS.test(eni.Description ?? '')

/** In use by something that needs the network: instances, load balancers, functions, databases, containers. */
export function isWorkload(eni: NetworkInterface): boolean {
  const known = workloads.get(eni)
  if (known !== undefined) return known
  const found = eni.InterfaceType !== undefined && same(eni.Status, 'in-use') && !isInfrastructure(eni)
  workloads.set(eni, found)
  return found
}

/** Nearly every rule asks this of every interface of the account. */
const workloads = new WeakMap<NetworkInterface, boolean>()

export const isNatGatewayInterface = (eni: NetworkInterface): boolean =>
  same(eni.InterfaceType, 'nat_gateway', 'natGateway', 'regional_nat_gateway')

/** Application and Classic Load Balancers use plain interfaces, which only their description tells apart. */
export const isLoadBalancerInterface = (eni: NetworkInterface): boolean =>
  same(eni.InterfaceType, 'load_balancer', 'network_load_balancer', 'gateway_load_balancer') ||
  eni.Description?.startsWith('ELB ') === true

export const isLambdaInterface = (eni: NetworkInterface): boolean =>
  same(eni.InterfaceType, 'lambda') || eni.Description?.startsWith('AWS Lambda VPC ENI') === true

/**
 * Whether a service of AWS made an interface for itself. What is attached to an instance is its owner's, even where the
 * answer does not say so; undefined otherwise.
 */
export const isServiceManaged = (eni: NetworkInterface): boolean | undefined =>
  eni.RequesterManaged ?? (eni.Attachment?.InstanceId ? false : undefined)

/** The ids of the security groups that an interface wears: a key to look interfaces up by. */
export const groupIdsOf = (eni: NetworkInterface): readonly string[] =>
  (eni.Groups ?? []).flatMap((group) => group.GroupId ?? [])

/** Whether some interface does not say what it wears, so that the members of a group are not all known. */
export const hideGroups = (inventory: Inventory<'networkInterfaces'>): boolean =>
  inventory.networkInterfaces.where(saysItsGroups, 'no').length > 0

const saysItsGroups = (eni: NetworkInterface): string => (eni.Groups ? 'yes' : 'no')

/** Its addresses, as a key to look interfaces up by: other VPCs may have the same ones. */
export const addressesOf = (eni: NetworkInterface): readonly string[] =>
  [
    eni.PrivateIpAddress,
    ...(eni.PrivateIpAddresses ?? []).map((one) => one.PrivateIpAddress),
    ...(eni.Ipv6Addresses ?? []).map((one) => one.Ipv6Address),
  ].flatMap((address) => address ?? [])

/** The instance that an interface is attached to: a key to look interfaces up by. */
export const instanceIdOf = (eni: NetworkInterface): string | undefined => eni.Attachment?.InstanceId

/** The addresses that are an interface's own, delegated prefixes included. */
const ownPrefixes = (eni: NetworkInterface): readonly Prefix[] =>
  [
    ...addressesOf(eni),
    ...(eni.Ipv4Prefixes ?? []).map((one) => one.Ipv4Prefix),
    ...(eni.Ipv6Prefixes ?? []).map((one) => one.Ipv6Prefix),
  ].flatMap((text) => parsePrefix(text) ?? [])

/** Whether all of a destination is the interface's own: packets to it are for the interface, not to be passed on. */
export const ownsAllOf = (eni: NetworkInterface, destination: Prefix): boolean =>
  ownPrefixes(eni).some((own) => contains(own, destination))

/** The public IPv4 addresses that an internet gateway translates to this interface. */
export const publicIpsOf = (eni: NetworkInterface): readonly string[] => [
  ...new Set(
    [eni.Association, ...(eni.PrivateIpAddresses ?? []).map((one) => one.Association)].flatMap(
      (association) => association?.PublicIp ?? [],
    ),
  ),
]

/** Its IPv6 addresses and delegated prefixes, all of which the internet can route to, but for unique local ones. */
export const globalIpv6Of = (eni: NetworkInterface): readonly string[] =>
  [
    ...(eni.Ipv6Addresses ?? []).map((one) => one.Ipv6Address),
    ...(eni.Ipv6Prefixes ?? []).map((one) => one.Ipv6Prefix),
  ].flatMap((address) => (address && !/^f[cd]/i.test(address) ? [address] : []))

/** All addresses by which the internet knows it: a key to look interfaces up by. */
export const publicAddressesOf = (eni: NetworkInterface): readonly string[] => [
  ...publicIpsOf(eni),
  ...globalIpv6Of(eni),
]
