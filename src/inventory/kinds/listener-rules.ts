import type { DescribeRulesOutput } from '@aws-sdk/client-elastic-load-balancing-v2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, from } from '../kind.ts'
import { marker } from '../paging.ts'
import { forwardsNowhere, listeners } from './listeners.ts'

/** The rules of each listener, its default action among them (`IsDefault`). */
export const listenerRules = defineKind({
  operation: 'elbv2:DescribeRules',
  paging: marker(100),
  per: { param: 'ListenerArn', from: [from(listeners, (listener) => listener.ListenerArn)] },
  always: [
    'Actions',
    'Actions.ForwardConfig.TargetGroups.TargetGroupArn',
    'Conditions',
    'Conditions.Field',
    'Conditions.PathPatternConfig.Values|RegexValues',
  ],
  items: (page: Plain<DescribeRulesOutput>, asked) =>
    page.Rules?.map((rule) => ({ ...rule, ListenerArn: String(asked['ListenerArn']) })),
  // What a condition compares with lies in a field of its own, next year's in one that is not known here.
  lacks: ({ Actions, Conditions }) => {
    if (forwardsNowhere(Actions)) return 'target group to forward to'
    return Conditions?.some((one) => Object.keys(one).length < 2) ? 'value of a condition' : undefined
  },
  identify: (item) =>
    item.RuleArn
      ? { type: 'AWS::ElasticLoadBalancingV2::ListenerRule', id: item.RuleArn, arn: item.RuleArn }
      : undefined,
})
