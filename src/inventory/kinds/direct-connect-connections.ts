import type { Connections } from '@aws-sdk/client-direct-connect'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind } from '../kind.ts'

/** Ports of the account's own, and hosted connections that partners gave it. */
export const directConnectConnections = defineKind({
  operation: 'directconnect:DescribeConnections',
  paging: { next: { nextToken: 'nextToken' }, size: ['maxResults', 100] },
  items: (page: Plain<Connections>) => page.connections,
  identify: (item) =>
    item.connectionId
      ? {
          type: 'AWS::DirectConnect::Connection',
          id: item.connectionId,
          name: item.connectionName,
          owner: item.ownerAccount,
        }
      : undefined,
})
