import type { AutoScalingGroupsType } from '@aws-sdk/client-auto-scaling'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind } from '../kind.ts'
import { nextToken } from '../paging.ts'

export const autoScalingGroups = defineKind({
  operation: 'autoscaling:DescribeAutoScalingGroups',
  paging: nextToken(100, 'MaxRecords'),
  items: (page: Plain<AutoScalingGroupsType>) => page.AutoScalingGroups,
  identify: (item) =>
    item.AutoScalingGroupName
      ? {
          type: 'AWS::AutoScaling::AutoScalingGroup',
          id: item.AutoScalingGroupName,
          arn: item.AutoScalingGroupARN,
          name: item.AutoScalingGroupName,
        }
      : undefined,
})
