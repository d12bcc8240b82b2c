import type { ListResolverEndpointIpAddressesResponse } from '@aws-sdk/client-route53resolver'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, from } from '../kind.ts'
import { nextToken } from '../paging.ts'
import { resolverEndpoints } from './resolver-endpoints.ts'

/** The addresses of each Resolver endpoint; `ResolverEndpointId` is added to each. */
export const resolverEndpointAddresses = defineKind({
  operation: 'route53resolver:ListResolverEndpointIpAddresses',
  paging: nextToken(100),
  per: { param: 'ResolverEndpointId', from: [from(resolverEndpoints, (endpoint) => endpoint.Id)] },
  items: (page: Plain<ListResolverEndpointIpAddressesResponse>, asked) =>
    page.IpAddresses?.map((address) => ({
      ...address,
      ResolverEndpointId: String(asked['ResolverEndpointId']),
    })),
  identify: (item) =>
    item.IpId ? { type: 'AWS::Route53Resolver::ResolverEndpoint', id: item.ResolverEndpointId } : undefined,
})
