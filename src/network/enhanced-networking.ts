import type { RowOf } from '../inventory/inventory.ts'
import { same } from './same.ts'

type InstanceType = RowOf<'instanceTypes'>

/** Families that use the Intel 82599 Virtual Function; no API tells, and Amazon builds none any more. */
const VF_FAMILIES = ['c3', 'c4', 'd2', 'i2', 'm4', 'r3']

/** What the 82599 Virtual Function carries at most. */
export const VF_CEILING_GBPS = 10

export const familyOf = (instanceType: string): string => instanceType.split('.')[0] ?? ''

/**
 * By what a type does enhanced networking: the Intel 82599 Virtual Function (`vf`), ENA that may be off (`ena`), ENA
 * without which it does not start (`ena-always`), or nothing. Undefined where EC2's description of it was not read.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/enhanced-networking.html
 */
export function mechanismOf(
  instanceType: string,
  described: InstanceType | undefined,
): 'vf' | 'ena' | 'ena-always' | 'none' | undefined {
  if (VF_FAMILIES.includes(familyOf(instanceType)) && instanceType !== 'm4.16xlarge') return 'vf'
  const support = described?.NetworkInfo?.EnaSupport
  if (same(support, 'required')) return 'ena-always'
  if (same(support, 'supported')) return 'ena'
  return same(support, 'unsupported') ? 'none' : undefined
}
