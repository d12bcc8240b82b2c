import type { DescribeDeliverySourcesResponse } from '@aws-sdk/client-cloudwatch-logs'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind } from '../kind.ts'

/** What `deliverySources` and `edgeDeliverySources` have in common: the same list, of another region. */
export const listOfDeliverySources = {
  operation: 'logs:DescribeDeliverySources' as const,
  paging: { next: { nextToken: 'nextToken' }, size: ['limit', 50] as const },
  items: (page: Plain<DescribeDeliverySourcesResponse>) => page.deliverySources,
  identify: (item: { readonly name?: string | undefined; readonly arn?: string | undefined }) =>
    item.name ? { type: 'AWS::Logs::DeliverySource', id: item.name, arn: item.arn } : undefined,
}

/** What sends its logs by way of CloudWatch Logs (`resourceArns`). */
export const deliverySources = defineKind(listOfDeliverySources)
