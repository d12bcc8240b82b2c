import type { DescribeEndPointStateOutput } from '@aws-sdk/client-elastic-load-balancing'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, from } from '../kind.ts'
import { classicLoadBalancers } from './classic-load-balancers.ts'

/** A row a Classic Load Balancer that has instances, with the state of each; names as with its attributes. */
export const classicInstanceHealth = defineKind({
  operation: 'elb:DescribeInstanceHealth',
  per: {
    param: 'LoadBalancerName',
    from: [
      from(classicLoadBalancers, ({ Instances, LoadBalancerName }) =>
        Instances && Instances.length > 0 ? LoadBalancerName : undefined,
      ),
    ],
  },
  items: ({ InstanceStates }: Plain<DescribeEndPointStateOutput>, asked) =>
    InstanceStates ? [{ InstanceStates, LoadBalancerName: String(asked['LoadBalancerName']) }] : [],
  identify: (item) => ({ type: 'AWS::ElasticLoadBalancing::LoadBalancer', id: item.LoadBalancerName }),
})
