import type { ListHealthChecksResponse } from '@aws-sdk/client-route-53'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind } from '../kind.ts'

export const healthChecks = defineKind({
  operation: 'route53:ListHealthChecks',
  global: true,
  paging: { next: { Marker: 'NextMarker' }, more: 'IsTruncated', size: ['MaxItems', 1000] },
  items: (page: Plain<ListHealthChecksResponse>) => page.HealthChecks,
  identify: (item) =>
    item.Id
      ? { type: 'AWS::Route53::HealthCheck', id: item.Id, arn: `arn:aws:route53:::healthcheck/${item.Id}` }
      : undefined,
})
