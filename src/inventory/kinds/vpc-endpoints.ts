import type { DescribeVpcEndpointsResult } from '@aws-sdk/client-ec2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, ec2Identity } from '../kind.ts'
import { nextToken } from '../paging.ts'

export const vpcEndpoints = defineKind({
  operation: 'ec2:DescribeVpcEndpoints',
  paging: nextToken(1000),
  always: ['VpcId', 'ServiceName|ResourceConfigurationArn|ServiceNetworkArn', 'VpcEndpointType'],
  items: (page: Plain<DescribeVpcEndpointsResult>) => page.VpcEndpoints,
  identify: (item, place) =>
    ec2Identity('VPCEndpoint', 'vpc-endpoint', item.VpcEndpointId, place, {
      tags: item.Tags,
      owner: item.OwnerId,
    }),
})
