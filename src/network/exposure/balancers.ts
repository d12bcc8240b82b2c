import type { RowOf } from '../../inventory/inventory.ts'
import type { IntervalSet } from '../intervals.ts'
import { union } from '../intervals.ts'
import { UDP } from '../nacl.ts'
import type { Eni, World } from '../path/world.ts'
import { same } from '../same.ts'

const tailOf = (balancer: { readonly LoadBalancerArn?: string | undefined }): string | undefined =>
  balancer.LoadBalancerArn?.split(':loadbalancer/')[1]

/** The load balancer that an interface is a node of: only its description says so. */
export const balancerOf = (eni: Eni, world: World): RowOf<'loadBalancers'> | undefined => {
  const tail = describedTail(eni)
  return tail === undefined ? undefined : world.loadBalancers.where(tailOf, tail)[0]
}

const describedTail = (eni: Eni): string | undefined => /^ELB (.+)$/.exec(eni.Description ?? '')?.[1]

/**
 * The ports on which the balancer of an interface listens, by protocol; undefined when it is no balancer's interface.
 * Classic balancers and those whose listeners were not read give `unknown`.
 */
export function balancerPorts(
  eni: Eni,
  world: World,
): ((protocol: number) => IntervalSet<number>) | 'unknown' | undefined {
  if (describedTail(eni) === undefined) return undefined
  const balancer = balancerOf(eni, world)
  const listeners = world.listeners.under(balancer?.LoadBalancerArn)
  if (!balancer || !listeners) return 'unknown'
  return (protocol) =>
    union(
      listeners.flatMap(({ Port, Protocol }) => {
        const both = same(Protocol, 'TCP_UDP', 'TCP_QUIC')
        const udp = same(Protocol, 'UDP', 'QUIC')
        const speaks = protocol === UDP ? udp || both : protocol === 6 && !udp
        return Port !== undefined && speaks ? [[Port, Port + 1] as const] : []
      }),
    )
}
