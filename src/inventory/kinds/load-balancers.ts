import type { DescribeLoadBalancersOutput } from '@aws-sdk/client-elastic-load-balancing-v2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind } from '../kind.ts'
import { marker } from '../paging.ts'

/** Application, network and gateway load balancers; classic ones are a kind of their own. */
export const loadBalancers = defineKind({
  operation: 'elbv2:DescribeLoadBalancers',
  paging: marker(400),
  always: ['Type'],
  // A gateway load balancer has no name to be called by.
  lacks: ({ Type, DNSName }) => (Type === 'gateway' || DNSName ? undefined : 'DNSName'),
  items: (page: Plain<DescribeLoadBalancersOutput>) => page.LoadBalancers,
  identify: (item) =>
    item.LoadBalancerArn
      ? {
          type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
          id: item.LoadBalancerArn,
          arn: item.LoadBalancerArn,
          name: item.LoadBalancerName,
        }
      : undefined,
})
