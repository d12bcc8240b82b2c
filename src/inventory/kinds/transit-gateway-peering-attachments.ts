import type { DescribeTransitGatewayPeeringAttachmentsResult } from '@aws-sdk/client-ec2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, ec2Identity } from '../kind.ts'
import { nextToken } from '../paging.ts'

/** Both sides list it under one id. */
export const transitGatewayPeeringAttachments = defineKind({
  operation: 'ec2:DescribeTransitGatewayPeeringAttachments',
  paging: nextToken(1000),
  items: (page: Plain<DescribeTransitGatewayPeeringAttachmentsResult>) =>
    page.TransitGatewayPeeringAttachments,
  identify: (item, place) =>
    ec2Identity(
      'TransitGatewayPeeringAttachment',
      'transit-gateway-attachment',
      item.TransitGatewayAttachmentId,
      place,
      { tags: item.Tags },
    ),
})
