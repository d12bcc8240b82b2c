import type { ListDomainsResponse } from '@aws-sdk/client-route-53-domains'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind } from '../kind.ts'

/** The domains that are registered with Route 53. */
export const registeredDomains = defineKind({
  operation: 'route53domains:ListDomains',
  global: true,
  paging: { next: { Marker: 'NextPageMarker' }, size: ['MaxItems', 100] },
  items: (page: Plain<ListDomainsResponse>) => page.Domains,
  identify: (item) =>
    item.DomainName
      ? { type: 'AWS::Route53Domains::Domain', id: item.DomainName, name: item.DomainName }
      : undefined,
})
