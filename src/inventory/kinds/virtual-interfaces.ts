import type { VirtualInterfaces } from '@aws-sdk/client-direct-connect'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind } from '../kind.ts'

/** Direct Connect's virtual interfaces. Keys and router configurations are dropped before they get here. */
export const virtualInterfaces = defineKind({
  operation: 'directconnect:DescribeVirtualInterfaces',
  paging: { next: { nextToken: 'nextToken' } },
  items: (page: Plain<VirtualInterfaces>) => page.virtualInterfaces,
  identify: (item) =>
    item.virtualInterfaceId
      ? {
          type: 'AWS::DirectConnect::VirtualInterface',
          id: item.virtualInterfaceId,
          name: item.virtualInterfaceName,
          owner: item.ownerAccount,
        }
      : undefined,
})
