import { domainOf, isForwarding, ruleFields, targetsOf, useOf } from '../../src/network/resolver-rules.ts'
import { same } from '../../src/network/same.ts'
import { defineRule, fail, pass, unknown } from '../../src/rule.ts'

/** Addresses behind which several name servers stand: of load balancers, or anycast ones. */
const NONE: readonly string[] = []

export default defineRule({
  id: 'route53-resolver-rule-single-target',
  title: 'Forwarding rule has one target name server',
  topic: 'route53-resolver',
  pillar: 'reliability',
  severity: 'medium',
  needs: ['resolverRules', 'resolverRuleAssociations'],
  settings: { sharedAddresses: NONE },
  why: `The Resolver picks one of a rule's name servers and tries another when it does not answer. With one there is no
other: while it is down, patched or cut off, the domain does not resolve in any VPC that follows the rule.`,
  fix: `Name two servers or more, in different places. An address that several servers share (anycast, a load balancer)
belongs into the setting «sharedAddresses».`,
  check: `In the Route 53 console, open the rule under Resolver and count its target addresses.`,
  reference: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-rules-managing.html',

  *judge(inventory, { settings }) {
    for (const rule of inventory.resolverRules) {
      if ((rule.RuleType && !isForwarding(rule)) || same(rule.Status, 'DELETING', 'FAILED')) continue
      const { inEffect, unclear } = useOf(rule, inventory)
      if (inEffect.length === 0 && !unclear) continue
      const targets = targetsOf(rule)
      const [only] = targets ?? []
      if (!only || !rule.RuleType || !rule.Status) {
        yield unknown(rule, 'its type, its status or one of its targets is not in the answer')
        continue
      }
      if ((targets?.length ?? 0) > 1 || settings.sharedAddresses.includes(only)) {
        yield pass(rule)
        continue
      }
      if (inEffect.length === 0) {
        yield unknown(rule, `whether a VPC follows it is not known: ${unclear}`)
        continue
      }
      const vpcs = [...new Set(inEffect.map((one) => one.VPCId))]
      yield fail(rule, {
        message: `${domainOf(rule)} is asked of ${only} and nobody else: while that server is down, ${vpcs.join(', ')} cannot resolve its names.`,
        evidence: [
          [rule, `sends queries to ${only}`, { ...ruleFields(rule), VPCIds: vpcs }],
          ...inEffect.map(
            (one) =>
              [
                one,
                `makes ${one.VPCId} follow it`,
                { VPCId: one.VPCId, ResolverRuleId: rule.id, Status: one.Status },
              ] as const,
          ),
        ],
        remediation: `aws route53resolver update-resolver-rule --resolver-rule-id ${rule.id} --config '{"TargetIps":[{"Ip":"${only}","Port":53},{"Ip":"SECOND","Port":53}]}'`,
      })
    }
  },
})
