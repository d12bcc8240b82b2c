import type { Inventory } from '../inventory/inventory.ts'
import { ec2Identity } from '../inventory/kind.ts'
import type { Place } from '../snapshot/fact.ts'

/** What a judgement on a VPC is about: its row or, where VPCs were not read, what its id alone tells. */
export interface VpcIdentity extends Place {
  readonly type: string
  readonly id: string
  readonly arn?: string | undefined
  readonly name?: string | undefined
}

export function vpcOf(id: string, inventory: Inventory<'vpcs'>): VpcIdentity {
  const row = inventory.vpcs.get(id)
  if (row) return row
  const identity = ec2Identity('VPC', 'vpc', id, inventory.here)
  return { type: 'AWS::EC2::VPC', id, ...identity, ...inventory.here }
}
