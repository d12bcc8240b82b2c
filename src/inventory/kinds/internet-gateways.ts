import type { DescribeInternetGatewaysResult } from '@aws-sdk/client-ec2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, ec2Identity } from '../kind.ts'
import { nextToken } from '../paging.ts'

export const internetGateways = defineKind({
  operation: 'ec2:DescribeInternetGateways',
  paging: nextToken(1000),
  always: ['Attachments.VpcId'],
  items: (page: Plain<DescribeInternetGatewaysResult>) => page.InternetGateways,
  identify: (item, place) =>
    ec2Identity('InternetGateway', 'internet-gateway', item.InternetGatewayId, place, {
      tags: item.Tags,
      owner: item.OwnerId,
    }),
})
