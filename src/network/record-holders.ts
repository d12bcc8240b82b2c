import type { RowOf } from '../inventory/inventory.ts'
import { isLoadBalancerInterface } from './interfaces.ts'
import { same } from './same.ts'

type Interface = RowOf<'networkInterfaces'>

/** The addresses of an interface by which records may name it: its own and those that are translated to it. */
export const namedAddresses = (eni: Interface): readonly string[] => [
  ...privateAddresses(eni),
  ...publicAddresses(eni).map(([address]) => address),
  ...(eni.Ipv6Addresses ?? []).flatMap((one) => one.Ipv6Address ?? []),
]

const privateAddresses = (eni: Interface): readonly string[] =>
  [eni.PrivateIpAddress, ...(eni.PrivateIpAddresses ?? []).map((one) => one.PrivateIpAddress)].flatMap(
    (address) => address ?? [],
  )

type Association = NonNullable<Interface['Association']>

const publicAddresses = (eni: Interface): readonly (readonly [address: string, by: Association])[] =>
  [eni.Association, ...(eni.PrivateIpAddresses ?? []).map((one) => one.Association)].flatMap((by) =>
    by?.PublicIp ? [[by.PublicIp, by] as const] : [],
  )

/**
 * Why an interface does not keep an address: nodes of application and Classic Load Balancers come and go, and an
 * address that EC2 assigned by itself goes back to its pool when the instance stops. Those of a network load balancer
 * and allocated ones stay.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-instance-addressing.html
 */
export function lossOf(eni: Interface, address: string): string | undefined {
  if (same(eni.InterfaceType, 'network_load_balancer', 'gateway_load_balancer')) return undefined
  const described = eni.Description ?? ''
  if (isLoadBalancerInterface(eni) && !/^ELB (?:net|gwy)\//.test(described)) {
    return `a node of the load balancer ${described.replace(/^ELB (?:app\/)?/, '').split('/')[0]}, which is replaced when it scales`
  }
  const assigned = publicAddresses(eni).find(([one]) => one === address)?.[1]
  const isAutomatic = assigned?.IpOwnerId === 'amazon' && !assigned.AllocationId
  return isAutomatic && eni.Attachment?.InstanceId
    ? `an address that instance ${eni.Attachment.InstanceId} loses when it stops`
    : undefined
}
