import type { DescribeTransitGatewayConnectsResult } from '@aws-sdk/client-ec2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, ec2Identity } from '../kind.ts'
import { nextToken } from '../paging.ts'

export const transitGatewayConnects = defineKind({
  operation: 'ec2:DescribeTransitGatewayConnects',
  paging: nextToken(1000),
  always: ['TransitGatewayId'],
  items: (page: Plain<DescribeTransitGatewayConnectsResult>) => page.TransitGatewayConnects,
  identify: (item, place) =>
    ec2Identity(
      'TransitGatewayConnect',
      'transit-gateway-attachment',
      item.TransitGatewayAttachmentId,
      place,
      { tags: item.Tags },
    ),
})
