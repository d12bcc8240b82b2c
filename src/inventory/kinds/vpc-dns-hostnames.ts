import type { DescribeVpcAttributeResult } from '@aws-sdk/client-ec2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, ec2Identity, from } from '../kind.ts'
import { vpcs } from './vpcs.ts'

/** Whether a VPC gives its public instances names, which private DNS takes, too: a row a VPC. */
export const vpcDnsHostnames = defineKind({
  operation: 'ec2:DescribeVpcAttribute',
  per: {
    param: 'VpcId',
    from: [from(vpcs, (vpc) => (vpc.OwnerId === vpc.account ? vpc.VpcId : undefined))],
    with: () => ({ Attribute: 'enableDnsHostnames' }),
  },
  items: (page: Plain<DescribeVpcAttributeResult>, asked) =>
    page.EnableDnsHostnames ? [{ Value: page.EnableDnsHostnames.Value, VpcId: String(asked['VpcId']) }] : [],
  identify: (item, place) => ec2Identity('VPC', 'vpc', item.VpcId, place),
})
