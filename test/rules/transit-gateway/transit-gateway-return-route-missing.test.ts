import rule from '../../../rules/transit-gateway/transit-gateway-return-route-missing.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

type Routes = Record<string, string>

const TO_DATA = { '10.1.0.0/16': 'tgw-hub' }
const TO_SHOP = { '10.0.0.0/16': 'tgw-hub' }
const BOTH = { '10.0.0.0/16': 'shop', '10.1.0.0/16': 'data' }

interface Given {
  /** What the table learns that routes for the shop, and that for the data VPC. */
  readonly there?: Routes
  readonly back?: Routes
  readonly tags?: Record<string, string>
  readonly dataTable?: string
  readonly quiet?: 'shop' | 'data'
}

/** The shop and the data VPC with these routes, on one gateway, with a table for each. */
function pair(
  shop: Routes,
  data: Routes,
  { there = BOTH, back = BOTH, tags = {}, dataTable = 'data', quiet }: Given = {},
): Account {
  const given = account()
    .transitGateway('hub')
    .vpc('shop', { tags })
    .subnet('app', { routes: shop, empty: quiet === 'shop' })
    .vpc('data', { cidr: '10.1.0.0/16', tags })
    .subnet('db', { cidr: '10.1.5.0/24', routes: data, empty: quiet === 'data' })
    .attach('shop', { tgw: 'hub', vpc: 'shop', subnets: ['app'], table: 'shop' })
    .attach('data', { tgw: 'hub', vpc: 'data', subnets: ['db'], ...(dataTable ? { table: dataTable } : {}) })
    .vpc('inspect', { cidr: '10.2.0.0/16' })
    .subnet('fw', { cidr: '10.2.0.0/24', empty: true })
    .attach('inspect', { tgw: 'hub', vpc: 'inspect', subnets: ['fw'] })
  return given.transitTable('shop', 'hub', {}, there).transitTable('data', 'hub', {}, back)
}

/** The data VPC and the gateway belong to another account. */
function shared(data: Routes): readonly [owner: Account, user: Account] {
  const owner = account({ id: '222222222222' })
    .transitGateway('hub')
    .vpc('data', { cidr: '10.1.0.0/16' })
    .subnet('db', { cidr: '10.1.5.0/24', routes: data })
    .attach('data', { tgw: 'hub', vpc: 'data', subnets: ['db'], table: 'all' })
  const user = account()
    .vpc('shop')
    .subnet('app', { routes: TO_DATA })
    .attach('shop', { tgw: 'hub', vpc: 'shop', subnets: ['app'], table: 'all', owner })
  owner.transitTable('all', 'hub', {}, BOTH)
  return [owner, user]
}

const silent = (place: string): string =>
  `tgw-attach-data: vpc-data cannot answer vpc-shop, whose packets arrive by tgw-hub: ${place}.`
const facts = (place: string): readonly string[] => [
  '  rtb-app routes 10.1.0.0/16 to tgw-hub',
  `  tgw-attach-data has no way back to vpc-shop: ${place}`,
]
const inVpc = 'no route table in use of vpc-data leads back'
const inTable = 'tgw-rtb-data, which routes what it sends, does not lead back'

testRule(rule, {
  accepts: {
    'routes both ways': pair(TO_DATA, TO_SHOP),
    'a broader route back': pair(TO_DATA, { '10.0.0.0/8': 'tgw-hub' }),
    'a default route back': pair(TO_DATA, { '0.0.0.0/0': 'tgw-hub' }),
    'a route back by a prefix list': pair(TO_DATA, { 'pl-shop': 'tgw-hub' }).prefixList('pl-shop', [
      '10.0.0.0/16',
    ]),
    'a route back in one of two tables in use': pair(TO_DATA, {}).subnet('db-2', {
      vpc: 'data',
      cidr: '10.1.6.0/24',
      routes: TO_SHOP,
    }),
    'a static route back': pair(TO_DATA, TO_SHOP, { back: {} }).transitRoutes('data', {
      '10.0.0.0/8': 'shop',
    }),
    'routes across accounts': shared(TO_SHOP),
  },
  flags: {
    'a VPC without a route back': {
      given: pair(TO_DATA, {}),
      finds: [silent(inVpc), ...facts(inVpc)],
    },
    'a VPC whose default route leads to the internet': {
      given: pair(TO_DATA, { '0.0.0.0/0': 'igw' }),
      finds: [silent(inVpc), ...facts(inVpc)],
    },
    'a VPC whose route back is a blackhole': {
      given: pair(TO_DATA, { '10.0.0.0/16': '!tgw-hub' }),
      finds: [silent(inVpc), ...facts(inVpc)],
    },
    'a route back in a table where nothing runs': {
      given: pair(TO_DATA, {}).subnet('spare', {
        vpc: 'data',
        cidr: '10.1.6.0/24',
        routes: TO_SHOP,
        empty: true,
      }),
      finds: [silent(inVpc), ...facts(inVpc)],
    },
    'a table of the gateway that does not lead back': {
      given: pair(TO_DATA, TO_SHOP, { back: { '10.1.0.0/16': 'data' } }),
      finds: [silent(inTable), ...facts(inTable)],
    },
    'a table of the gateway with a blackhole on the way back': {
      given: pair(TO_DATA, TO_SHOP, { back: {} }).transitRoutes('data', { '10.0.0.0/16': '!' }),
      finds: [silent(inTable), ...facts(inTable)],
    },
    'an attachment without a table': {
      given: pair(TO_DATA, TO_SHOP, { dataTable: '' }),
      finds: [
        silent('its attachment is associated with no route table'),
        ...facts('its attachment is associated with no route table'),
      ],
    },
    'a VPC of another account than the sender': {
      given: shared({}),
      finds: [silent(inVpc), ...facts(inVpc)],
    },
    'a VPC that two others call': {
      given: pair(TO_DATA, {}, { there: { ...BOTH, '10.3.0.0/16': 'shop' } })
        .vpc('web', { cidr: '10.3.0.0/16' })
        .subnet('web', { cidr: '10.3.0.0/24', routes: TO_DATA })
        .attach('web', { tgw: 'hub', vpc: 'web', subnets: ['web'], table: 'shop' })
        .transitRoutes('data', {}, { '10.3.0.0/16': 'web' }),
      finds: [
        `tgw-attach-data: vpc-data cannot answer vpc-shop, vpc-web, whose packets arrive by tgw-hub: ${inVpc}.`,
        ...facts(inVpc),
        '  rtb-web routes 10.1.0.0/16 to tgw-hub',
        `  tgw-attach-data has no way back to vpc-web: ${inVpc}`,
      ],
    },
    'a test environment, as information only': {
      given: pair(TO_DATA, {}, { tags: { env: 'test' } }),
      finds: [`${silent(inVpc)} [info]`, ...facts(inVpc)],
    },
  },
  ignores: {
    'VPCs that do not send to each other': pair({}, {}),
    'a default route, which is not meant for the other VPC': pair({ '0.0.0.0/0': 'tgw-hub' }, {}),
    'a gateway that does not lead there': pair(TO_DATA, {}, { there: {} }),
    'a way there through an inspection VPC': pair(TO_DATA, {}, { there: {} }).transitRoutes('shop', {
      '10.0.0.0/8': 'inspect',
    }),
    'a way back through an inspection VPC': pair(TO_DATA, {}, { back: {} }).transitRoutes('data', {
      '0.0.0.0/0': 'inspect',
    }),
    'answers by a peering': pair(TO_DATA, { '10.0.0.0/16': 'pcx-old' }),
    'a route in a table where nothing runs': pair(TO_DATA, {}, { quiet: 'shop' }),
    'a VPC where nothing runs that could answer': pair(TO_DATA, {}, { quiet: 'data' }),
    'a gateway that is being deleted': account().transitGateway('hub', { State: 'deleting' }),
  },
  unknown: {
    'a VPC of an account that is not audited, to which one sends': {
      given: (() => {
        const owner = account()
          .transitGateway('hub')
          .vpc('shop')
          .subnet('app', { routes: TO_DATA })
          .attach('shop', { tgw: 'hub', vpc: 'shop', subnets: ['app'], table: 'all' })
        account({ id: '222222222222' })
          .vpc('data')
          .subnet('db')
          .attach('data', { tgw: 'hub', vpc: 'data', subnets: ['db'], table: 'all', owner })
        return owner.transitTable('all', 'hub', {}, BOTH)
      })(),
      says: ['tgw-attach-data: vpc-data in account 222222222222 was not read'],
    },
    'a prefix list that was not read': {
      given: pair(TO_DATA, { 'pl-shop': 'tgw-hub' }).unread('prefixListEntries'),
      says: ['tgw-attach-data: where vpc-data sends its answers was not read'],
    },
    'a VPC whose addresses the gateway translates': {
      given: pair(TO_DATA, {}).translate('data', { '10.1.0.0/16': '10.201.0.0/16' }),
      says: ['tgw-attach-data: the gateway translates what vpc-data sends'],
    },
  },
})
