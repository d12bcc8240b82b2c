import type { Inventory } from '../inventory/inventory.ts'
import { type NetworkInterface, isWorkload } from './interfaces.ts'

export interface SubnetUse {
  readonly workloads: readonly NetworkInterface[]
  /** An interface does not say what it is, so that there may be one more workload. */
  readonly uncertain: boolean
}

/** What runs in a subnet and needs the network. */
export function useOf(subnet: { readonly id: string }, inventory: Inventory<'networkInterfaces'>): SubnetUse {
  const all = inventory.networkInterfaces.where('SubnetId', subnet.id)
  return {
    workloads: all.filter(isWorkload),
    uncertain: all.some((eni) => eni.InterfaceType === undefined || eni.Status === undefined),
  }
}
