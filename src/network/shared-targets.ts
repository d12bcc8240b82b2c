import type { Inventory, RowOf } from '../inventory/inventory.ts'
import { isLeaving } from './target-states.ts'

type TargetGroup = RowOf<'targetGroups'>
type Target = RowOf<'targetHealth'>

/** A target with the group that it is registered in. */
export interface Registration {
  readonly group: TargetGroup
  readonly target: Target
  /** It may be another machine, or about to leave: what would tell was not in the answer. */
  readonly unsure: boolean
}

const idOf = (target: Target): string | undefined => target.Target?.Id

/**
 * Where else a target is registered, in groups that a load balancer uses. Addresses repeat in other VPCs, and mean
 * another machine there.
 */
export const otherRegistrations = (
  target: Target,
  group: TargetGroup,
  inventory: Inventory<'targetGroups' | 'targetHealth'>,
): readonly Registration[] =>
  inventory.targetHealth.where(idOf, target.Target?.Id).flatMap((other) => {
    const there = inventory.targetGroups.get(other.TargetGroupArn)
    if (!there || there.id === group.id || there.LoadBalancerArns?.length === 0 || isLeaving(other)) return []
    const vpcs = [group.VpcId, there.VpcId]
    if (!vpcs.includes(undefined) && vpcs[0] !== vpcs[1]) return []
    const unsure =
      vpcs.includes(undefined) || !there.LoadBalancerArns || other.TargetHealth?.State === undefined
    return [{ group: there, target: other, unsure }]
  })

/** Whether the targets of every group here were read, so that «in no other» can be said. */
export const allTargetsRead = (inventory: Inventory<'targetGroups' | 'targetHealth'>): boolean =>
  [...inventory.targetGroups].every((group) => inventory.targetHealth.under(group.id))
