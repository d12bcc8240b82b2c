import type { DescribeRulesOutput } from '@aws-sdk/client-elastic-load-balancing-v2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, from } from '../kind.ts'
import { marker } from '../paging.ts'
import { listeners } from './listeners.ts'

/** The rules of each listener, its default action among them (`IsDefault`). */
export const listenerRules = defineKind({
  operation: 'elbv2:DescribeRules',
  paging: marker(100),
  per: { param: 'ListenerArn', from: [from(listeners, (listener) => listener.ListenerArn)] },
  always: ['Actions', 'Conditions', 'Conditions.Field'],
  items: (page: Plain<DescribeRulesOutput>, asked) =>
    page.Rules?.map((rule) => ({ ...rule, ListenerArn: String(asked['ListenerArn']) })),
  identify: (item) =>
    item.RuleArn
      ? { type: 'AWS::ElasticLoadBalancingV2::ListenerRule', id: item.RuleArn, arn: item.RuleArn }
      : undefined,
})
