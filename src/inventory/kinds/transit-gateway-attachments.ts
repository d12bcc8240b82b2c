import type { DescribeTransitGatewayAttachmentsResult } from '@aws-sdk/client-ec2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, ec2Identity } from '../kind.ts'
import { nextToken } from '../paging.ts'

/** Both the gateway's owner and the owner of what is attached list an attachment; only the former sees its `Association`. */
export const transitGatewayAttachments = defineKind({
  operation: 'ec2:DescribeTransitGatewayAttachments',
  paging: nextToken(1000),
  always: [
    'TransitGatewayId',
    'ResourceType',
    'Association.TransitGatewayRouteTableId|TransitGatewayPolicyTableId',
  ],
  items: (page: Plain<DescribeTransitGatewayAttachmentsResult>) => page.TransitGatewayAttachments,
  identify: (item, place) =>
    ec2Identity(
      'TransitGatewayAttachment',
      'transit-gateway-attachment',
      item.TransitGatewayAttachmentId,
      place,
      { tags: item.Tags },
    ),
})
