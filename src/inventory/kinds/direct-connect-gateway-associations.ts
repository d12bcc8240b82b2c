import type { DescribeDirectConnectGatewayAssociationsResult } from '@aws-sdk/client-direct-connect'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, from } from '../kind.ts'
import { directConnectGateways } from './direct-connect-gateways.ts'

/** The virtual private gateways and transit gateways that a Direct Connect gateway leads to (`associatedGateway`). */
export const directConnectGatewayAssociations = defineKind({
  operation: 'directconnect:DescribeDirectConnectGatewayAssociations',
  paging: { next: { nextToken: 'nextToken' }, size: ['maxResults', 100] },
  per: {
    param: 'directConnectGatewayId',
    from: [from(directConnectGateways, (gateway) => gateway.directConnectGatewayId)],
  },
  items: (page: Plain<DescribeDirectConnectGatewayAssociationsResult>) =>
    page.directConnectGatewayAssociations,
  identify: (item) =>
    item.associationId
      ? { type: 'AWS::DirectConnect::DirectConnectGatewayAssociation', id: item.associationId }
      : undefined,
})
