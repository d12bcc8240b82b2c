import type { Inventory, RowOf } from '../inventory/inventory.ts'

type TargetGroup = RowOf<'targetGroups'>

const balancersOf = (group: TargetGroup): readonly string[] => group.LoadBalancerArns ?? []

/** The target groups that a load balancer's listeners and rules name. */
export const groupsOfBalancer = (
  balancer: Pick<RowOf<'loadBalancers'>, 'id'>,
  inventory: Inventory<'targetGroups'>,
): readonly TargetGroup[] => inventory.targetGroups.where(balancersOf, balancer.id)
