import type { GetDistributionResult } from '@aws-sdk/client-cloudfront'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, from } from '../kind.ts'
import { distributions } from './distributions.ts'

/**
 * The older way of logging, by which a distribution itself writes into a bucket: no list tells of it. Asked by
 * GetDistribution, since GetDistributionConfig is for the distributions of terse lists (`distributionConfigs`).
 */
export const distributionLogging = defineKind({
  operation: 'cloudfront:GetDistribution',
  global: true,
  per: {
    param: 'Id',
    from: [
      from(distributions, (one) => (one.Enabled === false || one.Staging === true ? undefined : one.Id)),
    ],
  },
  items: (page: Plain<GetDistributionResult>, asked) =>
    page.Distribution
      ? [{ Logging: page.Distribution.DistributionConfig?.Logging, Id: String(asked['Id']) }]
      : [],
  identify: (item) => ({ type: 'AWS::CloudFront::Distribution', id: item.Id }),
})
