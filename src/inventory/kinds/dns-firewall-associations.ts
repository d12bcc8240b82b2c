import type { ListFirewallRuleGroupAssociationsResponse } from '@aws-sdk/client-route53resolver'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind } from '../kind.ts'
import { nextToken } from '../paging.ts'

/** Which VPCs DNS Firewall filters, by which groups of rules. */
export const dnsFirewallAssociations = defineKind({
  operation: 'route53resolver:ListFirewallRuleGroupAssociations',
  paging: nextToken(100),
  items: (page: Plain<ListFirewallRuleGroupAssociationsResponse>) => page.FirewallRuleGroupAssociations,
  identify: (item) =>
    item.Id
      ? {
          type: 'AWS::Route53Resolver::FirewallRuleGroupAssociation',
          id: item.Id,
          arn: item.Arn,
          name: item.Name,
        }
      : undefined,
})
