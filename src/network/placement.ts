import type { Inventory, RowOf } from '../inventory/inventory.ts'
import { same } from './same.ts'

export type Instance = RowOf<'instances'>
export type PlacementGroup = RowOf<'placementGroups'>

/**
 * Whether the account that lists a placement group may be judged on it: not one that a service made for itself, one
 * that another account shares with it, or one on its way out.
 */
export function isJudged(group: PlacementGroup): boolean {
  const owner = group.GroupArn?.split(':')[4]
  if (group.Operator?.Managed === true || !same(group.State, 'available', 'pending')) return false
  return !owner || owner === group.account
}

/** The name under which a group is known; names are unique in an account and region only. */
const nameKey = (place: { readonly account: string; readonly region: string }, name: string | undefined) =>
  name ? `${place.account}/${place.region}/${name}` : undefined

/** A group by its id and by its name: instances do not always carry both. */
const keysOfInstance = (instance: Instance): readonly (string | undefined)[] => [
  instance.Placement?.GroupId,
  nameKey(instance, instance.Placement?.GroupName),
]

/** The instances of a group in any state, as far as accounts that were read have them. */
export function membersOf(group: PlacementGroup, inventory: Inventory<'instances'>): readonly Instance[] {
  const byId = inventory.instances.where(keysOfInstance, group.GroupId)
  const byName = inventory.instances.where(keysOfInstance, nameKey(group, group.GroupName))
  const named = byName.filter(
    (one) => !group.GroupId || !one.Placement?.GroupId || one.Placement.GroupId === group.GroupId,
  )
  return [...new Set([...byId, ...named])]
}

/** By account and region, the instances that do not say where they are placed, and may be in any group. */
const keyOfUnplaced = (instance: Instance): string | undefined =>
  instance.Placement ? undefined : `${instance.account}/${instance.region}`

/**
 * The instances of a group that count against it, pending and running ones, or why that cannot be said; with them,
 * why there may be more. Stopped instances keep their membership and no place.
 */
export function activeMembers(
  group: PlacementGroup,
  inventory: Inventory<'instances'>,
):
  | { readonly members: readonly Instance[]; readonly more: string | undefined }
  | { readonly unknown: string } {
  const members = membersOf(group, inventory)
  const stateless = members.find((one) => !one.State?.Name)
  if (stateless) return { unknown: `the state of its member ${stateless.id} is not in the answer` }
  const isActive = (one: Instance): boolean => same(one.State?.Name, 'pending', 'running')
  const unplaced = inventory.instances
    .where(keyOfUnplaced, `${group.account}/${group.region}`)
    .find((one) => !one.State?.Name || isActive(one))
  const more = unplaced && `whether ${unplaced.id} is a member (Placement) is not in the answer`
  return { members: members.filter(isActive), more }
}

/** As `activeMembers`, for what stopped members decide, too: any instance that may be one leaves it open. */
export function allActiveMembers(
  group: PlacementGroup,
  inventory: Inventory<'instances'>,
): { readonly members: readonly Instance[] } | { readonly unknown: string } {
  const [unplaced] = inventory.instances.where(keyOfUnplaced, `${group.account}/${group.region}`)
  return unplaced
    ? { unknown: `whether ${unplaced.id} is a member (Placement) is not in the answer` }
    : activeMembers(group, inventory)
}

/** How many there are of each key, in the order of the keys. */
export function countBy<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1)
  return new Map([...counts].toSorted(([a], [b]) => a.localeCompare(b)))
}

/** `3 × m7g.large, 1 × m7g.xlarge`. */
export const countLabel = (counts: ReadonlyMap<string, number>): string =>
  [...counts].map(([key, count]) => `${count} × ${key}`).join(', ')
