import type { Inventory } from '../inventory/inventory.ts'
import {
  type RouteTable,
  associatedGateways,
  associatedSubnets,
  mainTableOf,
  subnetsRoutedBy,
} from './routing.ts'

/**
 * Whether packets are routed by a table at all: a subnet or a gateway is associated with it, or it is the main one and
 * some subnet of its VPC has none of its own. Undefined for a main table where subnets were not read.
 */
export function isInUse(
  table: RouteTable,
  inventory: Inventory<'routeTables' | 'subnets'>,
): boolean | undefined {
  if (associatedSubnets(table).length > 0 || associatedGateways(table).length > 0) return true
  if (mainTableOf(table) === undefined) return false
  return inventory.subnets.readIn(table) ? subnetsRoutedBy(table, inventory).length > 0 : undefined
}
