import type { ListWebACLsResponse } from '@aws-sdk/client-wafv2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind } from '../kind.ts'

/** The web ACLs of a region; those of CloudFront stand on the distributions. */
export const webAcls = defineKind({
  operation: 'wafv2:ListWebACLs',
  params: { Scope: 'REGIONAL' },
  paging: { next: { NextMarker: 'NextMarker' }, size: ['Limit', 100] },
  items: (page: Plain<ListWebACLsResponse>) => page.WebACLs,
  identify: (item) =>
    item.ARN ? { type: 'AWS::WAFv2::WebACL', id: item.ARN, arn: item.ARN, name: item.Name } : undefined,
})
