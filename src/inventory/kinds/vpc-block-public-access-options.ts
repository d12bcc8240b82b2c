import type { DescribeVpcBlockPublicAccessOptionsResult } from '@aws-sdk/client-ec2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind } from '../kind.ts'

/** One for each account and region. */
export const vpcBlockPublicAccessOptions = defineKind({
  operation: 'ec2:DescribeVpcBlockPublicAccessOptions',
  always: ['InternetGatewayBlockMode'],
  items: ({ VpcBlockPublicAccessOptions: options }: Plain<DescribeVpcBlockPublicAccessOptionsResult>) =>
    options ? [options] : [],
  identify: (_, place) => ({
    type: 'AWS::EC2::VPCBlockPublicAccessOptions',
    id: `${place.account}/${place.region}`,
  }),
})
