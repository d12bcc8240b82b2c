import type { ListHostedZonesResponse } from '@aws-sdk/client-route-53'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind } from '../kind.ts'

/** Route 53 writes the id as `/hostedzone/Z123`; every other API, and this row, call it `Z123`. */
export const hostedZones = defineKind({
  operation: 'route53:ListHostedZones',
  global: true,
  paging: { next: { Marker: 'NextMarker' }, more: 'IsTruncated', size: ['MaxItems', 100] },
  always: ['Name'],
  items: (page: Plain<ListHostedZonesResponse>) => page.HostedZones,
  identify: (item) => {
    const id = item.Id?.replace(/^\/hostedzone\//, '')
    return id
      ? { type: 'AWS::Route53::HostedZone', id, arn: `arn:aws:route53:::hostedzone/${id}`, name: item.Name }
      : undefined
  },
})
