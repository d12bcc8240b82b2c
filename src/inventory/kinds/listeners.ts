import type { DescribeListenersOutput } from '@aws-sdk/client-elastic-load-balancing-v2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, from } from '../kind.ts'
import { marker } from '../paging.ts'
import { loadBalancers } from './load-balancers.ts'

export const listeners = defineKind({
  operation: 'elbv2:DescribeListeners',
  paging: marker(100),
  per: { param: 'LoadBalancerArn', from: [from(loadBalancers, (balancer) => balancer.LoadBalancerArn)] },
  always: ['LoadBalancerArn', 'DefaultActions'],
  items: (page: Plain<DescribeListenersOutput>) => page.Listeners,
  identify: (item) =>
    item.ListenerArn
      ? {
          type: 'AWS::ElasticLoadBalancingV2::Listener',
          id: item.ListenerArn,
          arn: item.ListenerArn,
          name: `${item.Protocol ?? ''}:${item.Port ?? ''}`,
        }
      : undefined,
})
