/** The doors of a transit gateway: the subnets that its attachments to VPCs have. */
import type { RowOf } from '../../inventory/inventory.ts'
import { same } from '../same.ts'
import type { Peer, State } from './walk.ts'
import type { Subnet, World } from './world.ts'

type Attachment = RowOf<'transitGatewayVpcAttachments'>

/**
 * Whether security groups behind a gateway can name the sender's: the gateway and both attachments must support it.
 * https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html#vpc-attachment-security
 */
export function visible(
  origin: Peer,
  options: { readonly SecurityGroupReferencingSupport?: string | undefined } | undefined,
): Peer {
  const support = options?.SecurityGroupReferencingSupport
  if (origin === undefined || same(support, 'enable')) return origin
  return support === undefined ? 'unknown' : undefined
}

export function attachedSubnets(attachment: Attachment, world: World): readonly Subnet[] | undefined {
  const subnets = (attachment.SubnetIds ?? []).map((id) => world.subnets.get(id))
  return subnets.every((subnet) => subnet !== undefined) ? subnets : undefined
}

/** The subnets by which packets may come into a VPC. */
export function doorsOf(
  attachment: Attachment,
  subnets: readonly Subnet[],
  zone: string | undefined,
  { answers }: State,
): readonly Subnet[] {
  if (same(attachment.Options?.ApplianceModeSupport, 'enable')) {
    const kept = subnets.filter((one) => answers?.passed.includes(one.id))
    return kept.length > 0 ? kept : subnets
  }
  const near = subnets.filter((one) => one.AvailabilityZoneId === zone)
  return near.length > 0 ? near : subnets
}
