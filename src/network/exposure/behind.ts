/** What strangers reach behind the load balancers that they reach: each target, by the way of the packet. */
import { type IntervalSet, union } from '../intervals.ts'
import { throughBalancer } from '../path/balancer.ts'
import type { Eni, World } from '../path/world.ts'
import { balancerOf, balancerPorts } from './balancers.ts'
import type { Exposure } from './exposure.ts'

/** The targets behind the exposed nodes of balancers; `ports` are those of the balancer's listeners. */
export function behindBalancers(exposures: readonly Exposure[], world: World): readonly Exposure[] {
  const found = new Map<string, Exposure>()
  for (const node of exposures) {
    const balancer = balancerOf(node.eni, world)
    const listening = balancerPorts(node.eni, world)
    if (!balancer || !listening || listening === 'unknown') continue
    for (const port of portsIn(node.ports, listening(node.protocol))) {
      const traffic = { family: node.family, protocol: node.protocol, port }
      for (const target of targetsReached(
        throughBalancer({ kind: 'internet', label: 'internet' }, balancer, traffic, world),
      )) {
        const key = `${balancer.id} ${target.id} ${node.protocol} ${node.family}`
        const known = found.get(key)
        found.set(key, {
          ...node,
          eni: target,
          via: balancer.LoadBalancerName ?? balancer.id,
          subnet: target.SubnetId ?? '',
          rules: [],
          addresses: [...new Set([...(known?.addresses ?? []), ...node.addresses])],
          ports: union([...(known?.ports ?? []), [port, port + 1]]),
          answers: target.Attachment?.InstanceId ?? (target.Description || target.id),
        })
      }
    }
  }
  return [...found.values()]
}

/** The listeners' ports that are exposed: few, however wide the exposure is. */
const portsIn = (exposed: IntervalSet<number>, listening: IntervalSet<number>): readonly number[] =>
  listening
    .flatMap(([start, end]) => Array.from({ length: end - start }, (_, index) => start + index))
    .filter((port) => exposed.some(([start, end]) => start <= port && port < end))

function targetsReached(trips: ReturnType<typeof throughBalancer>): readonly Eni[] {
  const enis = trips.flatMap(({ verdict, forward }) =>
    verdict === 'delivered' && forward.end?.kind === 'interface' ? [forward.end.eni] : [],
  )
  return [...new Set(enis)]
}
