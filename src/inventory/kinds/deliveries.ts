import type { DescribeDeliveriesResponse } from '@aws-sdk/client-cloudwatch-logs'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind } from '../kind.ts'

/** What `deliveries` and `edgeDeliveries` have in common: the same list, of another region. */
export const listOfDeliveries = {
  operation: 'logs:DescribeDeliveries' as const,
  paging: { next: { nextToken: 'nextToken' }, size: ['limit', 50] as const },
  items: (page: Plain<DescribeDeliveriesResponse>) => page.deliveries,
  identify: (item: { readonly id?: string | undefined; readonly arn?: string | undefined }) =>
    item.id ? { type: 'AWS::Logs::Delivery', id: item.id, arn: item.arn } : undefined,
}

/** Where a delivery source sends to: a source without one sends nothing. */
export const deliveries = defineKind(listOfDeliveries)
