import type { ListDistributionTenantsResult } from '@aws-sdk/client-cloudfront'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind } from '../kind.ts'

/** The tenants of multi-tenant distributions, with the names that each answers for (`Domains`). */
export const distributionTenants = defineKind({
  operation: 'cloudfront:ListDistributionTenants',
  global: true,
  paging: { next: { Marker: 'NextMarker' }, size: ['MaxItems', 100] },
  always: ['Domains', 'Domains.Domain'],
  items: (page: Plain<ListDistributionTenantsResult>) => page.DistributionTenantList,
  identify: (item) =>
    item.Id
      ? { type: 'AWS::CloudFront::DistributionTenant', id: item.Id, arn: item.Arn, name: item.Name }
      : undefined,
})
