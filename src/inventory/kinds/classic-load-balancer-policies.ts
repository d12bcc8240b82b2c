import type { DescribeLoadBalancerPoliciesOutput } from '@aws-sdk/client-elastic-load-balancing'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, from } from '../kind.ts'
import { classicLoadBalancers } from './classic-load-balancers.ts'

/** A row a policy of each Classic Load Balancer with a TLS listener, the predefined ones that it uses among them. */
export const classicLoadBalancerPolicies = defineKind({
  operation: 'elb:DescribeLoadBalancerPolicies',
  per: {
    param: 'LoadBalancerName',
    from: [
      from(classicLoadBalancers, ({ ListenerDescriptions, LoadBalancerName }) =>
        ListenerDescriptions?.some(({ Listener }) => /^(https|ssl)$/i.test(Listener?.Protocol ?? ''))
          ? LoadBalancerName
          : undefined,
      ),
    ],
  },
  always: ['PolicyName', 'PolicyTypeName', 'PolicyAttributeDescriptions.AttributeName'],
  items: (page: Plain<DescribeLoadBalancerPoliciesOutput>, asked) =>
    page.PolicyDescriptions?.map((policy) => ({
      ...policy,
      LoadBalancerName: String(asked['LoadBalancerName']),
    })),
  identify: (item) =>
    item.PolicyName
      ? { type: 'AWS::ElasticLoadBalancing::LoadBalancer', id: item.LoadBalancerName, name: item.PolicyName }
      : undefined,
})
