import type { RowOf } from '../inventory/inventory.ts'
import { type Prefix, parsePrefix } from './prefix.ts'
import { same } from './same.ts'

type Vpc = RowOf<'vpcs'>
type Subnet = RowOf<'subnets'>

/** A block that is being taken away carries nothing; one of which the answer gives no state is taken for there. */
const isAssociated = (state: { readonly State?: string | undefined } | undefined): boolean =>
  state?.State === undefined || same(state.State, 'associated')

const ipv6BlocksOf = (row: Vpc | Subnet): readonly (string | undefined)[] =>
  (row.Ipv6CidrBlockAssociationSet ?? [])
    .filter((one) => isAssociated(one.Ipv6CidrBlockState))
    .map((one) => one.Ipv6CidrBlock)

/** Rows are looked at again and again: their blocks are parsed once. */
const known = new WeakMap<Vpc | Subnet, readonly Prefix[]>()

function parsed<R extends Vpc | Subnet>(
  row: R,
  texts: (row: R) => readonly (string | undefined)[],
): readonly Prefix[] {
  const blocks = known.get(row) ?? texts(row).flatMap((text) => parsePrefix(text) ?? [])
  known.set(row, blocks)
  return blocks
}

/** The blocks that a VPC has, of both families; without the list of them, its first. */
export const vpcBlocks = (vpc: Vpc): readonly Prefix[] =>
  parsed(vpc, ({ CidrBlock, CidrBlockAssociationSet: all }) => [
    ...(all?.length
      ? all.filter((one) => isAssociated(one.CidrBlockState)).map((one) => one.CidrBlock)
      : [CidrBlock]),
    ...ipv6BlocksOf(vpc),
  ])

/** The blocks of a subnet, of both families: what stays within them meets no network ACL and no route. */
export const subnetBlocks = (subnet: Subnet): readonly Prefix[] =>
  parsed(subnet, ({ CidrBlock }) => [CidrBlock, ...ipv6BlocksOf(subnet)])
