import type { Inventory } from '../inventory/inventory.ts'
import { same } from './same.ts'

/** The table that routes what enters by an attachment, or that there is none, or why that cannot be said. */
export type Association = { readonly table: string } | { readonly none: true } | { readonly unknown: string }

/**
 * The attachment by which packets enter picks the table; the one by which they leave needs none. Only the gateway's
 * owner sees with which table an attachment is associated.
 * https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html
 * https://docs.aws.amazon.com/vpc/latest/tgw/tgw-route-tables.html
 */
export function associationOf(
  attachment: string,
  gateway: string,
  inventory: Inventory<'transitGatewayAttachments'>,
): Association {
  // Both gateways of a peering list it under one id, each with a table of its own.
  const known = inventory.transitGatewayAttachments
    .where('TransitGatewayAttachmentId', attachment)
    .filter((one) => one.TransitGatewayId === gateway || one.TransitGatewayId === undefined)
  const found = known.map((one) => one.Association).find((one) => one?.TransitGatewayRouteTableId)
  if (found?.State && !same(found.State, 'associated'))
    return { unknown: `the association of ${attachment} with its route table is ${found.State}` }
  if (found?.TransitGatewayRouteTableId) return { table: found.TransitGatewayRouteTableId }
  const owner = known.find((one) => one.TransitGatewayOwnerId)?.TransitGatewayOwnerId
  if (owner === undefined) return { unknown: `the attachment ${attachment} was not read` }
  if (known.some((one) => one.account === owner)) return { none: true }
  return {
    unknown: `the route tables of ${gateway} are seen by its owner only (account ${owner}), which was not read`,
  }
}
