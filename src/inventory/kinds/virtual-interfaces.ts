import type { VirtualInterfaces } from '@aws-sdk/client-direct-connect'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind } from '../kind.ts'

/** Direct Connect's virtual interfaces. Keys and router configurations are dropped before they get here. */
export const virtualInterfaces = defineKind({
  operation: 'directconnect:DescribeVirtualInterfaces',
  paging: { next: { nextToken: 'nextToken' } },
  always: ['connectionId', 'virtualInterfaceType'],
  // One that waits for its owner's word ends nowhere yet; a public one never ends on a gateway.
  lacks: (item) =>
    item.virtualInterfaceType === 'public' ||
    item.directConnectGatewayId ||
    item.virtualGatewayId ||
    !['available', 'down', 'testing', undefined].includes(item.virtualInterfaceState)
      ? undefined
      : 'gateway',
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
