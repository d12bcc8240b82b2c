import type { GetTransitGatewayRouteTablePropagationsResult } from '@aws-sdk/client-ec2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, ec2Identity, from } from '../kind.ts'
import { nextToken } from '../paging.ts'
import { transitGatewayRouteTables } from './transit-gateway-route-tables.ts'

/** The attachments that write their routes into a table. */
export const transitGatewayPropagations = defineKind({
  operation: 'ec2:GetTransitGatewayRouteTablePropagations',
  paging: nextToken(1000),
  per: {
    param: 'TransitGatewayRouteTableId',
    from: [from(transitGatewayRouteTables, (table) => table.TransitGatewayRouteTableId)],
  },
  always: ['TransitGatewayAttachmentId', 'ResourceId', 'ResourceType', 'State'],
  items: (page: Plain<GetTransitGatewayRouteTablePropagationsResult>, asked) =>
    page.TransitGatewayRouteTablePropagations?.map((item) => ({
      ...item,
      TransitGatewayRouteTableId: String(asked['TransitGatewayRouteTableId']),
    })),
  identify: (item, place) =>
    ec2Identity(
      'TransitGatewayRouteTablePropagation',
      'transit-gateway-route-table',
      item.TransitGatewayRouteTableId,
      place,
    ),
})
