import type { DescribeDirectConnectGatewayAttachmentsResult } from '@aws-sdk/client-direct-connect'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, from } from '../kind.ts'
import { directConnectGateways } from './direct-connect-gateways.ts'

/**
 * The virtual interfaces that are attached to a Direct Connect gateway, in whichever account and region they are:
 * `under(directConnectGatewayId)`, since every region that is read lists them alike.
 */
export const directConnectGatewayAttachments = defineKind({
  operation: 'directconnect:DescribeDirectConnectGatewayAttachments',
  paging: { next: { nextToken: 'nextToken' }, size: ['maxResults', 100] },
  per: {
    param: 'directConnectGatewayId',
    from: [from(directConnectGateways, (gateway) => gateway.directConnectGatewayId)],
  },
  items: (page: Plain<DescribeDirectConnectGatewayAttachmentsResult>) => page.directConnectGatewayAttachments,
  identify: (item) =>
    item.virtualInterfaceId
      ? { type: 'AWS::DirectConnect::DirectConnectGatewayAttachment', id: item.virtualInterfaceId }
      : undefined,
})
