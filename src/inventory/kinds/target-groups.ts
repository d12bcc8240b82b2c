import type { DescribeTargetGroupsOutput } from '@aws-sdk/client-elastic-load-balancing-v2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind } from '../kind.ts'
import { marker } from '../paging.ts'

export const targetGroups = defineKind({
  operation: 'elbv2:DescribeTargetGroups',
  paging: marker(400),
  items: (page: Plain<DescribeTargetGroupsOutput>) => page.TargetGroups,
  identify: (item) =>
    item.TargetGroupArn
      ? {
          type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
          id: item.TargetGroupArn,
          arn: item.TargetGroupArn,
          name: item.TargetGroupName,
        }
      : undefined,
})
