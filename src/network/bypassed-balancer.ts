import type { Inventory, RowOf } from '../inventory/inventory.ts'
import type { Exposure } from './exposure/exposure.ts'
import { UDP } from './nacl.ts'
import { same } from './same.ts'

export interface Bypass {
  readonly balancer: RowOf<'loadBalancers'>
  readonly group: RowOf<'targetGroups'>
  readonly port: number
}

type Target = RowOf<'targetHealth'>

const idOf = (target: Target): string | undefined => target.Target?.Id

/**
 * The internet-facing load balancer past which strangers call an instance: it is a target there, by its id or its
 * address, and they reach the very port at which the balancer calls it.
 */
export function bypassedBalancer(
  instanceId: string,
  exposures: readonly Exposure[],
  { targetHealth, targetGroups, loadBalancers }: Inventory<'targetHealth' | 'targetGroups' | 'loadBalancers'>,
): Bypass | undefined {
  for (const { eni, ports, protocol } of exposures) {
    const addresses = [eni.PrivateIpAddress, ...(eni.Ipv6Addresses ?? []).map((one) => one.Ipv6Address)]
    for (const target of [instanceId, ...addresses].flatMap((id) => targetHealth.where(idOf, id))) {
      const group = targetGroups.get(target.TargetGroupArn)
      const port = target.Target?.Port
      // Two VPCs may use one address.
      if (port === undefined || !group || group.VpcId !== eni.VpcId) continue
      if (protocol === UDP ? !speaksUdp(group) : same(group.Protocol, 'UDP', 'QUIC')) continue
      if (!ports.some(([start, end]) => start <= port && port < end)) continue
      const balancer = (group.LoadBalancerArns ?? [])
        .flatMap((arn) => loadBalancers.get(arn) ?? [])
        .find((one) => same(one.Scheme, 'internet-facing'))
      if (balancer) return { balancer, group, port }
    }
  }
  return undefined
}

const speaksUdp = (group: RowOf<'targetGroups'>): boolean =>
  same(group.Protocol, 'UDP', 'TCP_UDP', 'QUIC', 'TCP_QUIC')
