import type { ListResolverRuleAssociationsResponse } from '@aws-sdk/client-route53resolver'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind } from '../kind.ts'
import { nextToken } from '../paging.ts'

/** Which VPCs follow which rules. */
export const resolverRuleAssociations = defineKind({
  operation: 'route53resolver:ListResolverRuleAssociations',
  paging: nextToken(100),
  items: (page: Plain<ListResolverRuleAssociationsResponse>) => page.ResolverRuleAssociations,
  identify: (item) =>
    item.Id
      ? { type: 'AWS::Route53Resolver::ResolverRuleAssociation', id: item.Id, name: item.Name }
      : undefined,
})
