import type { Inventory } from '../inventory/inventory.ts'
import { type Prefix, common, contains, prefixKey, widest } from './prefix.ts'
import { type RouteTable, type Target, isActive, prefixesOf, targetOf } from './routing.ts'

export interface RoutedParts {
  readonly parts: readonly Prefix[]
  /** A prefix list that could add to them was not read. */
  readonly uncertain: boolean
}

/** Subnets share tables and ACLs share ranges: what was worked out is kept as long as the table's row. */
const known = new WeakMap<RouteTable, Map<string, RoutedParts>>()

/** The parts of a range to which some working route of a table leads, but for those to some kinds of targets. */
export function routedParts(
  table: RouteTable,
  range: Prefix,
  inventory: Inventory<'prefixListEntries'>,
  without: readonly Target['kind'][] = [],
): RoutedParts {
  const ofTable = known.get(table) ?? new Map<string, RoutedParts>()
  known.set(table, ofTable)
  const key = `${prefixKey(range)} ${without.join()}`
  const found = ofTable.get(key) ?? findParts(table, range, inventory, without)
  ofTable.set(key, found)
  return found
}

function findParts(
  table: RouteTable,
  range: Prefix,
  inventory: Inventory<'prefixListEntries'>,
  without: readonly Target['kind'][],
): RoutedParts {
  const parts: Prefix[] = []
  let uncertain = false
  for (const route of table.Routes ?? []) {
    if (isActive(route) === false || without.includes(targetOf(route).kind)) continue
    const prefixes = prefixesOf(route, inventory)
    if (!prefixes) uncertain = true
    parts.push(...(prefixes ?? []).flatMap((prefix) => common(prefix, range) ?? []))
  }
  return { parts: widest(parts), uncertain }
}

/** Whether all of a range lies in the blocks of the table's own VPC. */
export const isLocal = (
  table: RouteTable,
  range: Prefix,
  inventory: Inventory<'prefixListEntries'>,
): boolean =>
  (table.Routes ?? []).some(
    (route) =>
      targetOf(route).kind === 'local' &&
      prefixesOf(route, inventory)?.some((block) => contains(block, range)),
  )
