import rule from '../../../rules/route53/route53-private-zone-unusable.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const zone = (builder: Account, vpcs: readonly string[] = ['shop']): Account =>
  builder.privateZone('corp.example', vpcs, [], { id: 'corp' })
const shop = (attributes: Parameters<Account['dnsAttributes']>[1] = {}): Account =>
  account().vpc('shop').dnsAttributes('shop', attributes)
const finds = (why: string, attributes: string, vpcs = 'vpc-shop in us-east-1'): readonly string[] => [
  `ZCORP: vpc-shop in us-east-1 cannot resolve corp.example by this zone, since ${why}: names of it lead to public DNS or nowhere.`,
  `  ZCORP is a private zone of ${vpcs}`,
  `  vpc-shop has ${attributes}`,
]
const unread = (vpc: string): string =>
  `ZCORP: ${vpc}: the VPC or its DNS attributes were not read; it may be of another account, or gone`

testRule(rule, {
  accepts: {
    'a VPC with both attributes': zone(shop()),
    'a VPC of another account that was read': [
      zone(account(), ['vpc-shop']),
      account({ id: '222222222222' }).vpc('shop'),
    ],
    'VPCs in two regions': [
      zone(account().vpc('shop'), ['shop', 'vpc-far@eu-west-1']),
      account({ region: 'eu-west-1' }).vpc('far'),
    ],
  },
  flags: {
    'a VPC without names for its hosts': {
      given: zone(shop({ hostnames: false })),
      finds: finds('enableDnsHostnames is off', 'enableDnsSupport true, enableDnsHostnames false'),
    },
    'a VPC with neither, beside one that was not read': {
      given: zone(shop({ support: false, hostnames: false }), ['shop', 'vpc-far@eu-west-1']),
      finds: finds(
        'enableDnsSupport is off and enableDnsHostnames is off',
        'enableDnsSupport false, enableDnsHostnames false',
        'vpc-shop in us-east-1, vpc-far in eu-west-1',
      ),
    },
  },
  ignores: {
    'a public zone': shop({ support: false }).publicZone('corp.example'),
    'a zone that a service manages': shop({ support: false }).privateZone('corp.example', ['shop'], [], {
      LinkedService: { ServicePrincipal: 'servicediscovery.amazonaws.com' },
    }),
  },
  unknown: {
    'a VPC of a region that was not read': {
      given: zone(account().vpc('shop'), ['vpc-far@eu-west-1']),
      says: [unread('vpc-far in eu-west-1')],
    },
    'a VPC that is gone, or of another account': {
      given: zone(account().vpc('shop'), ['shop', 'vpc-gone']),
      says: [unread('vpc-gone in us-east-1')],
    },
    'a zone without VPCs, which AWS does not allow': {
      given: zone(account().vpc('shop'), []),
      says: ['ZCORP: whether it is private, and of which VPCs, is not in the answers'],
    },
  },
})
