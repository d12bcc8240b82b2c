import type { Inventory } from '../inventory/inventory.ts'
import { type Behavior, type Distribution, configuredDistributions, listed } from './distributions.ts'
import { type OriginBalancer, OriginBalancers } from './origin-balancers.ts'
import { type Origin, originUses } from './origins.ts'

/** A load balancer to which behaviors of a distribution lead. */
export interface BalancedOrigin {
  readonly distribution: Distribution
  readonly origin: Origin & { readonly Id: string }
  readonly behaviors: readonly Behavior[]
  readonly one: OriginBalancer
  readonly row: NonNullable<OriginBalancer['balancer'] | OriginBalancer['classic']>
  /** Tells it from other judgements on the distribution. */
  readonly key: string
}

/** Every load balancer behind an origin that is used, or the distribution of which that is not known, and why. */
export function* balancedOrigins(
  inventory: Inventory<
    | 'distributions'
    | 'distributionConfigs'
    | 'loadBalancers'
    | 'classicLoadBalancers'
    | 'vpcOrigins'
    | 'hostedZones'
    | 'resourceRecordSets'
  >,
): Iterable<BalancedOrigin | { readonly distribution: Distribution; readonly unknown: string }> {
  const distributions = [...configuredDistributions(inventory)]
  const origins = distributions.flatMap((distribution) => listed(distribution.Origins) ?? [])
  const balancers = new OriginBalancers(origins, inventory)
  for (const distribution of distributions) {
    const uses = originUses(distribution)
    if (typeof uses === 'string') {
      yield { distribution, unknown: uses }
      continue
    }
    for (const { origin, behaviors } of uses) {
      for (const one of behaviors.length > 0 ? balancers.of(origin) : []) {
        const row = one.balancer ?? one.classic
        yield { distribution, origin, behaviors, one, row, key: `${origin.Id} ${row.name}` }
      }
    }
  }
}
