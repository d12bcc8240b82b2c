import rule from '../../../rules/peering/peering-one-sided-routes.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

type Routes = Record<string, string>

const toHub = { '10.1.0.0/16': 'pcx-hub' }
const toShop = { '10.0.0.0/16': 'pcx-hub' }
const pair = (shop: Routes, hub: Routes, options: object = {}): Account =>
  account()
    .vpc('shop', options)
    .subnet('app', { routes: shop })
    .vpc('hub', { cidr: '10.1.0.0/16' })
    .subnet('db', { cidr: '10.1.5.0/24', routes: hub })
    .peering('hub', 'shop', 'hub')

/** The hub belongs to another account, of which this much is audited. */
const across = (shop: Routes, hub: Routes): readonly [Account, Account] => {
  const other = account({ id: '222222222222' })
    .vpc('hub', { cidr: '10.1.0.0/16' })
    .subnet('db', { cidr: '10.1.5.0/24', routes: hub })
  return [account().vpc('shop').subnet('app', { routes: shop }).peering('hub', 'shop', 'hub', other), other]
}
/** A hub with a second block, in which something runs. */
const twoBlocks = (second: string, shop: Routes): Account =>
  account()
    .vpc('shop')
    .subnet('app', { routes: shop })
    .vpc(
      'hub',
      { cidr: '10.1.0.0/16' },
      {
        CidrBlockAssociationSet: [{ CidrBlock: '10.1.0.0/16' }, { CidrBlock: second }],
      },
    )
    .subnet('db', { cidr: '10.1.5.0/24', routes: toShop })
    .subnet('more', { cidr: second, sharesTableOf: 'db' })
    .peering('hub', 'shop', 'hub')
/** The answer names one block of the shop. */
const inPart = (hub: Routes): Account =>
  account()
    .vpc('shop')
    .subnet('app', { routes: toHub })
    .vpc('hub', { cidr: '10.1.0.0/16' })
    .subnet('db', { cidr: '10.1.5.0/24', routes: hub })
    .peering('hub', 'shop', 'hub', undefined, {
      RequesterVpcInfo: {
        VpcId: 'vpc-shop',
        OwnerId: '111111111111',
        Region: 'us-east-1',
        CidrBlock: '10.0.0.0/16',
      },
    })

const noWayBack =
  'pcx-hub: vpc-shop sends packets for vpc-hub into this connection, and vpc-hub has no route back: no connection between them is ever made.'
const facts = [
  '  rtb-app routes 10.1.0.0/16 to pcx-hub',
  '  pcx-hub has no route for 10.0.0.0/16 in the tables of vpc-hub',
]

testRule(rule, {
  accepts: {
    'routes both ways': pair(toHub, toShop),
    'routes both ways, across accounts': across(toHub, toShop),
    'a route back for a single subnet': pair(toHub, { '10.0.10.0/24': 'pcx-hub' }),
    'a route back by a broader block': pair(toHub, { '10.0.0.0/8': 'pcx-hub' }),
    'a route back by a prefix list': pair(toHub, { 'pl-shop': 'pcx-hub' }).prefixList('pl-shop', [
      '10.0.0.0/16',
    ]),
    'a route back in the main table': account()
      .vpc('shop')
      .subnet('app', { routes: toHub })
      .vpc('hub', { cidr: '10.1.0.0/16', routes: toShop })
      .subnet('db', { cidr: '10.1.5.0/24' })
      .peering('hub', 'shop', 'hub'),
    'a second block that is routed, too': twoBlocks('10.9.0.0/24', { ...toHub, '10.9.0.0/24': 'pcx-hub' }),
    'a block for pods, which nobody routes': twoBlocks('100.64.0.0/24', toHub),
  },
  flags: {
    'a route on one side only': { given: pair(toHub, {}), finds: [noWayBack, ...facts] },
    'a route on the other side only': {
      given: pair({}, toShop),
      finds: [
        'pcx-hub: vpc-hub sends packets for vpc-shop into this connection, and vpc-shop has no route back: no connection between them is ever made.',
        '  rtb-db routes 10.0.0.0/16 to pcx-hub',
        '  pcx-hub has no route for 10.1.0.0/16 in the tables of vpc-shop',
      ],
    },
    'one side of two accounts, once': { given: across(toHub, {}), finds: [noWayBack, ...facts] },
    'a route back in a table that nothing uses': {
      given: pair(toHub, {}).routeTable('spare', toShop),
      finds: [noWayBack, ...facts],
    },
    'a route back to other addresses': {
      given: pair(toHub, { '10.7.0.0/16': 'pcx-hub' }),
      finds: [noWayBack, ...facts],
    },
    'a second block that only one side routes': {
      given: twoBlocks('10.9.0.0/24', toHub),
      finds: [
        'pcx-hub: vpc-shop cannot reach 10.9.0.0/24 of vpc-hub, where workloads run: only its other blocks are routed to this connection. [low]',
        '  rtb-app routes 10.1.0.0/16 to pcx-hub',
        '  pcx-hub has no route for 10.9.0.0/24 in the tables of vpc-shop',
      ],
    },
    'a connection that nobody uses': {
      given: pair({}, {}),
      finds: [
        'pcx-hub: Nothing uses this connection: neither vpc-shop nor vpc-hub routes to it. [info]',
        '  pcx-hub is active between vpc-shop and vpc-hub',
      ],
    },
    'a test environment, as information only': {
      given: pair(toHub, {}, { tags: { env: 'dev' } }),
      finds: [`${noWayBack} [info]`, ...facts],
    },
  },
  ignores: {
    'a connection that is not active': account()
      .vpc('shop')
      .subnet('app', { routes: toHub })
      .vpc('hub', { cidr: '10.1.0.0/16' })
      .peering('hub', 'shop', 'hub', undefined, { Status: { Code: 'deleted' } }),
    'a route in a table where nothing runs': account()
      .vpc('shop')
      .subnet('app', { routes: toHub, empty: true })
      .vpc('hub', { cidr: '10.1.0.0/16' })
      .subnet('db', { cidr: '10.1.5.0/24', routes: {} })
      .peering('hub', 'shop', 'hub'),
  },
  unknown: {
    'a side of which only the first block is in the answer, routed both ways': {
      given: inPart(toShop),
      says: ['pcx-hub: the blocks of one of its VPCs (CidrBlockSet) are not in the answer'],
    },
    'a route back to what may be another block': {
      given: inPart({ '10.7.0.0/16': 'pcx-hub' }),
      says: ['pcx-hub: the blocks of one of its VPCs (CidrBlockSet) are not in the answer'],
    },
    'a peer whose account is not audited': {
      given: across(toHub, toShop).slice(0, 1),
      says: ['pcx-hub: the routes of vpc-hub in account 222222222222, us-east-1, were not read'],
    },
    'answers that may return by a transit gateway': {
      given: pair(toHub, { '10.0.0.0/8': 'tgw-hub' }),
      says: ['pcx-hub: answers from vpc-hub may return by tgw-hub, whose own routes are not followed here'],
    },
    'a prefix list that was not read': {
      given: pair(toHub, { 'pl-shop': 'pcx-hub' }).unread('prefixListEntries'),
      says: ['pcx-hub: the entries of a prefix list that is routed to it were not read'],
    },
  },
})
