import type { Inventory, RowOf } from '../inventory/inventory.ts'
import { same } from './same.ts'

type Known = Inventory<'transitGatewayRouteTables' | 'transitGatewayPropagations' | 'transitGatewayRoutes'>
type TransitRoute = RowOf<'transitGatewayRoutes'>

/** How packets come to an attachment of a transit gateway, or why that is not known. */
export type WaysIn =
  | { readonly propagatesTo: readonly string[]; readonly routedBy: readonly string[] }
  | { readonly unknown: string }

/**
 * The route tables into which an attachment writes its routes, and those whose routes name it. Only the gateway's owner
 * sees them, and looks from its own place.
 * https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html
 */
export function waysIn(attachment: string, inventory: Known): WaysIn {
  const { transitGatewayRouteTables, transitGatewayPropagations, transitGatewayRoutes } = inventory
  if (!transitGatewayRouteTables.readIn())
    return { unknown: 'the route tables of its transit gateway were not read' }
  for (const table of transitGatewayRouteTables) {
    if (!transitGatewayPropagations.under(table.id))
      return { unknown: `the propagations to ${table.id} were not read` }
    if (!transitGatewayRoutes.under(table.id)) return { unknown: `the routes of ${table.id} were not read` }
  }
  const propagations = transitGatewayPropagations
    .where('TransitGatewayAttachmentId', attachment)
    .filter((one) => !same(one.State, 'disabled', 'disabling'))
  const routes = transitGatewayRoutes
    .where(attachmentIds, attachment)
    .filter((one) => !same(one.State, 'blackhole'))
  const nameless =
    transitGatewayPropagations.where(isNameless, 'nothing')[0] ??
    transitGatewayRoutes.where(namesNothing, 'nothing')[0]
  if (propagations.length === 0 && routes.length === 0 && nameless)
    return {
      unknown: `an entry of ${nameless.TransitGatewayRouteTableId} does not say to which attachment it belongs`,
    }
  return {
    propagatesTo: propagations.map((one) => one.TransitGatewayRouteTableId),
    routedBy: [...new Set(routes.map((one) => one.TransitGatewayRouteTableId))],
  }
}

const isNameless = (propagation: RowOf<'transitGatewayPropagations'>): string | undefined =>
  propagation.TransitGatewayAttachmentId ? undefined : 'nothing'

const attachmentIds = (route: TransitRoute): readonly (string | undefined)[] =>
  route.TransitGatewayAttachments?.map((one) => one.TransitGatewayAttachmentId) ?? []

const namesNothing = (route: TransitRoute): string | undefined =>
  !same(route.State, 'blackhole') && attachmentIds(route).every((id) => !id) ? 'nothing' : undefined
