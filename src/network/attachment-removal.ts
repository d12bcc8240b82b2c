import type { Attachment } from './attached.ts'
import { same } from './same.ts'

/** The command that detaches something from a transit gateway. */
export function removeAttachment({ id, ResourceType, ResourceId }: Attachment): string {
  const attachment = `--transit-gateway-attachment-id ${id}`
  if (same(ResourceType, 'vpc')) return `aws ec2 delete-transit-gateway-vpc-attachment ${attachment}`
  if (same(ResourceType, 'connect')) return `aws ec2 delete-transit-gateway-connect ${attachment}`
  if (same(ResourceType, 'vpn')) return `aws ec2 delete-vpn-connection --vpn-connection-id ${ResourceId}`
  if (same(ResourceType, 'direct-connect-gateway'))
    return `aws directconnect delete-direct-connect-gateway-association --association-id ASSOCIATION_OF_${ResourceId}`
  return `aws ec2 delete-transit-gateway-peering-attachment ${attachment}`
}
