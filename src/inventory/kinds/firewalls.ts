import type { ListFirewallsResponse } from '@aws-sdk/client-network-firewall'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind } from '../kind.ts'
import { nextToken } from '../paging.ts'

export const firewalls = defineKind({
  operation: 'network-firewall:ListFirewalls',
  paging: nextToken(100),
  items: (page: Plain<ListFirewallsResponse>) => page.Firewalls,
  identify: (item) =>
    item.FirewallArn
      ? {
          type: 'AWS::NetworkFirewall::Firewall',
          id: item.FirewallArn,
          arn: item.FirewallArn,
          name: item.FirewallName,
        }
      : undefined,
})
