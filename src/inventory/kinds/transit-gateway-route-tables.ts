import type { DescribeTransitGatewayRouteTablesResult } from '@aws-sdk/client-ec2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, ec2Identity } from '../kind.ts'
import { nextToken } from '../paging.ts'

/** Only the gateway's owner sees them. */
export const transitGatewayRouteTables = defineKind({
  operation: 'ec2:DescribeTransitGatewayRouteTables',
  paging: nextToken(1000),
  always: ['TransitGatewayId'],
  items: (page: Plain<DescribeTransitGatewayRouteTablesResult>) => page.TransitGatewayRouteTables,
  identify: (item, place) =>
    ec2Identity(
      'TransitGatewayRouteTable',
      'transit-gateway-route-table',
      item.TransitGatewayRouteTableId,
      place,
      { tags: item.Tags },
    ),
})
