import type { ListCustomRoutingAcceleratorsResponse } from '@aws-sdk/client-global-accelerator'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind } from '../kind.ts'
import { nextToken } from '../paging.ts'
import { accelerators } from './accelerators.ts'

/** Accelerators that map ports to instances: the list of accelerators does not hold them. */
export const customRoutingAccelerators = defineKind({
  operation: 'globalaccelerator:ListCustomRoutingAccelerators',
  global: true,
  paging: nextToken(100),
  always: ['DnsName'],
  items: (page: Plain<ListCustomRoutingAcceleratorsResponse>) => page.Accelerators,
  identify: (item, place) => accelerators.identify(item, place),
})
