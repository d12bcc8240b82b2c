import type { GetAnycastIpListResult } from '@aws-sdk/client-cloudfront'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, from } from '../kind.ts'
import { anycastIpLists } from './anycast-ip-lists.ts'

/** The fixed addresses that an account has of CloudFront (`AnycastIps`). */
export const anycastAddresses = defineKind({
  operation: 'cloudfront:GetAnycastIpList',
  global: true,
  per: { param: 'Id', from: [from(anycastIpLists, (list) => list.Id)] },
  items: (page: Plain<GetAnycastIpListResult>) => (page.AnycastIpList ? [page.AnycastIpList] : []),
  identify: (item) =>
    item.Id
      ? { type: 'AWS::CloudFront::AnycastIpList', id: item.Id, arn: item.Arn, name: item.Name }
      : undefined,
})
