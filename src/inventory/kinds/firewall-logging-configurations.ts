import type { DescribeLoggingConfigurationResponse } from '@aws-sdk/client-network-firewall'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, from } from '../kind.ts'
import { firewalls } from './firewalls.ts'

/** Where each firewall writes which logs; one that logs nothing has no `LoggingConfiguration`. */
export const firewallLoggingConfigurations = defineKind({
  operation: 'network-firewall:DescribeLoggingConfiguration',
  per: { param: 'FirewallArn', from: [from(firewalls, (firewall) => firewall.FirewallArn)] },
  items: ({ LoggingConfiguration }: Plain<DescribeLoggingConfigurationResponse>, asked) => [
    { LoggingConfiguration, FirewallArn: String(asked['FirewallArn']) },
  ],
  identify: (item) => ({ type: 'AWS::NetworkFirewall::LoggingConfiguration', id: item.FirewallArn }),
})
