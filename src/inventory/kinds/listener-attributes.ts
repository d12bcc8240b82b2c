import type { DescribeListenerAttributesOutput } from '@aws-sdk/client-elastic-load-balancing-v2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, from } from '../kind.ts'
import { listeners } from './listeners.ts'

/** What can be set on listeners of network load balancers, such as how long an idle flow is remembered. */
export const listenerAttributes = defineKind({
  operation: 'elbv2:DescribeListenerAttributes',
  per: {
    param: 'ListenerArn',
    from: [
      from(listeners, ({ Protocol, ListenerArn }) =>
        Protocol === 'TCP' || Protocol === 'TLS' ? ListenerArn : undefined,
      ),
    ],
  },
  always: ['Key'],
  items: (page: Plain<DescribeListenerAttributesOutput>, asked) =>
    page.Attributes?.map((attribute) => ({ ...attribute, ListenerArn: String(asked['ListenerArn']) })),
  identify: (item) => ({ type: 'AWS::ElasticLoadBalancingV2::Listener', id: item.ListenerArn }),
})
