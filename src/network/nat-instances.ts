import type { Inventory, RowOf } from '../inventory/inventory.ts'
import type { NetworkInterface } from './interfaces.ts'
import { type Route, isPublic, targetOf } from './routing.ts'
import { same } from './same.ts'

export type Instance = RowOf<'instances'>

/** The interface that a route hands packets to: the one it names, or the primary one of the instance it names. */
export function interfaceTargetOf(
  route: Route,
  inventory: Inventory<'networkInterfaces' | 'instances'>,
): NetworkInterface | undefined {
  const target = targetOf(route)
  if (target.kind !== 'network-interface') return undefined
  const named = inventory.networkInterfaces.get(target.id)
  if (named) return named
  const primary = inventory.instances
    .get(target.id)
    ?.NetworkInterfaces?.find((eni) => eni.Attachment?.DeviceIndex === 0)
  return inventory.networkInterfaces.get(primary?.NetworkInterfaceId)
}

/**
 * The instance behind a default route that translates addresses for others: running or stopped, with a public address
 * in a public subnet, and not sold in the marketplace (those are firewalls). Undefined when it is something else, or
 * when too little is known to say.
 */
export function natInstanceBehind(
  route: Route,
  inventory: Inventory<'networkInterfaces' | 'instances' | 'subnets' | 'routeTables' | 'prefixListEntries'>,
): { readonly instance: Instance; readonly eni: NetworkInterface } | undefined {
  const eni = interfaceTargetOf(route, inventory)
  const instance = inventory.instances.get(eni?.Attachment?.InstanceId)
  const subnet = inventory.subnets.get(eni?.SubnetId)
  if (!eni || !instance || !subnet) return undefined
  if (!same(instance.State?.Name, 'running', 'stopped')) return undefined
  if (instance.ProductCodes?.some((code) => same(code.ProductCodeType, 'marketplace'))) return undefined
  if (!eni.Association?.PublicIp || !isPublic(subnet, inventory, [4])) return undefined
  return { instance, eni }
}
