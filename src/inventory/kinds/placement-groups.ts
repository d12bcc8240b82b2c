import type { DescribePlacementGroupsResult } from '@aws-sdk/client-ec2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, ec2Identity } from '../kind.ts'

/** CloudFormation and the ARN know a placement group by its name; older answers carry no GroupId at all. */
export const placementGroups = defineKind({
  operation: 'ec2:DescribePlacementGroups',
  items: (page: Plain<DescribePlacementGroupsResult>) => page.PlacementGroups,
  identify: (item, place) => {
    const identity = ec2Identity('PlacementGroup', 'placement-group', item.GroupName, place)
    return identity && { ...identity, arn: item.GroupArn ?? identity.arn, name: item.GroupName }
  },
})
