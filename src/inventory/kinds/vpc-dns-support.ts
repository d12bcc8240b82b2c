import type { DescribeVpcAttributeResult } from '@aws-sdk/client-ec2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, ec2Identity, from } from '../kind.ts'
import { vpcs } from './vpcs.ts'

/** Whether Amazon's resolver answers in a VPC: a row a VPC. */
export const vpcDnsSupport = defineKind({
  operation: 'ec2:DescribeVpcAttribute',
  per: {
    param: 'VpcId',
    from: [from(vpcs, (vpc) => (vpc.OwnerId === vpc.account ? vpc.VpcId : undefined))],
    with: () => ({ Attribute: 'enableDnsSupport' }),
  },
  items: (page: Plain<DescribeVpcAttributeResult>, asked) =>
    page.EnableDnsSupport ? [{ Value: page.EnableDnsSupport.Value, VpcId: String(asked['VpcId']) }] : [],
  identify: (item, place) => ec2Identity('VPC', 'vpc', item.VpcId, place),
})
