import type { DescribeVpcEndpointConnectionsResult } from '@aws-sdk/client-ec2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind } from '../kind.ts'
import { nextToken } from '../paging.ts'

/** The endpoints of consumers, mostly in other accounts, that are connected to the account's endpoint services. */
export const vpcEndpointConnections = defineKind({
  operation: 'ec2:DescribeVpcEndpointConnections',
  paging: nextToken(1000),
  items: (page: Plain<DescribeVpcEndpointConnectionsResult>) => page.VpcEndpointConnections,
  identify: (item) =>
    item.VpcEndpointId ? { type: 'AWS::EC2::VPCEndpoint', id: item.VpcEndpointId } : undefined,
})
