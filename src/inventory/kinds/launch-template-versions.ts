import type { DescribeLaunchTemplateVersionsResult } from '@aws-sdk/client-ec2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, from } from '../kind.ts'
import { nextToken } from '../paging.ts'
import { autoScalingGroups } from './auto-scaling-groups.ts'

interface Specification {
  readonly LaunchTemplateId?: string | undefined
  readonly Version?: string | undefined
}

/** The key of a group's launch template: its id and version (`lt-1:3`, `lt-1:$Latest`), as Auto Scaling resolves it. */
export const launchTemplateKey = (template: Specification | undefined): string | undefined =>
  template?.LaunchTemplateId && `${template.LaunchTemplateId}:${template.Version ?? '$Default'}`

/** The versions that Auto Scaling groups launch from. */
export const launchTemplateVersions = defineKind({
  operation: 'ec2:DescribeLaunchTemplateVersions',
  paging: nextToken(),
  per: {
    param: 'LaunchTemplateId',
    with: (key) => ({ LaunchTemplateId: key.split(':')[0], Versions: [key.split(':')[1]] }),
    from: [
      from(autoScalingGroups, (group) => [
        launchTemplateKey(group.LaunchTemplate),
        launchTemplateKey(group.MixedInstancesPolicy?.LaunchTemplate?.LaunchTemplateSpecification),
      ]),
    ],
  },
  items: (page: Plain<DescribeLaunchTemplateVersionsResult>) => page.LaunchTemplateVersions,
  identify: (item) =>
    item.LaunchTemplateId
      ? { type: 'AWS::EC2::LaunchTemplate', id: item.LaunchTemplateId, name: item.LaunchTemplateName }
      : undefined,
})
