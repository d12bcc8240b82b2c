import type { DescribeStaleSecurityGroupsResult } from '@aws-sdk/client-ec2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, ec2Identity, from } from '../kind.ts'
import { nextToken } from '../paging.ts'
import { vpcs } from './vpcs.ts'

/** Groups with rules that name a group of a peer which is gone, or whose peering is: `under(VpcId)`. */
export const staleSecurityGroups = defineKind({
  operation: 'ec2:DescribeStaleSecurityGroups',
  paging: nextToken(255),
  per: {
    param: 'VpcId',
    from: [from(vpcs, (vpc) => (vpc.OwnerId === vpc.account ? vpc.VpcId : undefined))],
  },
  items: (page: Plain<DescribeStaleSecurityGroupsResult>) => page.StaleSecurityGroupSet,
  identify: (item, place) => {
    const identity = ec2Identity('SecurityGroup', 'security-group', item.GroupId, place)
    return identity && { ...identity, name: item.GroupName }
  },
})
