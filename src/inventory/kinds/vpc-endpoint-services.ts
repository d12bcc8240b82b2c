import type { DescribeVpcEndpointServicesResult } from '@aws-sdk/client-ec2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind } from '../kind.ts'
import { nextToken } from '../paging.ts'

/** What an endpoint can be made for from here: AWS's own services, and those that others let this account use. */
export const vpcEndpointServices = defineKind({
  operation: 'ec2:DescribeVpcEndpointServices',
  paging: nextToken(1000),
  items: (page: Plain<DescribeVpcEndpointServicesResult>) => page.ServiceDetails,
  identify: (item) =>
    item.ServiceName ? { type: 'AWS::EC2::VPCEndpointService', id: item.ServiceName } : undefined,
})
