import type { Inventory, Row } from '../inventory/inventory.ts'
import { ec2Identity } from '../inventory/kind.ts'

/** What a judgement on a VPC is about: its row or, where VPCs were not read, what its id alone tells. */
export function vpcOf(
  id: string,
  inventory: Inventory<'vpcs'>,
): Pick<Row, 'account' | 'region' | 'type' | 'id' | 'arn' | 'name'> {
  const row = inventory.vpcs.get(id)
  if (row) return row
  return { type: 'AWS::EC2::VPC', id, ...ec2Identity('VPC', 'vpc', id, inventory.here), ...inventory.here }
}
