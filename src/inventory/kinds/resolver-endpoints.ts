import type { ListResolverEndpointsResponse } from '@aws-sdk/client-route53resolver'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind } from '../kind.ts'
import { nextToken } from '../paging.ts'

/** Where DNS queries enter a VPC (INBOUND) and leave it (OUTBOUND). */
export const resolverEndpoints = defineKind({
  operation: 'route53resolver:ListResolverEndpoints',
  paging: nextToken(100),
  items: (page: Plain<ListResolverEndpointsResponse>) => page.ResolverEndpoints,
  identify: (item) =>
    item.Id
      ? { type: 'AWS::Route53Resolver::ResolverEndpoint', id: item.Id, arn: item.Arn, name: item.Name }
      : undefined,
})
