import type { DescribeByoipCidrsResult } from '@aws-sdk/client-ec2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind } from '../kind.ts'
import { nextToken } from '../paging.ts'

/** Public address ranges that the account brought to AWS. */
export const byoipCidrs = defineKind({
  operation: 'ec2:DescribeByoipCidrs',
  paging: nextToken(100),
  items: (page: Plain<DescribeByoipCidrsResult>) => page.ByoipCidrs,
  identify: (item) => (item.Cidr ? { type: 'AWS::EC2::ByoipCidr', id: item.Cidr } : undefined),
})
