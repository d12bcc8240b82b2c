import type { DescribeVpcEndpointServiceConfigurationsResult } from '@aws-sdk/client-ec2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, ec2Identity } from '../kind.ts'
import { nextToken } from '../paging.ts'

export const vpcEndpointServiceConfigurations = defineKind({
  operation: 'ec2:DescribeVpcEndpointServiceConfigurations',
  paging: nextToken(1000),
  items: (page: Plain<DescribeVpcEndpointServiceConfigurationsResult>) => page.ServiceConfigurations,
  identify: (item, place) =>
    ec2Identity('VPCEndpointService', 'vpc-endpoint-service', item.ServiceId, place, { tags: item.Tags }),
})
