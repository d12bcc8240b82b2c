import type { Inventory, Row, RowOf } from '../inventory/inventory.ts'
import { ec2Identity } from '../inventory/kind.ts'
import { type Prefix, parsePrefix } from './prefix.ts'
import { same } from './same.ts'

/** What a judgement on a VPC is about: its row or, where VPCs were not read, what its id alone tells. */
export function vpcOf(
  id: string,
  inventory: Inventory<'vpcs'>,
): Pick<Row, 'account' | 'region' | 'type' | 'id' | 'arn' | 'name'> {
  const row = inventory.vpcs.get(id)
  if (row) return row
  return { type: 'AWS::EC2::VPC', id, ...ec2Identity('VPC', 'vpc', id, inventory.here), ...inventory.here }
}

/** The blocks that a VPC has now; those that are being taken away do not count. */
export const blocksOfVpc = (vpc: RowOf<'vpcs'>): readonly Prefix[] =>
  [
    ...(vpc.CidrBlockAssociationSet ?? [{ CidrBlock: vpc.CidrBlock, CidrBlockState: undefined }])
      .filter((one) => !one.CidrBlockState || same(one.CidrBlockState.State, 'associated'))
      .map((one) => one.CidrBlock),
    ...(vpc.Ipv6CidrBlockAssociationSet ?? [])
      .filter((one) => !one.Ipv6CidrBlockState || same(one.Ipv6CidrBlockState.State, 'associated'))
      .map((one) => one.Ipv6CidrBlock),
  ].flatMap((text) => parsePrefix(text) ?? [])
