import type { DescribeVpcsResult } from '@aws-sdk/client-ec2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, ec2Identity } from '../kind.ts'
import { nextToken } from '../paging.ts'

export const vpcs = defineKind({
  operation: 'ec2:DescribeVpcs',
  paging: nextToken(1000),
  always: [
    'CidrBlockAssociationSet.CidrBlock',
    'CidrBlockAssociationSet.CidrBlockState.State',
    'Ipv6CidrBlockAssociationSet.Ipv6CidrBlock',
    'Ipv6CidrBlockAssociationSet.Ipv6CidrBlockState.State',
  ],
  items: (page: Plain<DescribeVpcsResult>) => page.Vpcs,
  identify: (item, place) =>
    ec2Identity('VPC', 'vpc', item.VpcId, place, { tags: item.Tags, owner: item.OwnerId }),
})
