import type { GetDomainDetailResponse } from '@aws-sdk/client-route-53-domains'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, from } from '../kind.ts'
import { registeredDomains } from './registered-domains.ts'

/** What the registry has of a domain: its name servers and DNSSEC keys. Its people are dropped as they arrive. */
export const registeredDomainDetails = defineKind({
  operation: 'route53domains:GetDomainDetail',
  global: true,
  per: { param: 'DomainName', from: [from(registeredDomains, (domain) => domain.DomainName)] },
  items: (page: Plain<GetDomainDetailResponse>, asked) => [
    { ...page, DomainName: String(asked['DomainName']) },
  ],
  identify: (item) => ({ type: 'AWS::Route53Domains::Domain', id: item.DomainName, name: item.DomainName }),
})
