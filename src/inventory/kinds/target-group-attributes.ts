import type { DescribeTargetGroupAttributesOutput } from '@aws-sdk/client-elastic-load-balancing-v2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, from } from '../kind.ts'
import { targetGroups } from './target-groups.ts'

/** One row an attribute: `under(TargetGroupArn)` gives all of a group. */
export const targetGroupAttributes = defineKind({
  operation: 'elbv2:DescribeTargetGroupAttributes',
  per: { param: 'TargetGroupArn', from: [from(targetGroups, (group) => group.TargetGroupArn)] },
  always: ['Value', 'Key'],
  items: (page: Plain<DescribeTargetGroupAttributesOutput>, asked) =>
    page.Attributes?.map((attribute) => ({ ...attribute, TargetGroupArn: String(asked['TargetGroupArn']) })),
  identify: (item) => ({ type: 'AWS::ElasticLoadBalancingV2::TargetGroup', id: item.TargetGroupArn }),
})
