import type { ListFirewallConfigsResponse } from '@aws-sdk/client-route53resolver'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind } from '../kind.ts'
import { nextToken } from '../paging.ts'

/** What a VPC does while DNS Firewall does not answer. VPCs that were never set have no row. */
export const dnsFirewallConfigs = defineKind({
  operation: 'route53resolver:ListFirewallConfigs',
  paging: nextToken(10),
  items: (page: Plain<ListFirewallConfigsResponse>) => page.FirewallConfigs,
  identify: (item) => (item.Id ? { type: 'AWS::Route53Resolver::FirewallConfig', id: item.Id } : undefined),
})
