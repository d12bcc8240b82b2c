import type { DescribeDirectConnectGatewaysResult } from '@aws-sdk/client-direct-connect'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind } from '../kind.ts'

/** They belong to no region, and every region lists them all. */
export const directConnectGateways = defineKind({
  operation: 'directconnect:DescribeDirectConnectGateways',
  paging: { next: { nextToken: 'nextToken' }, size: ['maxResults', 100] },
  items: (page: Plain<DescribeDirectConnectGatewaysResult>) => page.directConnectGateways,
  identify: (item) =>
    item.directConnectGatewayId
      ? {
          type: 'AWS::DirectConnect::DirectConnectGateway',
          id: item.directConnectGatewayId,
          name: item.directConnectGatewayName,
          owner: item.ownerAccount,
        }
      : undefined,
})
