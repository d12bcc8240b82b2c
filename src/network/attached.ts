/** What is attached to transit gateways. */
import type { Inventory, Resource, RowOf } from '../inventory/inventory.ts'
import { same } from './same.ts'

export type Attachment = RowOf<'transitGatewayAttachments'>

/** All that is attached to a gateway, as its owner lists it; who only uses a shared one lists what is its own. */
export const attachmentsOf = (
  gateway: Resource,
  inventory: Inventory<'transitGatewayAttachments'>,
): readonly Attachment[] =>
  inventory.transitGatewayAttachments
    .where('TransitGatewayId', gateway.id)
    .filter((one) => one.account === gateway.account)

/** Neither on its way in nor out: a gateway or an attachment works while it is modified. */
export const isLive = ({ State }: { readonly State?: string | undefined }): boolean =>
  same(State, 'available', 'modifying')
