import type { SearchTransitGatewayRoutesResult } from '@aws-sdk/client-ec2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, ec2Identity, from } from '../kind.ts'
import { nextToken } from '../paging.ts'
import { transitGatewayRouteTables } from './transit-gateway-route-tables.ts'

/** Static and propagated routes of a table. An answer that says `AdditionalRoutesAvailable` is not all of them. */
export const transitGatewayRoutes = defineKind({
  operation: 'ec2:SearchTransitGatewayRoutes',
  params: { Filters: [{ Name: 'state', Values: ['active', 'blackhole'] }] },
  cutOff: 'AdditionalRoutesAvailable',
  paging: nextToken(1000),
  per: {
    param: 'TransitGatewayRouteTableId',
    from: [from(transitGatewayRouteTables, (table) => table.TransitGatewayRouteTableId)],
  },
  always: [
    'DestinationCidrBlock',
    'Type',
    'State',
    'TransitGatewayAttachments.TransitGatewayAttachmentId',
    'TransitGatewayAttachments.ResourceId',
    'TransitGatewayAttachments.ResourceType',
  ],
  items: (page: Plain<SearchTransitGatewayRoutesResult>, asked) =>
    page.Routes?.map((item) => ({
      ...item,
      TransitGatewayRouteTableId: String(asked['TransitGatewayRouteTableId']),
    })),
  // A blackhole is the only one that leads nowhere.
  lacks: ({ State, TransitGatewayAttachments }) =>
    State === 'blackhole' || TransitGatewayAttachments?.length ? undefined : 'TransitGatewayAttachments',
  identify: (item, place) =>
    ec2Identity('TransitGatewayRoute', 'transit-gateway-route-table', item.TransitGatewayRouteTableId, place),
})
