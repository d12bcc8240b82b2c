import type { DescribeSecurityGroupsResult } from '@aws-sdk/client-ec2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, ec2Identity } from '../kind.ts'
import { nextToken } from '../paging.ts'

/** Their name is the group's own; a tag `Name` is a second one that the console shows beside it. */
export const securityGroups = defineKind({
  operation: 'ec2:DescribeSecurityGroups',
  paging: nextToken(1000),
  always: [
    'VpcId',
    'IpPermissions.IpRanges|Ipv6Ranges|PrefixListIds|UserIdGroupPairs',
    'IpPermissionsEgress.IpRanges|Ipv6Ranges|PrefixListIds|UserIdGroupPairs',
    'IpPermissions.IpRanges.CidrIp',
    'IpPermissions.Ipv6Ranges.CidrIpv6',
    'IpPermissions.PrefixListIds.PrefixListId',
    'IpPermissions.UserIdGroupPairs.GroupId|GroupName',
    'IpPermissionsEgress.IpRanges.CidrIp',
    'IpPermissionsEgress.Ipv6Ranges.CidrIpv6',
    'IpPermissionsEgress.PrefixListIds.PrefixListId',
    'IpPermissionsEgress.UserIdGroupPairs.GroupId|GroupName',
  ],
  items: (page: Plain<DescribeSecurityGroupsResult>) => page.SecurityGroups,
  identify: (item, place) => {
    const identity = ec2Identity('SecurityGroup', 'security-group', item.GroupId, place, {
      owner: item.OwnerId,
    })
    return identity && { ...identity, name: item.GroupName }
  },
})
