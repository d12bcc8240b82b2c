import type { ListOriginAccessControlsResult } from '@aws-sdk/client-cloudfront'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind } from '../kind.ts'

/** How CloudFront signs its requests to origins. */
export const originAccessControls = defineKind({
  operation: 'cloudfront:ListOriginAccessControls',
  global: true,
  paging: {
    next: { Marker: 'OriginAccessControlList.NextMarker' },
    more: 'OriginAccessControlList.IsTruncated',
    size: ['MaxItems', 100],
  },
  items: (page: Plain<ListOriginAccessControlsResult>) => page.OriginAccessControlList?.Items,
  identify: (item) =>
    item.Id ? { type: 'AWS::CloudFront::OriginAccessControl', id: item.Id, name: item.Name } : undefined,
})
