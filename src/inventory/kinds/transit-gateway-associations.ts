import type { GetTransitGatewayRouteTableAssociationsResult } from '@aws-sdk/client-ec2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, ec2Identity, from } from '../kind.ts'
import { nextToken } from '../paging.ts'
import { transitGatewayRouteTables } from './transit-gateway-route-tables.ts'

/** The attachments whose packets a table routes. */
export const transitGatewayAssociations = defineKind({
  operation: 'ec2:GetTransitGatewayRouteTableAssociations',
  paging: nextToken(1000),
  per: {
    param: 'TransitGatewayRouteTableId',
    from: [from(transitGatewayRouteTables, (table) => table.TransitGatewayRouteTableId)],
  },
  always: ['TransitGatewayAttachmentId', 'ResourceType', 'ResourceId', 'State'],
  items: (page: Plain<GetTransitGatewayRouteTableAssociationsResult>, asked) =>
    page.Associations?.map((item) => ({
      ...item,
      TransitGatewayRouteTableId: String(asked['TransitGatewayRouteTableId']),
    })),
  identify: (item, place) =>
    ec2Identity(
      'TransitGatewayRouteTableAssociation',
      'transit-gateway-route-table',
      item.TransitGatewayRouteTableId,
      place,
    ),
})
