import type { DescribeFirewallResponse } from '@aws-sdk/client-network-firewall'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, from } from '../kind.ts'
import { firewalls } from './firewalls.ts'

/** Each firewall with its endpoints by zone (`FirewallStatus.SyncStates`): routes name these, and not the firewall. */
export const firewallStatuses = defineKind({
  operation: 'network-firewall:DescribeFirewall',
  per: { param: 'FirewallArn', from: [from(firewalls, (firewall) => firewall.FirewallArn)] },
  always: ['FirewallStatus', 'FirewallStatus.Status'],
  items: ({ Firewall, FirewallStatus }: Plain<DescribeFirewallResponse>) =>
    Firewall ? [{ Firewall, FirewallStatus }] : [],
  identify: ({ Firewall }) =>
    Firewall.FirewallArn
      ? {
          type: 'AWS::NetworkFirewall::Firewall',
          id: Firewall.FirewallArn,
          arn: Firewall.FirewallArn,
          name: Firewall.FirewallName,
        }
      : undefined,
})
