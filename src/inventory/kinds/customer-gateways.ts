import type { DescribeCustomerGatewaysResult } from '@aws-sdk/client-ec2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, ec2Identity } from '../kind.ts'

export const customerGateways = defineKind({
  operation: 'ec2:DescribeCustomerGateways',
  items: (page: Plain<DescribeCustomerGatewaysResult>) => page.CustomerGateways,
  identify: (item, place) =>
    ec2Identity('CustomerGateway', 'customer-gateway', item.CustomerGatewayId, place, { tags: item.Tags }),
})
