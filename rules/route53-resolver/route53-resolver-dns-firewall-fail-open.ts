import type { RowOf } from '../../src/inventory/inventory.ts'
import { same } from '../../src/network/same.ts'
import { isTaggedWith } from '../../src/network/tags.ts'
import { vpcOf } from '../../src/network/vpcs.ts'
import { defineRule, fail, pass, unknown } from '../../src/rule.ts'

/** Tags of VPCs in which names must resolve, come what may. */
const EXEMPT_TAGS: readonly string[] = ['availability-first']

export default defineRule({
  id: 'route53-resolver-dns-firewall-fail-open',
  title: 'DNS Firewall of a VPC is set to fail open',
  topic: 'route53-resolver',
  pillar: 'security',
  severity: 'medium',
  needs: ['dnsFirewallConfigs', 'dnsFirewallAssociations'],
  consults: ['vpcs'],
  settings: { exemptTags: EXEMPT_TAGS },
  why: `While DNS Firewall cannot judge a query, a VPC either gets no answer (closed, as AWS sets it) or gets whatever was
asked for (open). Open keeps names resolving and lets blocked domains through in just that time: it trades security for
availability, and somebody should have meant it.`,
  fix: `Let it fail closed, or tag the VPC «availability-first» where resolving matters more.`,
  check: `In the VPC console, open the VPC and read «DNS Firewall configuration».`,
  reference:
    'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall-vpc-configuration.html',

  *judge(inventory, { settings }) {
    const vpcs = new Set<string>()
    for (const association of inventory.dnsFirewallAssociations) {
      if (same(association.Status, 'DELETING')) continue
      if (association.VpcId) vpcs.add(association.VpcId)
      else yield unknown(association, 'its VPC is not in the answer')
    }
    for (const vpc of vpcs) {
      const resource = vpcOf(vpc, inventory)
      if (isTaggedWith(inventory.vpcs.get(vpc)?.Tags, settings.exemptTags)) continue
      const groups = inventory.dnsFirewallAssociations
        .where('VpcId', vpc)
        .filter((one) => same(one.Status, 'COMPLETE', 'UPDATING'))
      const [config] = inventory.dnsFirewallConfigs.where('ResourceId', vpc)
      const mode = config ? config.FirewallFailOpen : defaultOf(inventory.dnsFirewallConfigs.everywhere)
      if (same(mode, 'DISABLED')) {
        yield pass(resource)
        continue
      }
      if (!config || !same(mode, 'ENABLED') || groups.length === 0 || !inventory.vpcs.get(vpc)) {
        yield unknown(resource, 'how its DNS Firewall fails, or how the VPC is tagged, is not in the answers')
        continue
      }
      yield fail(resource, {
        message: `While DNS Firewall cannot answer, ${vpc} resolves every domain, the blocked ones, too: it fails open.`,
        evidence: [
          [
            config,
            'has FirewallFailOpen ENABLED',
            { ResourceId: vpc, FirewallFailOpen: config.FirewallFailOpen },
          ],
          ...groups.map(
            (one) =>
              [
                one,
                `filters its queries by ${one.FirewallRuleGroupId}`,
                { FirewallRuleGroupId: one.FirewallRuleGroupId, Priority: one.Priority, Status: one.Status },
              ] as const,
          ),
        ],
        remediation: `aws route53resolver update-firewall-config --resource-id ${vpc} --firewall-fail-open DISABLED`,
      })
    }
  },
})

/** VPCs that were never set have no configuration, and fail closed. */
const defaultOf = (configs: readonly RowOf<'dnsFirewallConfigs'>[]): string | undefined =>
  configs.every((one) => one.ResourceId) ? 'DISABLED' : undefined
