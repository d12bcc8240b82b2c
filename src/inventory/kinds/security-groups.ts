import type { DescribeSecurityGroupsResult } from '@aws-sdk/client-ec2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, ec2Identity } from '../kind.ts'
import { nextToken } from '../paging.ts'

/** Their name is the group's own; a tag `Name` is a second one that the console shows beside it. */
export const securityGroups = defineKind({
  operation: 'ec2:DescribeSecurityGroups',
  paging: nextToken(1000),
  items: (page: Plain<DescribeSecurityGroupsResult>) => page.SecurityGroups,
  identify: (item, place) => {
    const identity = ec2Identity('SecurityGroup', 'security-group', item.GroupId, place, {
      owner: item.OwnerId,
    })
    return identity && { ...identity, name: item.GroupName }
  },
})
