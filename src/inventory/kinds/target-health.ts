import type { DescribeTargetHealthOutput } from '@aws-sdk/client-elastic-load-balancing-v2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, from } from '../kind.ts'
import { targetGroups } from './target-groups.ts'

/** The registered targets of each target group with their health. */
export const targetHealth = defineKind({
  operation: 'elbv2:DescribeTargetHealth',
  per: { param: 'TargetGroupArn', from: [from(targetGroups, (group) => group.TargetGroupArn)] },
  always: ['Target', 'Target.Id'],
  items: (page: Plain<DescribeTargetHealthOutput>, asked) =>
    page.TargetHealthDescriptions?.map((target) => ({
      ...target,
      TargetGroupArn: String(asked['TargetGroupArn']),
    })),
  identify: (item) => ({ type: 'AWS::ElasticLoadBalancingV2::TargetGroup', id: item.TargetGroupArn }),
})
