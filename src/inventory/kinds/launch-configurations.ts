import type { LaunchConfigurationsType } from '@aws-sdk/client-auto-scaling'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind } from '../kind.ts'
import { nextToken } from '../paging.ts'

/** What older Auto Scaling groups launch from; newer ones have launch templates. */
export const launchConfigurations = defineKind({
  operation: 'autoscaling:DescribeLaunchConfigurations',
  paging: nextToken(100, 'MaxRecords'),
  items: (page: Plain<LaunchConfigurationsType>) => page.LaunchConfigurations,
  identify: (item) =>
    item.LaunchConfigurationName
      ? {
          type: 'AWS::AutoScaling::LaunchConfiguration',
          id: item.LaunchConfigurationName,
          arn: item.LaunchConfigurationARN,
          name: item.LaunchConfigurationName,
        }
      : undefined,
})
