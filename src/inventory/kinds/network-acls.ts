import type { DescribeNetworkAclsResult } from '@aws-sdk/client-ec2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, ec2Identity } from '../kind.ts'
import { nextToken } from '../paging.ts'

export const networkAcls = defineKind({
  operation: 'ec2:DescribeNetworkAcls',
  paging: nextToken(1000),
  always: ['VpcId', 'Associations', 'Associations.SubnetId', 'Entries'],
  items: (page: Plain<DescribeNetworkAclsResult>) => page.NetworkAcls,
  identify: (item, place) =>
    ec2Identity('NetworkAcl', 'network-acl', item.NetworkAclId, place, {
      tags: item.Tags,
      owner: item.OwnerId,
    }),
})
