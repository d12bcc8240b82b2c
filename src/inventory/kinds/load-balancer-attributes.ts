import type { DescribeLoadBalancerAttributesOutput } from '@aws-sdk/client-elastic-load-balancing-v2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, from } from '../kind.ts'
import { loadBalancers } from './load-balancers.ts'

/** One row an attribute: `under(LoadBalancerArn)` gives all of a balancer. */
export const loadBalancerAttributes = defineKind({
  operation: 'elbv2:DescribeLoadBalancerAttributes',
  per: { param: 'LoadBalancerArn', from: [from(loadBalancers, (balancer) => balancer.LoadBalancerArn)] },
  always: ['Value', 'Key'],
  items: (page: Plain<DescribeLoadBalancerAttributesOutput>, asked) =>
    page.Attributes?.map((attribute) => ({
      ...attribute,
      LoadBalancerArn: String(asked['LoadBalancerArn']),
    })),
  identify: (item) => ({ type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', id: item.LoadBalancerArn }),
})
