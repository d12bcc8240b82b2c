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

export interface NatInstance {
  readonly instance: Instance
  readonly eni: NetworkInterface
}

/**
 * The instance behind a default route that translates addresses for others: running or stopped, with a public address
 * in a public subnet, and not sold in the marketplace (those are firewalls). Undefined when it is something else;
 * `unknown` when something that decides was not read.
 * https://docs.aws.amazon.com/vpc/latest/userguide/VPC_NAT_Instance.html
 */
export function natInstanceBehind(
  route: Route,
  inventory: Inventory<'networkInterfaces' | 'instances' | 'subnets' | 'routeTables' | 'prefixListEntries'>,
): NatInstance | { readonly unknown: string } | undefined {
  const target = targetOf(route)
  if (target.kind !== 'network-interface') return undefined
  const eni = interfaceTargetOf(route, inventory)
  if (!eni)
    return {
      unknown: `${target.id}, where the default route leads, is not among the interfaces that were read`,
    }
  if (!eni.Association?.PublicIp || !eni.Attachment?.InstanceId) return undefined

  const instance = inventory.instances.get(eni.Attachment.InstanceId)
  const subnet = inventory.subnets.get(eni.SubnetId)
  if (!instance)
    return {
      unknown: `${eni.Attachment.InstanceId}, behind ${eni.id}, is not among the instances that were read`,
    }
  if (!subnet)
    return { unknown: `${eni.SubnetId}, the subnet of ${eni.id}, is not among the subnets that were read` }
  if (!instance.State?.Name)
    return { unknown: `the state of ${instance.id}, behind ${eni.id}, is not in the answer` }
  if (!same(instance.State.Name, 'running', 'stopped')) return undefined
  if (instance.ProductCodes?.some((code) => same(code.ProductCodeType, 'marketplace'))) return undefined

  const atTheEdge = isPublic(subnet, inventory, [4])
  if (atTheEdge === undefined)
    return { unknown: `the routes of ${subnet.id}, where ${instance.id} sits, were not read` }
  return atTheEdge ? { instance, eni } : undefined
}
