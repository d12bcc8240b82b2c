import type { DescribeVpcPeeringConnectionsResult } from '@aws-sdk/client-ec2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, ec2Identity } from '../kind.ts'
import { nextToken } from '../paging.ts'

/** Both sides list a peering; `RequesterVpcInfo` and `AccepterVpcInfo` name their accounts and regions. */
export const vpcPeeringConnections = defineKind({
  operation: 'ec2:DescribeVpcPeeringConnections',
  paging: nextToken(1000),
  always: ['RequesterVpcInfo', 'AccepterVpcInfo', 'RequesterVpcInfo.VpcId', 'AccepterVpcInfo.VpcId'],
  items: (page: Plain<DescribeVpcPeeringConnectionsResult>) => page.VpcPeeringConnections,
  identify: (item, place) =>
    ec2Identity('VPCPeeringConnection', 'vpc-peering-connection', item.VpcPeeringConnectionId, place, {
      tags: item.Tags,
    }),
})
