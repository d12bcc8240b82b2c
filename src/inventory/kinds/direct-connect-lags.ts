import type { Lags } from '@aws-sdk/client-direct-connect'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind } from '../kind.ts'

/** Link aggregation groups, with the connections that each bundles. */
export const directConnectLags = defineKind({
  operation: 'directconnect:DescribeLags',
  paging: { next: { nextToken: 'nextToken' }, size: ['maxResults', 100] },
  items: (page: Plain<Lags>) => page.lags,
  identify: (item) =>
    item.lagId
      ? { type: 'AWS::DirectConnect::Lag', id: item.lagId, name: item.lagName, owner: item.ownerAccount }
      : undefined,
})
