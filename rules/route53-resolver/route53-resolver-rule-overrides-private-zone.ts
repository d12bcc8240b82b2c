import type { Inventory } from '../../src/inventory/inventory.ts'
import { type Zone, isWithin } from '../../src/network/hosted-zones.ts'
import { type ZoneVpc, ownVpc, vpcLabel, vpcsOf } from '../../src/network/private-zones.ts'
import type { RecordSet } from '../../src/network/record-groups.ts'
import { plainName } from '../../src/network/record-names.ts'
import {
  type ResolverRule,
  domainOf,
  isForwarding,
  ruleFields,
  rulesOf,
} from '../../src/network/resolver-rules.ts'
import { same } from '../../src/network/same.ts'
import { type Failure, defineRule, fail, pass, unknown } from '../../src/rule.ts'

const SHOWN = 20

export default defineRule({
  id: 'route53-resolver-rule-overrides-private-zone',
  title: 'Forwarding rule takes precedence over a private hosted zone on the same VPC',
  topic: 'route53-resolver',
  pillar: 'reliability',
  severity: 'medium',
  needs: [
    'hostedZones',
    'hostedZoneDetails',
    'resourceRecordSets',
    'resolverRules',
    'resolverRuleAssociations',
  ],
  consults: ['vpcs'],
  why: `Where a VPC has a private hosted zone and a forwarding rule for the same name, or a rule for a name within the
zone, the rule wins: queries leave for the name servers of the rule, and the records of the zone are never used there.
People then edit a zone that nobody asks.`,
  fix: `Keep one of the two: take the rule from the VPC, or move the records to the servers that the rule names. A rule
that is less specific than the zone does not harm it, and a rule of the type SYSTEM takes names out of a forwarding rule.`,
  check: `In the Route 53 console, compare the domain names of the Resolver rules of a VPC with the names of its private
hosted zones.`,
  reference:
    'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html',

  *judge(inventory) {
    for (const zone of inventory.hostedZones) {
      if (zone.Config?.PrivateZone === false || zone.LinkedService) continue
      const vpcs = zone.Config?.PrivateZone ? vpcsOf(zone, inventory) : undefined
      if (!vpcs) {
        yield unknown(zone, 'whether it is private, and of which VPCs, is not in the answers')
        continue
      }
      const found = new Map<string, Override>()
      let open: string | undefined
      let hasRules = false
      for (const vpc of vpcs) {
        const row = ownVpc(vpc, inventory)
        const rules = rulesOf(vpc.id, inventory)
        const unread =
          row && inventory.resolverRuleAssociations.readIn(row)
            ? rules.unclear
            : `the rules of ${vpcLabel(vpc)} were not read`
        hasRules ||= rules.inEffect.length > 0
        // A rule that was not read may be one of the type SYSTEM.
        if (unread) {
          open ??= unread
          continue
        }
        for (const rule of rules.inEffect.filter((one) => isForwarding(one))) {
          const hidden = hiddenBy(rule, zone, rules.inEffect, inventory)
          if (!hidden) open ??= 'its records were not read'
          if (!hidden || hidden.length === 0) continue
          found.set(rule.id, { rule, hidden, vpcs: [...(found.get(rule.id)?.vpcs ?? []), vpc] })
        }
      }
      for (const override of found.values()) yield finding(zone, override)
      if (found.size > 0) continue
      if (open) yield unknown(zone, `whether a rule takes its names is not known: ${open}`)
      else if (hasRules) yield pass(zone)
    }
  },
})

interface Override {
  readonly rule: ResolverRule
  readonly hidden: readonly RecordSet[]
  readonly vpcs: readonly ZoneVpc[]
}

/** The records of a zone that a rule keeps from being asked; SYSTEM rules below it give theirs back. */
function hiddenBy(
  rule: ResolverRule,
  zone: Zone,
  others: readonly ResolverRule[],
  inventory: Inventory<'resourceRecordSets'>,
): readonly RecordSet[] | undefined {
  const name = plainName(rule.DomainName)
  const apex = plainName(zone.Name)
  if (!isWithin(name, apex)) return []
  const records = inventory.resourceRecordSets.under(zone.id)
  const spared = others
    .filter((one) => same(one.RuleType, 'SYSTEM'))
    .map((one) => plainName(one.DomainName))
    .filter((one) => one !== name && isWithin(one, name))
  const hidden = records?.filter((record) => {
    const own = plainName(record.Name)
    if (own === apex && same(record.Type, 'NS', 'SOA')) return false
    return isWithin(own, name) && !spared.some((one) => isWithin(own, one))
  })
  // The zone itself hands the name on.
  return hidden?.some((one) => same(one.Type, 'NS') && plainName(one.Name) === name) ? [] : hidden
}

function finding(zone: Zone, { rule, hidden, vpcs }: Override): Failure {
  const names = [...new Set(hidden.map((one) => plainName(one.Name)))]
  const shown = names.slice(0, 3).join(', ')
  return fail(zone, {
    key: rule.id,
    message: `${vpcs.map(vpcLabel).join(', ')} never asks this zone for ${shown}${names.length > 3 ? ` and ${names.length - 3} more` : ''}: the rule ${rule.id} forwards ${plainName(rule.DomainName)} elsewhere, and it comes first.`,
    evidence: [
      [
        zone,
        `is resolved by ${vpcs.map(vpcLabel).join(', ')}`,
        {
          HostedZoneId: zone.id,
          Name: zone.Name,
          VPCs: vpcs,
          hiddenRecords: hidden.slice(0, SHOWN).map((one) => one.id),
          hiddenCount: hidden.length,
        },
      ],
      [rule, `forwards ${domainOf(rule)} for them`, ruleFields(rule)],
    ],
    remediation: vpcs
      .map(
        (vpc) =>
          `aws route53resolver disassociate-resolver-rule --region ${vpc.region} --resolver-rule-id ${rule.id} --vpc-id ${vpc.id}`,
      )
      .join('; '),
  })
}
