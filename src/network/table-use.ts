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
 * some subnet of its VPC has none of its own. Where subnets were not read, a main table counts as used.
 */
export const isInUse = (table: RouteTable, inventory: Inventory<'routeTables' | 'subnets'>): boolean =>
  associatedSubnets(table).length > 0 ||
  associatedGateways(table).length > 0 ||
  (mainTableOf(table) !== undefined &&
    (!inventory.subnets.readIn(table) || subnetsRoutedBy(table, inventory).length > 0))
