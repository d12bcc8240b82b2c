import { domainOf, isInEffect, ruleFields, useOf } from '../../src/network/resolver-rules.ts'
import { same } from '../../src/network/same.ts'
import { defineRule, fail, pass, unknown } from '../../src/rule.ts'

/** Rules, by their ids, that VPCs follow through a Route 53 Profile, which is not read. */
const NONE: readonly string[] = []

export default defineRule({
  id: 'route53-resolver-rule-unassociated',
  title: 'Forwarding rule is associated with no VPC',
  topic: 'route53-resolver',
  pillar: 'operations',
  severity: 'low',
  needs: ['resolverRules', 'resolverRuleAssociations'],
  settings: { rulesOfProfiles: NONE },
  why: `A Resolver rule works in the VPCs that it is associated with, and in no other. Without one it does nothing, and it
is often the answer to the question why a domain of the company does not resolve in AWS.`,
  fix: `Associate the rule with the VPCs that are to follow it, or delete it. Rules that VPCs follow through a Route 53
Profile are not seen: list them in the setting «rulesOfProfiles».`,
  check: `In the Route 53 console, open the rule under Resolver and look at «VPCs that use this rule», and at the Profiles.`,
  reference: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-rules-managing.html',

  *judge(inventory, { settings }) {
    for (const rule of inventory.resolverRules) {
      if (same(rule.RuleType, 'SYSTEM', 'RECURSIVE') || settings.rulesOfProfiles.includes(rule.id)) continue
      if (rule.Status && !same(rule.Status, 'COMPLETE')) continue
      const { inEffect, unclear } = useOf(rule, inventory)
      const associations = inventory.resolverRuleAssociations.where('ResolverRuleId', rule.id)
      if (inEffect.length > 0) {
        yield pass(rule)
        continue
      }
      // `route53-resolver-endpoint-impaired` reports those that failed.
      if (associations.length > 0 && associations.every((one) => isInEffect(one) === false)) continue
      if (unclear || !rule.Status || !same(rule.RuleType, 'FORWARD', 'DELEGATE')) {
        yield unknown(rule, unclear ?? 'its type or its status is not in the answer')
        continue
      }
      const targets = rule.TargetIps?.map(({ Ip, Ipv6 }) => Ip ?? Ipv6).join(', ')
      yield fail(rule, {
        message: `The rule for ${domainOf(rule)} is associated with no VPC: unless one follows it through a Route 53 Profile, nobody's queries go to ${targets || 'its name servers'}.`,
        evidence: [[rule, 'has no association', ruleFields(rule)]],
        remediation: `aws route53resolver associate-resolver-rule --resolver-rule-id ${rule.id} --vpc-id VPC, or aws route53resolver delete-resolver-rule --resolver-rule-id ${rule.id}`,
      })
    }
  },
})
