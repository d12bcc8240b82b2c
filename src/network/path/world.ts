import type { Inventory, KindName, RowOf } from '../../inventory/inventory.ts'
import type { Place } from '../../snapshot/fact.ts'
import { type Prefix, contains, parsePrefix } from '../prefix.ts'
import { addressesOf } from '../interfaces.ts'
import { subnetBlocks } from '../blocks.ts'
import { hostPrefix } from './packet.ts'

/** Every kind that can carry or stop a packet. */
export const PATH_KINDS = [
  'carrierGateways',
  'instances',
  'internetGateways',
  'directConnectGatewayAssociations',
  'egressOnlyInternetGateways',
  'firewallStatuses',
  'listenerRules',
  'listeners',
  'loadBalancerAttributes',
  'loadBalancers',
  'natGateways',
  'networkAcls',
  'networkInterfaces',
  'prefixListEntries',
  'routeTables',
  'securityGroups',
  'subnets',
  'targetGroupAttributes',
  'targetGroups',
  'targetHealth',
  'transitGatewayAttachments',
  'transitGatewayPeeringAttachments',
  'transitGatewayRouteTables',
  'transitGatewayRoutes',
  'transitGatewayVpcAttachments',
  'transitGateways',
  'virtualInterfaces',
  'vpcBlockPublicAccessOptions',
  'vpcEndpoints',
  'vpcPeeringConnections',
  'vpcs',
  'vpnConnections',
  'vpnGateways',
] as const satisfies readonly KindName[]

export type World = Inventory<(typeof PATH_KINDS)[number]>

export type Subnet = RowOf<'subnets'>
export type Eni = RowOf<'networkInterfaces'>

/** The subnet of a VPC that holds an address. */
export const subnetOf = (
  vpc: string | undefined,
  family: 4 | 6,
  address: bigint,
  world: World,
): Subnet | undefined =>
  world.subnets
    .where('VpcId', vpc)
    .find((subnet) => subnetBlocks(subnet).some((block) => contains(block, hostPrefix(family, address))))

/** `vpc-1/10.0.0.5`, for each address of an interface: a key to find it by. Two VPCs may use one address. */
const addressKeys = (eni: Eni): readonly string[] =>
  addressesOf(eni).flatMap((text) => {
    const host = parsePrefix(text)
    return host ? [addressKey(eni.VpcId, host.first)] : []
  })

const addressKey = (vpc: string | undefined, address: bigint): string => `${vpc}/${address}`

const delegated = (eni: Eni): readonly Prefix[] =>
  [
    ...(eni.Ipv4Prefixes ?? []).map((one) => one.Ipv4Prefix),
    ...(eni.Ipv6Prefixes ?? []).map((one) => one.Ipv6Prefix),
  ].flatMap((text) => parsePrefix(text) ?? [])

const subnetOfPrefixes = (eni: Eni): string | undefined =>
  delegated(eni).length > 0 ? eni.SubnetId : undefined

/** The interface that has an address, or a delegated prefix with it, in a VPC. */
export function eniAt(subnet: Subnet, family: 4 | 6, address: bigint, world: World): Eni | undefined {
  const [own] = world.networkInterfaces.where(addressKeys, addressKey(subnet.VpcId, address))
  if (own) return own
  const host = hostPrefix(family, address)
  return world.networkInterfaces
    .where(subnetOfPrefixes, subnet.id)
    .find((eni) => delegated(eni).some((prefix) => contains(prefix, host)))
}

/** Each private address of an interface with the public one that an internet gateway gives it. */
export const publicPairs = (eni: Eni): readonly { readonly inside: bigint; readonly outside: bigint }[] => {
  const given = eni.PrivateIpAddresses?.length
    ? eni.PrivateIpAddresses
    : [{ PrivateIpAddress: eni.PrivateIpAddress, Association: eni.Association }]
  return given.flatMap(({ PrivateIpAddress, Association }, index) => {
    const inside = parsePrefix(PrivateIpAddress)
    const outside = parsePrefix(
      Association?.PublicIp ?? (index === 0 ? eni.Association?.PublicIp : undefined),
    )
    return inside && outside ? [{ inside: inside.first, outside: outside.first }] : []
  })
}

const publicKeys = (eni: Eni): readonly string[] => publicPairs(eni).map(({ outside }) => String(outside))

const ipv6Keys = (eni: Eni): readonly string[] =>
  (eni.Ipv6Addresses ?? []).flatMap((one) => {
    const host = parsePrefix(one.Ipv6Address)
    return host ? [String(host.first)] : []
  })

/** The interface that answers at an address of the internet. */
export const eniOfPublic = (family: 4 | 6, address: bigint, world: World): Eni | undefined =>
  world.networkInterfaces.where(family === 4 ? publicKeys : ipv6Keys, String(address))[0]

type Located = Place & { readonly owner?: string | undefined }

/** Where a resource lives: a shared one is listed in other accounts, too, and its owner's tell of what belongs to it. */
const homeOf = ({ account, region, owner }: Located): Place => ({ account: owner ?? account, region })

/** Whether a kind was read where a resource lives; only then does absence mean anything. */
export const wasRead = (kind: (typeof PATH_KINDS)[number], place: Located, world: World): boolean =>
  world[kind].readIn(homeOf(place))

/** Whether an account and region were looked at, even if this or that could not be read there. */
export const isAudited = (place: Located, { vpcs }: World): boolean =>
  vpcs.readIn(homeOf(place)) || vpcs.unreadIn(homeOf(place)) !== undefined
