import type { Inventory } from '../inventory/inventory.ts'
import { type Distribution, configured } from './distributions.ts'
import { OriginBalancers } from './origin-balancers.ts'
import { type Origin, originUses } from './origins.ts'

/** What `frontsOf` looks at. All of it is global but the load balancers: a rule of one region consults it. */
export type FrontKinds =
  | 'distributions'
  | 'distributionConfigs'
  | 'vpcOrigins'
  | 'hostedZones'
  | 'resourceRecordSets'
  | 'loadBalancers'
  | 'classicLoadBalancers'

/** A distribution that asks a load balancer, and the origin by which it does. */
export interface Front {
  readonly distribution: Distribution
  readonly origin: Origin & { readonly Id: string }
}

export interface Fronts {
  readonly before: ReadonlyMap<string, readonly Front[]>
  /** Why there may be more: a distribution may not say where it leads, or not be read. */
  readonly unknown: string | undefined
}

/** By the distributions, since every region asks: finding them takes a pass over all records. */
const known = new WeakMap<readonly Distribution[], Fronts>()

/** The enabled distributions of all audited accounts before each load balancer, by the balancer's id. */
export function frontsOf(inventory: Inventory<FrontKinds>): Fronts {
  const { everywhere } = inventory.distributions
  const fronts = known.get(everywhere) ?? findFronts(inventory)
  known.set(everywhere, fronts)
  return fronts
}

const UNSAID = 'whether it serves anybody (Enabled) is not in the answer'

function findFronts(inventory: Inventory<FrontKinds>): Fronts {
  const before = new Map<string, Front[]>()
  const uses = inventory.distributions.everywhere
    .map((distribution) => configured(distribution, inventory))
    .filter((distribution) => distribution.Enabled !== false)
    .map((distribution) => ({
      distribution,
      uses: distribution.Enabled === undefined ? UNSAID : originUses(distribution),
    }))
  const used = uses.flatMap(({ distribution, uses: found }) =>
    typeof found === 'string'
      ? []
      : found.flatMap(({ origin, behaviors }) => (behaviors.length > 0 ? [{ distribution, origin }] : [])),
  )
  const balancers = new OriginBalancers(
    used.map(({ origin }) => origin),
    inventory,
  )
  for (const front of used) {
    for (const { balancer } of balancers.of(front.origin)) {
      if (balancer) before.set(balancer.id, [...(before.get(balancer.id) ?? []), front])
    }
  }
  return { before, unknown: doubtOf(uses, inventory) }
}

function doubtOf(
  uses: readonly { readonly distribution: Distribution; readonly uses: unknown }[],
  inventory: Inventory<FrontKinds>,
): string | undefined {
  const { distributions, vpcOrigins, hostedZones, resourceRecordSets } = inventory
  if (!distributions.complete) return 'the distributions of CloudFront were not all read'
  const strange = uses.find((one) => typeof one.uses === 'string')
  if (strange) return `where the distribution ${strange.distribution.id} leads was not read`
  const areNamesKnown = [vpcOrigins, hostedZones, resourceRecordSets].every((table) => table.complete)
  return areNamesKnown || uses.length === 0 ? undefined : 'where origins of CloudFront lead was not all read'
}
