import type { DescribeNatGatewaysResult } from '@aws-sdk/client-ec2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, ec2Identity } from '../kind.ts'
import { nextToken } from '../paging.ts'

export const natGateways = defineKind({
  operation: 'ec2:DescribeNatGateways',
  paging: nextToken(1000),
  always: ['VpcId'],
  items: (page: Plain<DescribeNatGatewaysResult>) => page.NatGateways,
  identify: (item, place) =>
    ec2Identity('NatGateway', 'natgateway', item.NatGatewayId, place, { tags: item.Tags }),
})
