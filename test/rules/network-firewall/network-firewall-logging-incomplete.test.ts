import rule from '../../../rules/network-firewall/network-firewall-logging-incomplete.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

type Log = 'ALERT' | 'FLOW' | 'TLS'

const firewall = (logs: readonly Log[], policy?: object, status?: object): Account =>
  account()
    .vpc('shop')
    .subnet('fw-a', { zone: 'a' })
    .networkFirewall('edge', {
      subnets: ['fw-a'],
      logs,
      ...(policy ? { policy } : {}),
      ...(status ? { status } : {}),
    })
const passing = { StatelessDefaultActions: ['aws:pass'], StatelessFragmentDefaultActions: ['aws:pass'] }
const inspecting = {
  StatelessDefaultActions: ['aws:forward_to_sfe'],
  StatelessFragmentDefaultActions: ['aws:forward_to_sfe'],
  TLSInspectionConfigurationArn: 'arn:aws:network-firewall:us-east-1:111111111111:tls-configuration/t',
}

testRule(rule, {
  accepts: {
    'alerts and flows': firewall(['ALERT', 'FLOW']),
    'all three, where TLS is inspected': firewall(['ALERT', 'FLOW', 'TLS'], inspecting),
  },
  ignores: {
    'a policy that keeps everything from the stateful engine': firewall([], passing),
    'a firewall that is being deleted': firewall([], undefined, { Status: 'DELETING' }),
  },
  flags: {
    'no logs at all': {
      given: firewall([]),
      finds: [
        'edge: Nobody can say afterwards what this firewall blocked or alerted on: it keeps no ALERT and no FLOW logs.',
        '  edge logs nothing',
      ],
    },
    'flows alone': {
      given: firewall(['FLOW']),
      finds: [
        'edge: Nobody can say afterwards what this firewall blocked or alerted on: it keeps no ALERT logs.',
        '  edge logs FLOW only',
      ],
    },
    'alerts alone': {
      given: firewall(['ALERT']),
      finds: [
        'edge: Blocked and allowed sessions stay unexplained: this firewall keeps no FLOW logs. [low]',
        '  edge logs ALERT only',
      ],
    },
    'inspected TLS without its log': {
      given: firewall(['ALERT', 'FLOW'], inspecting),
      finds: [
        'edge: Blocked and allowed sessions stay unexplained: this firewall keeps no TLS logs. [low]',
        '  edge logs ALERT, FLOW only',
      ],
    },
    'stateless rules that may hand on what the default passes': {
      given: firewall(['ALERT'], { ...passing, StatelessRuleGroupReferences: [{ ResourceArn: 'arn:x' }] }),
      finds: [
        'edge: Blocked and allowed sessions stay unexplained: this firewall keeps no FLOW logs. [low]',
        '  edge logs ALERT only',
      ],
    },
  },
  unknown: {
    'a policy that was not read': {
      given: firewall(['FLOW']).unread('firewallPolicies'),
      says: ['edge: its policy, which may keep everything from the engine that logs, was not read'],
    },
    'a policy that was not read, beside both logs': {
      given: firewall(['ALERT', 'FLOW']).unread('firewallPolicies'),
      says: ['edge: whether its policy inspects TLS, which has a log of its own, was not read'],
    },
  },
})
