import type { GetTransitGatewayAttachmentNatConfigurationResult } from '@aws-sdk/client-ec2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, ec2Identity, from } from '../kind.ts'
import { transitGatewayAttachments } from './transit-gateway-attachments.ts'

/** How a transit gateway translates what a VPC sends: asked of its owner alone, where it does. */
export const transitGatewayNatConfigurations = defineKind({
  operation: 'ec2:GetTransitGatewayAttachmentNatConfiguration',
  per: {
    param: 'TransitGatewayAttachmentId',
    from: [
      from(transitGatewayAttachments, (attachment) =>
        attachment.TransitGatewayOwnerId === attachment.account &&
        attachment.ResourceType === 'vpc' &&
        (attachment.NatGatewaySupport ?? 'disabled') !== 'disabled'
          ? attachment.TransitGatewayAttachmentId
          : undefined,
      ),
    ],
  },
  always: [
    'NatGatewaySupport',
    'NatGatewayRules.MatchSourceCidr',
    'NatGatewayRules.NatCidr',
    'NatGatewayRules.State',
  ],
  items: (page: Plain<GetTransitGatewayAttachmentNatConfigurationResult>, asked) => [
    { ...page, TransitGatewayAttachmentId: String(asked['TransitGatewayAttachmentId']) },
  ],
  identify: (item, place) =>
    ec2Identity(
      'TransitGatewayAttachmentNatConfiguration',
      'transit-gateway-attachment',
      item.TransitGatewayAttachmentId,
      place,
    ),
})
