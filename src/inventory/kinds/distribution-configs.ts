import type { GetDistributionConfigResult } from '@aws-sdk/client-cloudfront'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, from } from '../kind.ts'
import { distributions } from './distributions.ts'

/**
 * Asked only where the list gave a distribution without its certificate or behaviors. AWS's own lists hold both, so
 * this costs no call there; endpoints that stand in for AWS may be terser.
 */
export const distributionConfigs = defineKind({
  operation: 'cloudfront:GetDistributionConfig',
  global: true,
  per: {
    param: 'Id',
    from: [
      from(distributions, (one) => (one.ViewerCertificate && one.DefaultCacheBehavior ? undefined : one.Id)),
    ],
  },
  items: (page: Plain<GetDistributionConfigResult>, asked) =>
    page.DistributionConfig ? [{ ...page.DistributionConfig, Id: String(asked['Id']) }] : [],
  identify: (item) => ({ type: 'AWS::CloudFront::Distribution', id: item.Id }),
})
