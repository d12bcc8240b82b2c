import rule from '../../../rules/peering/peering-transitive-route.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

type Routes = Record<string, string>

/** `shop` is peered with `hub`, and `hub` with `data` (10.2.0.0/16). */
const chain = (shop: Routes, hub: Routes = { '10.2.0.0/16': 'pcx-data' }, options: object = {}): Account =>
  account()
    .vpc('shop', options)
    .subnet('app', { routes: shop })
    .vpc('hub', { cidr: '10.1.0.0/16' })
    .subnet('db', { cidr: '10.1.5.0/24', routes: hub })
    .vpc('data', { cidr: '10.2.0.0/16' })
    .peering('hub', 'shop', 'hub')
    .peering('data', 'hub', 'data')

const dropped = (why: string, destination = '10.2.0.0/16'): string =>
  `rtb-app: Packets to ${destination} are handed to pcx-hub and dropped at vpc-hub: ${why}.`
const third = (who: string): string => `it belongs to ${who}, and peering is not transitive`
const facts = (destination = '10.2.0.0/16'): string[] => [
  `  rtb-app routes ${destination} to pcx-hub`,
  '  pcx-hub leads to vpc-hub with 10.1.0.0/16',
]
const noOne = 'no address of it belongs to that VPC'

testRule(rule, {
  accepts: {
    "a route to the peer's block": chain({ '10.1.0.0/16': 'pcx-hub' }),
    "a route that holds the blocks of the peer and of the peer's peer": chain({ '10.0.0.0/8': 'pcx-hub' }),
    'a block that was added to the peer since': account()
      .vpc('shop')
      .subnet('app', { routes: { '10.9.0.0/16': 'pcx-hub' } })
      .vpc('hub', { cidr: '10.9.0.0/16' })
      .peering('hub', 'shop', 'hub', undefined, {
        AccepterVpcInfo: {
          VpcId: 'vpc-hub',
          OwnerId: '111111111111',
          Region: 'us-east-1',
          CidrBlock: '10.1.0.0/16',
        },
      }),
    'a default route, which is the affair of another rule': chain({
      '0.0.0.0/0': 'pcx-hub',
      '10.1.0.0/16': 'pcx-hub',
    }),
    'a prefix list of blocks of the peer': chain({ 'pl-hub': 'pcx-hub' }).prefixList('pl-hub', [
      '10.1.5.0/24',
    ]),
  },
  flags: {
    'a VPC behind the peer': {
      given: chain({ '10.2.0.0/16': 'pcx-hub' }),
      finds: [dropped(third('vpc-data')), ...facts()],
    },
    'what the peer reaches by a transit gateway': {
      given: chain({ '10.9.0.0/16': 'pcx-hub' }, { '10.0.0.0/8': 'tgw-core' }),
      finds: [dropped(third('tgw-core'), '10.9.0.0/16'), ...facts('10.9.0.0/16')],
    },
    'a range that nobody here has': {
      given: chain({ '10.77.0.0/16': 'pcx-hub' }),
      finds: [`${dropped(noOne, '10.77.0.0/16')} [medium]`, ...facts('10.77.0.0/16')],
    },
    'an entry of a prefix list': {
      given: chain({ 'pl-all': 'pcx-hub' }).prefixList('pl-all', ['10.1.0.0/16', '10.2.0.0/16']),
      finds: [dropped(third('vpc-data'), 'pl-all'), ...facts('pl-all')],
    },
    'a peer whose account is not audited': {
      given: account()
        .vpc('shop')
        .subnet('app', { routes: { '10.2.0.0/16': 'pcx-hub' } })
        .peering('hub', 'shop', 'hub', account({ id: '222222222222' }).vpc('hub', { cidr: '10.1.0.0/16' })),
      finds: [`${dropped(noOne)} [medium]`, ...facts()],
    },
    'a test environment, as information only': {
      given: chain({ '10.2.0.0/16': 'pcx-hub' }, undefined, { tags: { env: 'dev' } }),
      finds: [`${dropped(third('vpc-data'))} [info]`, ...facts()],
    },
  },
  ignores: {
    'a default route alone': chain({ '0.0.0.0/0': 'pcx-hub' }, {}),
    'a dead route': chain({ '10.2.0.0/16': '!pcx-hub' }, {}),
    'a table that nothing uses': chain({}, {}).routeTable('spare', { '10.2.0.0/16': 'pcx-hub' }),
  },
  unknown: {
    'a peer whose blocks were not read': {
      given: chain({ '10.2.0.0/16': 'pcx-hub' }).unread('vpcs'),
      says: ['rtb-app: where its routes over peering lead is not known: the blocks of vpc-hub were not read'],
    },
    'a prefix list that was not read': {
      given: chain({ 'pl-hub': 'pcx-hub' }, {}).unread('prefixListEntries'),
      says: ['rtb-app: where its routes over peering lead is not known: the entries of pl-hub were not read'],
    },
  },
})
