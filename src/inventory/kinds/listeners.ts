import type { Action, DescribeListenersOutput } from '@aws-sdk/client-elastic-load-balancing-v2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, from } from '../kind.ts'
import { marker } from '../paging.ts'
import { loadBalancers } from './load-balancers.ts'

/** Whether one of some actions forwards without a word of where to. */
export const forwardsNowhere = (actions: readonly Plain<Action>[] | undefined): boolean =>
  actions?.some(
    ({ Type, TargetGroupArn, ForwardConfig }) =>
      Type === 'forward' && !TargetGroupArn && !ForwardConfig?.TargetGroups?.length,
  ) ?? false

export const listeners = defineKind({
  operation: 'elbv2:DescribeListeners',
  paging: marker(100),
  per: { param: 'LoadBalancerArn', from: [from(loadBalancers, (balancer) => balancer.LoadBalancerArn)] },
  always: ['LoadBalancerArn', 'DefaultActions', 'DefaultActions.ForwardConfig.TargetGroups.TargetGroupArn'],
  lacks: ({ DefaultActions }) => (forwardsNowhere(DefaultActions) ? 'target group to forward to' : undefined),
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
