import type { DescribeAddressesResult } from '@aws-sdk/client-ec2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, ec2Identity } from '../kind.ts'

export const addresses = defineKind({
  operation: 'ec2:DescribeAddresses',
  items: (page: Plain<DescribeAddressesResult>) => page.Addresses,
  identify: (item, place) => ec2Identity('EIP', 'elastic-ip', item.AllocationId, place, { tags: item.Tags }),
})
