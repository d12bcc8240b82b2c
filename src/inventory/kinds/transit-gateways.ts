import type { DescribeTransitGatewaysResult } from '@aws-sdk/client-ec2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, ec2Identity } from '../kind.ts'
import { nextToken } from '../paging.ts'

export const transitGateways = defineKind({
  operation: 'ec2:DescribeTransitGateways',
  paging: nextToken(1000),
  items: (page: Plain<DescribeTransitGatewaysResult>) => page.TransitGateways,
  identify: (item, place) =>
    ec2Identity('TransitGateway', 'transit-gateway', item.TransitGatewayId, place, {
      tags: item.Tags,
      owner: item.OwnerId,
    }),
})
