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

export type VpcAttachment = RowOf<'transitGatewayVpcAttachments'>

/**
 * The attachments of VPCs that are judged here, or why they cannot be. The VPC's owner and the gateway's both list one;
 * it is the former who reads the VPC, so the latter only speaks of those whose owner was not audited.
 */
export function* vpcAttachmentsHere(
  inventory: Inventory<'transitGatewayVpcAttachments'>,
): Iterable<{ readonly attachment: VpcAttachment; readonly unread?: string }> {
  const { here } = inventory
  for (const attachment of inventory.transitGatewayVpcAttachments) {
    const { State, VpcId, VpcOwnerId: account } = attachment
    if (State !== undefined && !isLive(attachment)) continue
    if (!State || !account)
      yield { attachment, unread: 'its state or the owner of its VPC is not in the answer' }
    else if (account === here.account) yield { attachment }
    else if (!inventory.transitGatewayVpcAttachments.readIn({ account, region: here.region }))
      yield { attachment, unread: `${VpcId} in account ${account} was not read` }
  }
}
