import type { DescribeCarrierGatewaysResult } from '@aws-sdk/client-ec2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, ec2Identity } from '../kind.ts'
import { nextToken } from '../paging.ts'

export const carrierGateways = defineKind({
  operation: 'ec2:DescribeCarrierGateways',
  paging: nextToken(1000),
  items: (page: Plain<DescribeCarrierGatewaysResult>) => page.CarrierGateways,
  identify: (item, place) =>
    ec2Identity('CarrierGateway', 'carrier-gateway', item.CarrierGatewayId, place, {
      tags: item.Tags,
      owner: item.OwnerId,
    }),
})
