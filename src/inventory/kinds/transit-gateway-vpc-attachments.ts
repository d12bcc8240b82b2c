import type { DescribeTransitGatewayVpcAttachmentsResult } from '@aws-sdk/client-ec2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind } from '../kind.ts'
import { nextToken } from '../paging.ts'
import { transitGatewayAttachments } from './transit-gateway-attachments.ts'

/** The subnets, and so the zones, that an attachment serves, and its appliance mode. */
export const transitGatewayVpcAttachments = defineKind({
  operation: 'ec2:DescribeTransitGatewayVpcAttachments',
  paging: nextToken(1000),
  always: ['TransitGatewayId', 'VpcId'],
  items: (page: Plain<DescribeTransitGatewayVpcAttachmentsResult>) => page.TransitGatewayVpcAttachments,
  identify: (item, place) => transitGatewayAttachments.identify(item, place),
})
