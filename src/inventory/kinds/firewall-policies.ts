import type { DescribeFirewallPolicyResponse } from '@aws-sdk/client-network-firewall'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, from } from '../kind.ts'
import { firewallStatuses } from './firewall-statuses.ts'

/** The policies that firewalls use, by ARN; others of the account are not asked for. */
export const firewallPolicies = defineKind({
  operation: 'network-firewall:DescribeFirewallPolicy',
  per: {
    param: 'FirewallPolicyArn',
    from: [from(firewallStatuses, ({ Firewall }) => Firewall.FirewallPolicyArn)],
  },
  items: ({ FirewallPolicy }: Plain<DescribeFirewallPolicyResponse>, asked) =>
    FirewallPolicy ? [{ ...FirewallPolicy, FirewallPolicyArn: String(asked['FirewallPolicyArn']) }] : [],
  identify: (item) => ({
    type: 'AWS::NetworkFirewall::FirewallPolicy',
    id: item.FirewallPolicyArn,
    arn: item.FirewallPolicyArn,
  }),
})
