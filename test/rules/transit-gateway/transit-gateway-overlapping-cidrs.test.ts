import rule from '../../../rules/transit-gateway/transit-gateway-overlapping-cidrs.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

type Cidrs = readonly [string, ...string[]]

const vpc = (given: Account, name: string, [cidr, ...more]: Cidrs, tags = {}): Account =>
  given
    .vpc(
      name,
      { cidr, tags },
      {
        CidrBlockAssociationSet: [cidr, ...more].map((CidrBlock) => ({
          CidrBlock,
          CidrBlockState: { State: 'associated' },
        })),
      },
    )
    .subnet(name, { cidr })
const attached = (given: Account, name: string, owner = given, fields: object = {}): Account =>
  given.attach(name, { tgw: 'hub', vpc: name, subnets: [name], owner }, fields)

/** VPCs `a` and `b` on one gateway, whose only table learns from these. */
function pair(
  a: Cidrs,
  b: Cidrs,
  writers: readonly string[] = ['a', 'b'],
  { tags = {}, ofB = {} } = {},
): Account {
  const given = vpc(vpc(account().transitGateway('hub'), 'a', a, tags), 'b', b, tags)
  attached(attached(given, 'a'), 'b', given, ofB).transitTable('hub', 'hub', {})
  for (const writer of writers) given.propagateTo('hub', writer)
  return given
}
const TWIN: Cidrs = ['10.0.0.0/16']

/** The second VPC belongs to another account. */
function shared(): readonly [Account, Account] {
  const owner = attached(vpc(account().transitGateway('hub'), 'a', TWIN), 'a')
  const user = attached(vpc(account({ id: '222222222222' }), 'b', TWIN), 'b', owner)
  owner.transitTable('hub', 'hub', {}).propagateTo('hub', 'a').propagateTo('hub', 'b')
  return [owner, user]
}

const only = (cidr: string, vpcs = 'vpc-a, vpc-b', tables = 'tgw-rtb-hub'): string =>
  `tgw-hub: Packets to ${cidr} reach only one of ${vpcs}: the addresses of all are meant to be in ${tables}, which holds each once.`
const common = '  tgw-rtb-hub is what they have in common'
const has = (name: string, cidr = '10.0.0.0/16', how = 'propagated'): string =>
  `  tgw-attach-${name} attaches vpc-${name} with ${cidr} (${how})`
const twins = [only('10.0.0.0/16'), has('a'), has('b'), common]

testRule(rule, {
  accepts: {
    'addresses that are apart': pair(TWIN, ['10.1.0.0/16']),
    'the same addresses, of which one VPC propagates': pair(TWIN, TWIN, ['a']),
    'the same addresses in different tables': pair(TWIN, TWIN, ['a'])
      .transitTable('other', 'hub', {})
      .propagateTo('other', 'b'),
    'addresses that static routes share out': pair(TWIN, TWIN, []).transitRoutes('hub', {
      '10.0.0.0/17': 'a',
      '10.0.128.0/17': 'b',
    }),
    'the same addresses, to which only a dead route led': pair(TWIN, TWIN, ['a']).transitRoutes('hub', {
      '10.0.0.0/16': '!b',
    }),
    'a block that is leaving its VPC': attached(
      pair(TWIN, ['10.1.0.0/16'], ['a'])
        .vpc(
          'c',
          { cidr: '10.2.0.0/16' },
          {
            CidrBlockAssociationSet: [
              { CidrBlock: '10.2.0.0/16', CidrBlockState: { State: 'associated' } },
              { CidrBlock: '10.0.0.0/16', CidrBlockState: { State: 'disassociating' } },
            ],
          },
        )
        .subnet('c'),
      'c',
    ).propagateTo('hub', 'c'),
    'a translated VPC': pair(TWIN, TWIN).translate('b', { '10.0.0.0/16': '10.200.0.0/16' }),
    'an attachment that is being deleted': pair(TWIN, TWIN, ['a', 'b'], { ofB: { State: 'deleting' } }),
    'a propagation that was turned off': pair(TWIN, TWIN, ['a']).propagateTo('hub', 'b', {
      State: 'disabled',
    }),
    'one VPC': attached(vpc(account().transitGateway('hub'), 'a', TWIN), 'a')
      .transitTable('hub', 'hub', {})
      .propagateTo('hub', 'a'),
  },
  flags: {
    'two VPCs with the same addresses': { given: pair(TWIN, TWIN), finds: twins },
    'a VPC within the addresses of another': {
      given: pair(['10.0.4.0/24'], TWIN),
      finds: [only('10.0.0.0/16', 'vpc-b, vpc-a'), has('b'), has('a', '10.0.4.0/24'), common],
    },
    'a second block that overlaps': {
      given: pair(['10.1.0.0/16', '10.0.4.0/24'], TWIN),
      finds: [only('10.0.0.0/16', 'vpc-b, vpc-a'), has('b'), has('a', '10.0.4.0/24'), common],
    },
    'three VPCs, once': {
      given: attached(vpc(pair(TWIN, TWIN), 'c', TWIN), 'c').propagateTo('hub', 'c'),
      finds: [only('10.0.0.0/16', 'vpc-a, vpc-b, vpc-c'), has('a'), has('b'), has('c'), common],
    },
    'two tables, once': {
      given: pair(TWIN, TWIN)
        .transitTable('other', 'hub', {})
        .propagateTo('other', 'a')
        .propagateTo('other', 'b'),
      finds: [
        only('10.0.0.0/16', 'vpc-a, vpc-b', 'tgw-rtb-hub, tgw-rtb-other'),
        has('a'),
        has('b'),
        common,
        '  tgw-rtb-other is what they have in common',
      ],
    },
    'a static route into the addresses of a VPC that propagates': {
      given: pair(TWIN, TWIN, ['a']).transitRoutes('hub', { '10.0.0.0/16': 'b' }),
      finds: [only('10.0.0.0/16'), has('a'), has('b', '10.0.0.0/16', 'static'), common],
    },
    'VPCs of two accounts': { given: shared(), finds: twins },
    'a translation to addresses that another VPC has': {
      given: pair(TWIN, ['10.1.0.0/16']).translate('b', { '10.1.0.0/16': '10.0.0.0/16' }),
      finds: [only('10.0.0.0/16'), has('a'), has('b', '10.0.0.0/16 for 10.1.0.0/16'), common],
    },
    'a translation that is prepared and not used': {
      given: pair(TWIN, TWIN).translate(
        'b',
        {},
        {
          NatGatewayRules: [
            { MatchSourceCidr: '10.0.0.0/16', NatCidr: '10.200.0.0/16', State: 'deactivated' },
          ],
        },
      ),
      finds: twins,
    },
    'a translation of a part': {
      given: pair(TWIN, TWIN).translate('b', { '10.0.0.0/24': '10.200.0.0/24' }),
      finds: twins,
    },
    'an attachment that says no more than that it does not translate': {
      given: pair(TWIN, TWIN).translate('b', {}, { NatGatewaySupport: 'disabled' }),
      finds: twins,
    },
    'blocks for pods, as information only': {
      given: pair([...TWIN, '100.64.0.0/16'], ['10.1.0.0/16', '100.64.0.0/16']),
      finds: [
        `${only('100.64.0.0/16')} [info]`,
        has('a', '100.64.0.0/16'),
        has('b', '100.64.0.0/16'),
        common,
      ],
    },
    'test environments, as information only': {
      given: pair(TWIN, TWIN, ['a', 'b'], { tags: { env: 'test' } }),
      finds: [`${twins[0]} [info]`, ...twins.slice(1)],
    },
  },
  ignores: {
    'a gateway with nothing attached': account().transitGateway('hub').transitTable('hub', 'hub', {}),
    "another account's gateway": account().transitGateway('hub', { OwnerId: '222222222222' }),
    'a gateway that is being deleted': attached(
      vpc(account().transitGateway('hub', { State: 'deleting' }), 'a', TWIN),
      'a',
    ),
  },
  unknown: {
    'a VPC of an account that is not audited': {
      given: shared().slice(0, 1),
      says: ['tgw-hub: the addresses of vpc-b in account 222222222222 were not read'],
    },
    'a VPC without all of its blocks': {
      given: attached(
        pair(TWIN, ['10.1.0.0/16']).vpc('c', {}, { CidrBlockAssociationSet: undefined }).subnet('c'),
        'c',
      ),
      says: ['tgw-hub: the addresses of vpc-c in account 111111111111 were not read'],
    },
    'a translation that was not read': {
      given: pair(TWIN, TWIN)
        .translate('b', { '10.0.0.0/16': '10.200.0.0/16' })
        .unread('transitGatewayNatConfigurations'),
      says: ['tgw-hub: how tgw-attach-b is translated was not read, or changes just now'],
    },
    'a translation that is being turned on': {
      given: pair(TWIN, TWIN).translate('b', {}, { NatGatewaySupport: 'enabling' }, 'enabling'),
      says: ['tgw-hub: how tgw-attach-b is translated was not read, or changes just now'],
    },
    'an attachment without its state': {
      given: pair(TWIN, ['10.1.0.0/16']).attachVpn('odd', { tgw: 'hub' }, { State: undefined }),
      says: ['tgw-hub: its state, or that of an attachment, is not in the answer'],
    },
  },
})
