import type { DescribeInstanceTypesResult } from '@aws-sdk/client-ec2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, from } from '../kind.ts'
import { nextToken } from '../paging.ts'
import { autoScalingGroups } from './auto-scaling-groups.ts'
import { instances } from './instances.ts'
import { launchConfigurations } from './launch-configurations.ts'
import { launchTemplateVersions } from './launch-template-versions.ts'

/**
 * Only the types that instances have and that Auto Scaling groups may launch; the whole list is of more than a
 * thousand. MaxResults may not be given with InstanceTypes.
 */
export const instanceTypes = defineKind({
  operation: 'ec2:DescribeInstanceTypes',
  paging: nextToken(),
  per: {
    param: 'InstanceTypes',
    batch: 100,
    from: [
      from(instances, (instance) => instance.InstanceType),
      from(autoScalingGroups, (group) =>
        group.MixedInstancesPolicy?.LaunchTemplate?.Overrides?.map((override) => override.InstanceType),
      ),
      from(launchTemplateVersions, (version) => version.LaunchTemplateData?.InstanceType),
      from(launchConfigurations, (configuration) => configuration.InstanceType),
    ],
  },
  items: (page: Plain<DescribeInstanceTypesResult>) => page.InstanceTypes,
  identify: (item) =>
    item.InstanceType ? { type: 'AWS::EC2::InstanceType', id: item.InstanceType } : undefined,
})
