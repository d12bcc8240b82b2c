import type { ListOriginRequestPoliciesResult } from '@aws-sdk/client-cloudfront'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind } from '../kind.ts'

/** What behaviors forward to origins beside the cache key; the managed ones, too. */
export const originRequestPolicies = defineKind({
  operation: 'cloudfront:ListOriginRequestPolicies',
  global: true,
  paging: { next: { Marker: 'OriginRequestPolicyList.NextMarker' }, size: ['MaxItems', 100] },
  items: (page: Plain<ListOriginRequestPoliciesResult>) =>
    page.OriginRequestPolicyList?.Items?.map((item) => ({ Managed: item.Type, ...item.OriginRequestPolicy })),
  identify: (item) =>
    item.Id
      ? {
          type: 'AWS::CloudFront::OriginRequestPolicy',
          id: item.Id,
          name: item.OriginRequestPolicyConfig?.Name,
        }
      : undefined,
})
