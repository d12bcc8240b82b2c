import type { DescribeAccessPointsOutput } from '@aws-sdk/client-elastic-load-balancing'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, partitionOf } from '../kind.ts'
import { marker } from '../paging.ts'

export const classicLoadBalancers = defineKind({
  operation: 'elb:DescribeLoadBalancers',
  paging: marker(400),
  always: ['DNSName'],
  items: (page: Plain<DescribeAccessPointsOutput>) => page.LoadBalancerDescriptions,
  identify: (item, { account, region }) =>
    item.LoadBalancerName
      ? {
          type: 'AWS::ElasticLoadBalancing::LoadBalancer',
          id: item.LoadBalancerName,
          arn: `arn:${partitionOf(region)}:elasticloadbalancing:${region}:${account}:loadbalancer/${item.LoadBalancerName}`,
          name: item.LoadBalancerName,
        }
      : undefined,
})
