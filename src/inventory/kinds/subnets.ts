import type { DescribeSubnetsResult } from '@aws-sdk/client-ec2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, ec2Identity } from '../kind.ts'
import { nextToken } from '../paging.ts'

export const subnets = defineKind({
  operation: 'ec2:DescribeSubnets',
  paging: nextToken(1000),
  always: ['VpcId', 'CidrBlock|Ipv6Native'],
  items: (page: Plain<DescribeSubnetsResult>) => page.Subnets,
  identify: (item, place) =>
    ec2Identity('Subnet', 'subnet', item.SubnetId, place, { tags: item.Tags, owner: item.OwnerId }),
})
