import type { Inventory, RowOf } from '../inventory/inventory.ts'
import { same } from './same.ts'

type ScalingGroup = RowOf<'autoScalingGroups'>

/** The load balancers that an Auto Scaling group registers its instances with, old fields and new ones together. */
export function trafficSourcesOf(group: ScalingGroup): {
  readonly balancers: readonly string[]
  readonly lattice: readonly string[]
} {
  const sources = (group.TrafficSources ?? []).flatMap(({ Identifier, Type }) =>
    Identifier ? [{ id: Identifier, isLattice: isLattice(Identifier, Type) }] : [],
  )
  const named = sources.filter((source) => !source.isLattice).map((source) => source.id)
  return {
    balancers: [...new Set([...(group.TargetGroupARNs ?? []), ...(group.LoadBalancerNames ?? []), ...named])],
    lattice: sources.filter((source) => source.isLattice).map((source) => source.id),
  }
}

const isLattice = (identifier: string, type: string | undefined): boolean =>
  type === undefined ? identifier.includes(':vpc-lattice:') : same(type, 'vpc-lattice')

const balancersOf = (group: ScalingGroup): readonly string[] => trafficSourcesOf(group).balancers

/** The Auto Scaling groups that register their instances in a target group. */
export const scalingGroupsOf = (
  targetGroup: string,
  inventory: Inventory<'autoScalingGroups'>,
): readonly ScalingGroup[] => inventory.autoScalingGroups.where(balancersOf, targetGroup)
