import type { ListAnycastIpListsResult } from '@aws-sdk/client-cloudfront'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind } from '../kind.ts'

export const anycastIpLists = defineKind({
  operation: 'cloudfront:ListAnycastIpLists',
  global: true,
  paging: {
    next: { Marker: 'AnycastIpLists.NextMarker' },
    more: 'AnycastIpLists.IsTruncated',
    size: ['MaxItems', 100],
  },
  items: (page: Plain<ListAnycastIpListsResult>) => page.AnycastIpLists?.Items,
  identify: (item) =>
    item.Id
      ? { type: 'AWS::CloudFront::AnycastIpList', id: item.Id, arn: item.Arn, name: item.Name }
      : undefined,
})
