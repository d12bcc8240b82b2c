import type { ListDistributionsResult } from '@aws-sdk/client-cloudfront'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind } from '../kind.ts'

/** The summaries hold the certificate, the behaviors and the origins: no call for each distribution is needed. */
export const distributions = defineKind({
  operation: 'cloudfront:ListDistributions',
  global: true,
  paging: {
    next: { Marker: 'DistributionList.NextMarker' },
    more: 'DistributionList.IsTruncated',
    size: ['MaxItems', 100],
  },
  items: (page: Plain<ListDistributionsResult>) => page.DistributionList?.Items,
  identify: (item) =>
    item.Id
      ? {
          type: 'AWS::CloudFront::Distribution',
          id: item.Id,
          arn: item.ARN,
          // The first alias is what people call a distribution; its cloudfront.net name says nothing.
          name: item.Aliases?.Items?.[0] ?? item.DomainName,
        }
      : undefined,
})
