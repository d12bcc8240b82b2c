import type { Inventory } from '../inventory/inventory.ts'
import { type NetworkInterface, isWorkload } from './interfaces.ts'

/** What runs in a subnet and needs the network. */
export const workloadsIn = (
  subnet: { readonly id: string },
  inventory: Inventory<'networkInterfaces'>,
): readonly NetworkInterface[] => inventory.networkInterfaces.where('SubnetId', subnet.id).filter(isWorkload)
