import type { Inventory, RowOf } from '../inventory/inventory.ts'
import { sharesClientsEvenly, zonesOf } from './balancer-zones.ts'
import { type CrossZone, effectiveCrossZone } from './cross-zone.ts'
import { imbalance, targetsByZone } from './target-zones.ts'

export type ZoneBalance =
  | { readonly even: true }
  | { readonly unknown: string }
  | {
      readonly healthy: ReadonlyMap<string, number>
      readonly ratio: number
      readonly crossZone: Exclude<CrossZone, { readonly unknown: string }>
    }

/**
 * Whether the zones of a balancer have as many healthy targets of a group as the clients that come to them need: where
 * cross-zone load balancing is on it does not matter. Undefined where there is nothing to balance.
 */
export function zoneBalance(
  group: RowOf<'targetGroups'>,
  balancer: RowOf<'loadBalancers'>,
  maxRatio: number,
  inventory: Inventory<'targetGroupAttributes' | 'loadBalancerAttributes' | 'targetHealth' | 'instances'>,
): ZoneBalance | undefined {
  const name = balancer.name ?? balancer.id
  const zones = zonesOf(balancer)
  if (!zones) return { unknown: `the zones of ${name} are not in the answer` }
  if (zones.length < 2) return undefined
  const crossZone = effectiveCrossZone(group, balancer, inventory)
  if ('unknown' in crossZone) return crossZone
  if (crossZone.enabled) return { even: true }
  const counts = targetsByZone(group.id, zones, inventory)
  if (!counts || 'unknown' in counts) return counts

  const sharesEvenly = sharesClientsEvenly(balancer, inventory)
  const isFine = (ratio: number): boolean => ratio <= maxRatio || (ratio < Infinity && sharesEvenly === false)
  const ratio = imbalance(counts.healthy)
  if (isFine(ratio)) return { even: true }
  if (isFine(imbalance(counts.soon))) return { unknown: 'targets in the thin zones are being registered' }
  if (ratio < Infinity && sharesEvenly === undefined) {
    return {
      unknown: `how clients spread over the zones of ${name} is not known: its attributes were not read`,
    }
  }
  return { healthy: counts.healthy, ratio, crossZone }
}
