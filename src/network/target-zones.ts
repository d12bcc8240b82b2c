import type { Inventory, RowOf } from '../inventory/inventory.ts'
import { same } from './same.ts'

type Target = RowOf<'targetHealth'>

/** How many targets each zone has. */
export interface ZoneCounts {
  readonly healthy: ReadonlyMap<string, number>
  /** Those that are being registered counted in, as what they will soon be. */
  readonly soon: ReadonlyMap<string, number>
}

/**
 * The healthy targets of a group in each of some zones. Addresses that are registered for all zones count in each.
 * Undefined where there is no balance to speak of: nothing is healthy, or a zonal shift takes targets out on purpose.
 */
export function targetsByZone(
  groupArn: string,
  zones: readonly string[],
  inventory: Inventory<'targetHealth' | 'instances'>,
): ZoneCounts | { readonly unknown: string } | undefined {
  const targets = inventory.targetHealth.under(groupArn)
  if (targets?.some(isShifted)) return undefined
  const mayBeHealthy = (target: Target): boolean =>
    !target.TargetHealth?.State || same(target.TargetHealth.State, 'healthy', 'unavailable')
  if (targets && !targets.some(mayBeHealthy)) return undefined
  return countTargets(groupArn, zones, inventory)
}

/** The same, also where there is nothing to balance. */
export function countTargets(
  groupArn: string,
  zones: readonly string[],
  inventory: Inventory<'targetHealth' | 'instances'>,
): ZoneCounts | { readonly unknown: string } {
  const targets = inventory.targetHealth.under(groupArn)
  if (!targets) return { unknown: 'the health of its targets was not read' }
  const stateless = targets.find(
    (target) => !target.TargetHealth?.State || same(target.TargetHealth.State, 'unavailable'),
  )
  if (stateless) return { unknown: `the health of its target ${stateless.Target?.Id} is not known` }

  const healthy = new Map(zones.map((zone) => [zone, 0]))
  const soon = new Map(healthy)
  for (const target of targets) {
    const state = target.TargetHealth?.State
    if (!same(state, 'healthy', 'initial')) continue
    const zone = zoneOfTarget(target, inventory)
    if (zone === undefined) return { unknown: `the zone of its target ${target.Target?.Id} is not known` }
    for (const one of zone === 'all' ? zones : [zone]) {
      const counts = soon.get(one)
      if (counts === undefined) continue // a zone that the balancer does not serve
      soon.set(one, counts + 1)
      if (same(state, 'healthy')) healthy.set(one, (healthy.get(one) ?? 0) + 1)
    }
  }
  return { healthy, soon }
}

/** Whether a zonal shift keeps requests from a target on purpose. */
export const isShifted = (target: Target): boolean =>
  same(target.AdministrativeOverride?.State, 'zonal_shift_active', 'zonal_shift_delegated_to_dns')

/** Addresses carry their zone; instances have it where they run. */
export const zoneOfTarget = (target: Target, inventory: Inventory<'instances'>): string | undefined =>
  target.Target?.AvailabilityZone ?? inventory.instances.get(target.Target?.Id)?.Placement?.AvailabilityZone

/** The zones by number of targets, the fewest first. */
export const byCount = (
  counts: ReadonlyMap<string, number>,
): readonly (readonly [zone: string, count: number])[] =>
  [...counts].toSorted(([zoneA, a], [zoneB, b]) => a - b || zoneA.localeCompare(zoneB))

/** How many times more targets the fullest zone has than the emptiest: infinite where one has none. */
export function imbalance(counts: ReadonlyMap<string, number>): number {
  const numbers = [...counts.values()]
  const most = Math.max(...numbers)
  return most === 0 ? 1 : most / Math.min(...numbers)
}
