import type { ListVpcOriginsResult } from '@aws-sdk/client-cloudfront'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind } from '../kind.ts'

/** Internal load balancers and instances that CloudFront reaches through a VPC origin (`OriginEndpointArn`). */
export const vpcOrigins = defineKind({
  operation: 'cloudfront:ListVpcOrigins',
  global: true,
  paging: {
    next: { Marker: 'VpcOriginList.NextMarker' },
    more: 'VpcOriginList.IsTruncated',
    size: ['MaxItems', 100],
  },
  always: ['OriginEndpointArn'],
  items: (page: Plain<ListVpcOriginsResult>) => page.VpcOriginList?.Items,
  identify: (item) =>
    item.Id ? { type: 'AWS::CloudFront::VpcOrigin', id: item.Id, arn: item.Arn, name: item.Name } : undefined,
})
