import rule from '../../../rules/route53-resolver/route53-resolver-endpoint-single-zone.ts'
import { type Account, account } from '../../support/account.ts'
import type { Item } from '../../support/facts-builder.ts'
import { testRule } from '../../support/test-rule.ts'

const shop = (): Account =>
  account()
    .vpc('shop')
    .subnet('dns-a', { zone: 'a', empty: true })
    .subnet('dns-a2', { zone: 'a', empty: true })
    .subnet('dns-b', { zone: 'b', empty: true })
const endpoint = (addresses: readonly string[], fields: Item<'resolverEndpoints'> = {}): Account =>
  shop().resolverEndpoint('in', 'INBOUND', addresses, fields)
const oneZone = ['dns-a 10.0.10.53', 'dns-a2 10.0.11.53']

testRule(rule, {
  accepts: {
    'addresses in two zones': endpoint(['dns-a 10.0.10.53', 'dns-b 10.0.12.53']),
    'a third address that is being made': endpoint([
      'dns-a 10.0.10.53',
      'dns-b 10.0.12.53',
      'dns-a2 10.0.11.53 CREATING',
    ]),
    'an endpoint that needs action, in two zones': endpoint(['dns-a 10.0.10.53', 'dns-b 10.0.12.53'], {
      Status: 'ACTION_NEEDED',
    }),
  },
  flags: {
    'two addresses in one zone': {
      given: endpoint(oneZone),
      finds: [
        'rslvr-in: in answers in us-east-1a (use1-az1) only, with 2 addresses: when that fails, names of its VPCs no longer resolve.',
        '  rslvr-in is INBOUND in vpc-shop',
        '  subnet-dns-a has 10.0.10.53 (ATTACHED) in us-east-1a (use1-az1)',
        '  subnet-dns-a2 has 10.0.11.53 (ATTACHED) in us-east-1a (use1-az1)',
      ],
    },
    'a second zone whose address is gone, behind a rule': {
      given: shop()
        .resolverEndpoint('out', 'OUTBOUND', ['dns-a 10.0.10.53', 'dns-b 10.0.12.53 FAILED_RESOURCE_GONE'])
        .resolverRule('corp', 'corp.example'),
      finds: [
        'rslvr-out: out answers in us-east-1a (use1-az1) only, with 1 address: when that fails, names that its rules forward no longer resolve.',
        '  rslvr-out is OUTBOUND in vpc-shop',
        '  subnet-dns-a has 10.0.10.53 (ATTACHED) in us-east-1a (use1-az1)',
        '  subnet-dns-b has 10.0.12.53 (FAILED_RESOURCE_GONE) in us-east-1b (use1-az2)',
        '  rslvr-rr-corp sends corp.example through it',
      ],
    },
  },
  ignores: {
    'an endpoint on an Outpost': endpoint(oneZone, {
      OutpostArn: 'arn:aws:outposts:us-east-1:111111111111:outpost/op-1',
    }),
    'an endpoint that is being made': endpoint(oneZone, { Status: 'CREATING' }),
    'an endpoint that is being deleted': endpoint(oneZone, { Status: 'DELETING' }),
  },
  unknown: {
    'an address that is moving': {
      given: endpoint(['dns-a 10.0.10.53', 'dns-b 10.0.12.53 REMAP_ATTACHING']),
      says: ['rslvr-in: one of its addresses is being changed'],
    },
    'an address of which nothing is documented': {
      given: endpoint(['dns-a 10.0.10.53', 'dns-b 10.0.12.53 ISOLATED']),
      says: ['rslvr-in: one of its addresses is being changed'],
    },
    'a subnet that was not read': {
      given: endpoint(['dns-a 10.0.10.53', 'gone 10.0.12.53']),
      says: ['rslvr-in: the Availability Zone of one of its subnets was not read'],
    },
  },
})
