import type { Inventory } from '../inventory/inventory.ts'
import { same } from './same.ts'

export interface TransitTargets {
  /** The attachments that some table of a gateway leads to, or that are let write their routes into one. */
  readonly reached: ReadonlySet<string>
  /** Some table was not read: there may be more. */
  readonly uncertain: boolean
}

/** Where the route tables of a gateway lead; its owner is asked, who alone sees them. */
export function targetsOf(
  gateway: string | undefined,
  inventory: Inventory<'transitGatewayRouteTables' | 'transitGatewayRoutes' | 'transitGatewayPropagations'>,
): TransitTargets {
  const reached = new Set<string>()
  let uncertain = false
  for (const table of inventory.transitGatewayRouteTables.where('TransitGatewayId', gateway)) {
    const routes = inventory.transitGatewayRoutes.under(table.id)
    const propagations = inventory.transitGatewayPropagations.under(table.id)
    if (!routes || !propagations) uncertain = true
    for (const route of routes ?? []) {
      if (same(route.State, 'blackhole')) continue
      for (const { TransitGatewayAttachmentId: id } of route.TransitGatewayAttachments ?? []) {
        if (id !== undefined) reached.add(id)
      }
    }
    for (const { State, TransitGatewayAttachmentId: id } of propagations ?? []) {
      if (id !== undefined && !same(State, 'disabling', 'disabled')) reached.add(id)
    }
  }
  return { reached, uncertain }
}
