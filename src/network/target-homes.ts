import type { Inventory, RowOf } from '../inventory/inventory.ts'
import { addressesOf } from './interfaces.ts'
import { peersOf, sidesOf } from './peering.ts'
import { type Prefix, contains, parsePrefix } from './prefix.ts'
import { same } from './same.ts'

type TargetGroup = RowOf<'targetGroups'>
type NetworkInterface = RowOf<'networkInterfaces'>
type Looks = Inventory<'vpcs' | 'vpcPeeringConnections' | 'networkInterfaces'>

/** Where the address of a target lies, as its target group's VPC sees it. */
export type Home =
  | { readonly kind: 'inside'; readonly eni: NetworkInterface | undefined }
  | { readonly kind: 'peered'; readonly vpc: string; readonly eni: NetworkInterface | undefined }
  | { readonly kind: 'outside' }
  | { readonly kind: 'unknown'; readonly why: string }

/**
 * In the VPC itself, in one that is peered with it in the same region, or outside of both, where only a transit gateway,
 * a VPN or Direct Connect leads.
 */
export function homeOf(address: string, group: TargetGroup, inventory: Looks): Home {
  const prefix = parsePrefix(address)
  const vpc = inventory.vpcs.get(group.VpcId)
  const blocks = vpc && blocksOf(vpc)
  if (prefix && vpc && blocks?.known.some((block) => contains(block, prefix)))
    return living('inside', vpc.id, address, group, inventory)
  if (!prefix || !vpc || !blocks?.complete)
    return { kind: 'unknown', why: `where ${address} lies was not read` }

  const owner = { account: vpc.owner ?? vpc.account, region: vpc.region }
  const peerings = inventory.vpcPeeringConnections
  if (!peerings.readIn(owner)) return { kind: 'unknown', why: `the peerings of ${vpc.id} were not read` }
  for (const connection of peerings.where(peersOf, vpc.id)) {
    const code = connection.Status?.Code
    if (code !== undefined && !same(code, 'active')) continue
    const sides = sidesOf(connection)
    if (code === undefined || !sides)
      return { kind: 'unknown', why: `what ${connection.id} connects is not in the answer` }
    const peer = sides.find((side) => side.vpc !== vpc.id)
    if (peer?.region === vpc.region && peer.blocks.some((block) => contains(block, prefix)))
      return living('peered', peer.vpc, address, group, inventory)
  }
  return { kind: 'outside' }
}

function living(
  kind: 'inside' | 'peered',
  vpc: string,
  address: string,
  group: TargetGroup,
  inventory: Looks,
): Home {
  const home = inventory.vpcs.get(vpc)
  const place = home ? { account: home.owner ?? home.account, region: home.region } : group
  const eni = inventory.networkInterfaces.where(addressesOf, address).find((one) => one.VpcId === vpc)
  if (!eni && !inventory.networkInterfaces.readIn(place))
    return { kind: 'unknown', why: `what has the address ${address} was not read` }
  return kind === 'inside' ? { kind, eni } : { kind, vpc, eni }
}

/** The blocks of a VPC, and whether all of them are in the answer. */
function blocksOf(vpc: RowOf<'vpcs'>): { readonly known: readonly Prefix[]; readonly complete: boolean } {
  const texts = [
    ...(vpc.CidrBlockAssociationSet ?? [undefined]).map((one) => one?.CidrBlock),
    ...(vpc.Ipv6CidrBlockAssociationSet ?? []).map((one) => one.Ipv6CidrBlock),
  ]
  const known = [vpc.CidrBlock, ...texts].flatMap((text) => parsePrefix(text) ?? [])
  return { known, complete: texts.every((text) => parsePrefix(text) !== undefined) }
}
