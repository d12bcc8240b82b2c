import type { RowOf } from '../../src/inventory/inventory.ts'
import { isLeaving } from '../../src/network/firewall-endpoints.ts'
import { same } from '../../src/network/same.ts'
import { type Judgement, defineRule, fail, pass, unknown } from '../../src/rule.ts'

type Firewall = RowOf<'firewallStatuses'>
type Policy = RowOf<'firewallPolicies'>

export default defineRule({
  id: 'network-firewall-logging-incomplete',
  title: 'Network Firewall does not log alerts and flows',
  topic: 'network-firewall',
  pillar: 'operations',
  severity: 'medium',
  needs: ['firewallStatuses', 'firewallLoggingConfigurations'],
  consults: ['firewallPolicies'],
  why: `Alert logs tell what a rule matched, flow logs tell every session that the stateful engine saw. With one of the two
nobody can say afterwards what was blocked or let through.`,
  fix: `Give the firewall a log destination for ALERT and one for FLOW, and one for TLS where its policy inspects TLS.`,
  check: `In the Network Firewall console, open the firewall and look at «Logging» on the tab of its details.`,
  reference: 'https://docs.aws.amazon.com/network-firewall/latest/developerguide/firewall-logging.html',

  *judge(inventory) {
    for (const firewall of inventory.firewallStatuses) {
      if (isLeaving(firewall)) continue
      const [logging] = inventory.firewallLoggingConfigurations.under(firewall.id) ?? []
      const [policy] = inventory.firewallPolicies.under(firewall.Firewall.FirewallPolicyArn) ?? []
      if (!logging) yield unknown(firewall, 'its logging configuration was not read')
      else if (policy && !sendsToStateful(policy)) continue // only the stateful engine logs
      else yield judge(firewall, logging, policy)
    }
  },
})

/** Whether anything reaches the stateful engine: by the default action, or by rules that could send it there. */
function sendsToStateful(policy: Policy): boolean {
  const actions = [
    ...(policy.StatelessDefaultActions ?? ['aws:forward_to_sfe']),
    ...(policy.StatelessFragmentDefaultActions ?? []),
  ]
  return (
    actions.some((action) => same(action, 'aws:forward_to_sfe')) ||
    (policy.StatelessRuleGroupReferences ?? []).length > 0 ||
    (policy.StatefulRuleGroupReferences ?? []).length > 0
  )
}

function judge(
  firewall: Firewall,
  { LoggingConfiguration }: RowOf<'firewallLoggingConfigurations'>,
  policy: Policy | undefined,
): Judgement {
  const destinations = LoggingConfiguration?.LogDestinationConfigs ?? []
  if (LoggingConfiguration?.LogDestinationConfigs === undefined && LoggingConfiguration !== undefined)
    return unknown(firewall, 'what it logs is not in the answer')
  if (destinations.some((one) => !one.LogType)) return unknown(firewall, 'what it logs is not in the answer')
  const present = destinations.flatMap((one) => one.LogType ?? [])
  const inspectsTls = policy && policy.TLSInspectionConfigurationArn !== undefined
  const wanted = ['ALERT', 'FLOW', ...(inspectsTls ? ['TLS'] : [])]
  const missing = wanted.filter((type) => !present.some((one) => same(one, type)))
  if (missing.length > 0 && !policy)
    return unknown(firewall, 'its policy, which may keep everything from the engine that logs, was not read')
  if (missing.length === 0) {
    return policy || present.some((one) => same(one, 'TLS'))
      ? pass(firewall)
      : unknown(firewall, 'whether its policy inspects TLS, which has a log of its own, was not read')
  }
  return fail(firewall, {
    severity: missing.includes('ALERT') ? undefined : 'low',
    message: missing.includes('ALERT')
      ? `Nobody can say afterwards what this firewall blocked or alerted on: it keeps no ${missing.join(' and no ')} logs.`
      : `Blocked and allowed sessions stay unexplained: this firewall keeps no ${missing.join(' and no ')} logs.`,
    evidence: [
      [
        firewall,
        present.length > 0 ? `logs ${present.join(', ')} only` : 'logs nothing',
        {
          FirewallArn: firewall.id,
          presentLogTypes: present,
          missingLogTypes: missing,
          destinations: destinations.map((one) => one.LogDestination),
        },
      ],
    ],
    remediation: `aws network-firewall update-logging-configuration --firewall-arn ${firewall.id} --logging-configuration file://logging.json, with one log destination more at a time: ${missing.join(', ')}`,
  })
}
