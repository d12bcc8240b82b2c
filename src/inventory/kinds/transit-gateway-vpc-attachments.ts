import type { DescribeTransitGatewayVpcAttachmentsResult } from '@aws-sdk/client-ec2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, ec2Identity } from '../kind.ts'
import { nextToken } from '../paging.ts'

/** The subnets, and so the zones, that an attachment serves, and its appliance mode. */
export const transitGatewayVpcAttachments = defineKind({
  operation: 'ec2:DescribeTransitGatewayVpcAttachments',
  paging: nextToken(1000),
  items: (page: Plain<DescribeTransitGatewayVpcAttachmentsResult>) => page.TransitGatewayVpcAttachments,
  identify: (item, place) =>
    ec2Identity(
      'TransitGatewayAttachment',
      'transit-gateway-attachment',
      item.TransitGatewayAttachmentId,
      place,
      { tags: item.Tags },
    ),
})
