import type { GetVpcOriginResult } from '@aws-sdk/client-cloudfront'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, from } from '../kind.ts'
import { vpcOrigins } from './vpc-origins.ts'

/** How CloudFront talks to an origin inside a VPC: its ports, protocol and versions of TLS. */
export const vpcOriginDetails = defineKind({
  operation: 'cloudfront:GetVpcOrigin',
  global: true,
  per: { param: 'Id', from: [from(vpcOrigins, (origin) => origin.Id)] },
  items: (page: Plain<GetVpcOriginResult>) => (page.VpcOrigin ? [page.VpcOrigin] : []),
  identify: (item) =>
    item.Id ? { type: 'AWS::CloudFront::VpcOrigin', id: item.Id, arn: item.Arn } : undefined,
})
