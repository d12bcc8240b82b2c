import type { DescribeSSLPoliciesOutput } from '@aws-sdk/client-elastic-load-balancing-v2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind } from '../kind.ts'
import { marker } from '../paging.ts'

/** What each TLS security policy of the region offers: asked of AWS, so that next year's policies are known, too. */
export const sslPolicies = defineKind({
  operation: 'elbv2:DescribeSSLPolicies',
  paging: marker(400),
  items: (page: Plain<DescribeSSLPoliciesOutput>) => page.SslPolicies,
  identify: (item) =>
    item.Name ? { type: 'AWS::ElasticLoadBalancingV2::SslPolicy', id: item.Name } : undefined,
})
