import type { ListResolverRulesResponse } from '@aws-sdk/client-route53resolver'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind } from '../kind.ts'
import { nextToken } from '../paging.ts'

/** Which domains are asked of which name servers; shared ones and those that AWS makes, too. */
export const resolverRules = defineKind({
  operation: 'route53resolver:ListResolverRules',
  paging: nextToken(100),
  items: (page: Plain<ListResolverRulesResponse>) => page.ResolverRules,
  identify: (item) =>
    item.Id
      ? {
          type: 'AWS::Route53Resolver::ResolverRule',
          id: item.Id,
          arn: item.Arn,
          name: item.Name,
          owner: item.OwnerId,
        }
      : undefined,
})
