import type { DescribeLoadBalancerAttributesOutput } from '@aws-sdk/client-elastic-load-balancing'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, from } from '../kind.ts'
import { classicLoadBalancers } from './classic-load-balancers.ts'

/**
 * A row a Classic Load Balancer, under its name. Names are unique in a region of an account only, so `under` does not
 * tell balancers apart: `ofBalancer` in src/network/classic-balancers.ts does.
 */
export const classicLoadBalancerAttributes = defineKind({
  operation: 'elb:DescribeLoadBalancerAttributes',
  per: {
    param: 'LoadBalancerName',
    from: [from(classicLoadBalancers, (balancer) => balancer.LoadBalancerName)],
  },
  items: ({ LoadBalancerAttributes }: Plain<DescribeLoadBalancerAttributesOutput>, asked) =>
    LoadBalancerAttributes
      ? [{ ...LoadBalancerAttributes, LoadBalancerName: String(asked['LoadBalancerName']) }]
      : [],
  identify: (item) => ({ type: 'AWS::ElasticLoadBalancing::LoadBalancer', id: item.LoadBalancerName }),
})
