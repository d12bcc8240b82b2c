import type { ListReusableDelegationSetsResponse } from '@aws-sdk/client-route-53'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind } from '../kind.ts'

/** Name servers that several zones share; often behind names of the company's own. */
export const reusableDelegationSets = defineKind({
  operation: 'route53:ListReusableDelegationSets',
  global: true,
  paging: { next: { Marker: 'NextMarker' }, more: 'IsTruncated', size: ['MaxItems', 100] },
  items: (page: Plain<ListReusableDelegationSetsResponse>) => page.DelegationSets,
  identify: (item) => {
    const id = item.Id?.replace(/^\/delegationset\//, '')
    return id ? { type: 'AWS::Route53::ReusableDelegationSet', id } : undefined
  },
})
