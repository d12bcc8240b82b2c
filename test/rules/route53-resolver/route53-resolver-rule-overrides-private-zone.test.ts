import rule from '../../../rules/route53-resolver/route53-resolver-rule-overrides-private-zone.ts'
import { type Account, account } from '../../support/account.ts'
import type { Item } from '../../support/facts-builder.ts'
import { testRule } from '../../support/test-rule.ts'

type RecordItem = Item<'resourceRecordSets'>

const a = (name: string): RecordItem => ({
  Name: `${name}.`,
  Type: 'A',
  TTL: 60,
  ResourceRecords: [{ Value: '10.0.0.1' }],
})
const shop = (
  domain: string,
  records: readonly RecordItem[] = [a('db.corp.example'), a('\\052.apps.corp.example')],
  vpcs: readonly string[] = ['shop'],
): Account =>
  account()
    .vpc('shop')
    .privateZone('Corp.example', vpcs, records, { id: 'corp' })
    .resolverRule('hq', domain, { vpcs: ['shop'] })

const message = (names: string, domain: string): string =>
  `ZCORP: vpc-shop in us-east-1 never asks this zone for ${names}: the rule rslvr-rr-hq forwards ${domain} elsewhere, and it comes first.`
const seen = (domain: string): readonly string[] => [
  '  ZCORP is resolved by vpc-shop in us-east-1',
  `  rslvr-rr-hq forwards ${domain} for them`,
]

testRule(rule, {
  accepts: {
    'a rule that is less specific than the zone': shop('example'),
    'a rule for everything': shop('.'),
    'a rule for a name within the zone, which has no records there': shop('old.corp.example'),
    'a rule for a name that only ends alike': shop('mycorp.example'),
    'a zone that has nothing to be hidden': shop('corp.example', []),
    'a name that the zone itself hands on': shop('sub.corp.example', [
      account().nsRecord('sub.corp.example', ['ns1.corp.example']),
      a('ns1.sub.corp.example'),
    ]),
    'records that a rule of the type SYSTEM takes out of the other': shop('corp.example', [
      a('db.aws.corp.example'),
    ]).resolverRule('aws', 'aws.corp.example', { vpcs: ['shop'] }, { RuleType: 'SYSTEM' }),
    'a rule for another VPC': account()
      .vpc('lab')
      .vpc('shop')
      .privateZone('corp.example', ['shop'], [a('db.corp.example')])
      .resolverRule('hq', 'corp.example', { vpcs: ['lab'] })
      .resolverRule('other', 'other.example', { vpcs: ['shop'] }),
  },
  flags: {
    'a rule for the name of the zone': {
      given: shop('corp.example'),
      finds: [message('db.corp.example, *.apps.corp.example', 'corp.example'), ...seen('corp.example')],
    },
    'a rule for a name within the zone that has records': {
      given: shop('apps.corp.example'),
      finds: [message('*.apps.corp.example', 'apps.corp.example'), ...seen('apps.corp.example')],
    },
    'a zone of another account': {
      given: [
        account()
          .vpc('shop')
          .resolverRule('hq', 'corp.example', { vpcs: ['shop'] }),
        account({ id: '222222222222' }).privateZone('corp.example', ['vpc-shop'], [a('db.corp.example')], {
          id: 'corp',
        }),
      ],
      finds: [message('db.corp.example', 'corp.example'), ...seen('corp.example')],
    },
  },
  ignores: {
    'a VPC without rules': account()
      .vpc('shop')
      .privateZone('corp.example', ['shop'], [a('db.corp.example')]),
    "AWS's own rule": account()
      .vpc('shop')
      .privateZone('corp.example', ['shop'], [a('db.corp.example')])
      .resolverRule('all', '.', { vpcs: ['shop'] }, { RuleType: 'RECURSIVE', OwnerId: 'Route 53 Resolver' }),
    'a public zone': account()
      .vpc('shop')
      .publicZone('corp.example', [a('db.corp.example')])
      .resolverRule('hq', 'corp.example', { vpcs: ['shop'] }),
    'a zone that a service manages': account()
      .vpc('shop')
      .privateZone('corp.example', ['shop'], [a('db.corp.example')], {
        LinkedService: { ServicePrincipal: 'servicediscovery.amazonaws.com' },
      })
      .resolverRule('hq', 'corp.example', { vpcs: ['shop'] }),
    'a rule that is being taken away': account()
      .vpc('shop')
      .privateZone('corp.example', ['shop'], [a('db.corp.example')])
      .resolverRule('hq', 'corp.example')
      .associateRule('hq', 'shop', { Status: 'DELETING' }),
  },
  unknown: {
    'a VPC of a region that was not read': {
      given: shop('other.example', [a('db.corp.example')], ['vpc-far@eu-west-1']),
      says: [
        'ZCORP: whether a rule takes its names is not known: the rules of vpc-far in eu-west-1 were not read',
      ],
    },
    'a rule that was not read': {
      given: shop('other.example').associateRule('rslvr-rr-theirs', 'shop'),
      says: [
        'ZCORP: whether a rule takes its names is not known: the rule of rslvr-rrassoc-rslvr-rr-theirs-shop was not read',
      ],
    },
  },
})
