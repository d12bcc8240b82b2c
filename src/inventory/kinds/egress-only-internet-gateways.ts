import type { DescribeEgressOnlyInternetGatewaysResult } from '@aws-sdk/client-ec2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, ec2Identity } from '../kind.ts'
import { nextToken } from '../paging.ts'

export const egressOnlyInternetGateways = defineKind({
  operation: 'ec2:DescribeEgressOnlyInternetGateways',
  paging: nextToken(255),
  items: (page: Plain<DescribeEgressOnlyInternetGatewaysResult>) => page.EgressOnlyInternetGateways,
  identify: (item, place) =>
    ec2Identity(
      'EgressOnlyInternetGateway',
      'egress-only-internet-gateway',
      item.EgressOnlyInternetGatewayId,
      place,
      {
        tags: item.Tags,
      },
    ),
})
