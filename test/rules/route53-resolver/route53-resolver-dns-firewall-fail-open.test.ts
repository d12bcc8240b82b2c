import rule from '../../../rules/route53-resolver/route53-resolver-dns-firewall-fail-open.ts'
import { type Account, account } from '../../support/account.ts'
import type { Item } from '../../support/facts-builder.ts'
import { testRule } from '../../support/test-rule.ts'

const shop = (tags: Readonly<Record<string, string>> = {}): Account => account().vpc('shop', { tags })
const filtered = (given: Account, fields: Item<'dnsFirewallAssociations'> = {}): Account =>
  given.add('dnsFirewallAssociations', {
    Id: 'rslvr-frgassoc-1',
    FirewallRuleGroupId: 'rslvr-frg-malware',
    VpcId: 'vpc-shop',
    Priority: 101,
    Status: 'COMPLETE',
    ...fields,
  })
const config = (
  given: Account,
  mode: 'ENABLED' | 'DISABLED' | 'USE_LOCAL_RESOURCE_SETTING',
  ResourceId = 'vpc-shop',
): Account =>
  given.add('dnsFirewallConfigs', {
    Id: `rslvr-fc-${ResourceId}`,
    ResourceId,
    OwnerId: given.id,
    FirewallFailOpen: mode,
  })

testRule(rule, {
  accepts: {
    'a VPC that fails closed': config(filtered(shop()), 'DISABLED'),
    'a VPC that was never set': filtered(shop()),
    'another VPC that fails open and is not filtered': config(
      filtered(shop()).vpc('lab'),
      'ENABLED',
      'vpc-lab',
    ),
  },
  flags: {
    'a VPC that fails open': {
      given: config(filtered(shop()), 'ENABLED'),
      finds: [
        'vpc-shop: While DNS Firewall cannot answer, vpc-shop resolves every domain, the blocked ones, too: it fails open.',
        '  rslvr-fc-vpc-shop has FirewallFailOpen ENABLED',
        '  rslvr-frgassoc-1 filters its queries by rslvr-frg-malware',
      ],
    },
    'a VPC whose tag excuses nothing here': {
      given: config(filtered(shop({ dns: 'availability-first' })), 'ENABLED'),
      settings: { exemptTags: [] },
      finds: [
        'vpc-shop: While DNS Firewall cannot answer, vpc-shop resolves every domain, the blocked ones, too: it fails open.',
        '  rslvr-fc-vpc-shop has FirewallFailOpen ENABLED',
        '  rslvr-frgassoc-1 filters its queries by rslvr-frg-malware',
      ],
    },
  },
  ignores: {
    'a VPC without groups of rules': config(shop(), 'ENABLED'),
    'a group that is being taken away': config(filtered(shop(), { Status: 'DELETING' }), 'ENABLED'),
    'a VPC whose tag says why': config(filtered(shop({ dns: 'availability-first' })), 'ENABLED'),
  },
  unknown: {
    'a VPC that leaves it to its profile': {
      given: config(filtered(shop()), 'USE_LOCAL_RESOURCE_SETTING'),
      says: ['vpc-shop: how its DNS Firewall fails, or how the VPC is tagged, is not in the answers'],
    },
    'a VPC whose tags were not read': {
      given: config(filtered(shop()), 'ENABLED').unread('vpcs'),
      says: ['vpc-shop: how its DNS Firewall fails, or how the VPC is tagged, is not in the answers'],
    },
    'an association without its VPC': {
      given: shop().add('dnsFirewallAssociations', { Id: 'rslvr-frgassoc-1', Status: 'COMPLETE' }),
      says: ['rslvr-frgassoc-1: its VPC is not in the answer'],
    },
  },
})
