import type { ListCachePoliciesResult } from '@aws-sdk/client-cloudfront'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind } from '../kind.ts'

/** What behaviors cache by, and for how long; the managed ones, too. */
export const cachePolicies = defineKind({
  operation: 'cloudfront:ListCachePolicies',
  global: true,
  paging: { next: { Marker: 'CachePolicyList.NextMarker' }, size: ['MaxItems', 100] },
  items: (page: Plain<ListCachePoliciesResult>) =>
    page.CachePolicyList?.Items?.map((item) => ({ Managed: item.Type, ...item.CachePolicy })),
  identify: (item) =>
    item.Id
      ? { type: 'AWS::CloudFront::CachePolicy', id: item.Id, name: item.CachePolicyConfig?.Name }
      : undefined,
})
