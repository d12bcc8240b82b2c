import rule from '../../../rules/transit-gateway/transit-gateway-blackhole-route.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

type Routes = Record<string, string>

/** A shop that routes so to the hub, whose table has these routes. */
function hub(shop: Routes, routes: Routes, { subnet = {}, table = {} }: Given = {}): Account {
  return account()
    .transitGateway('hub')
    .vpc('shop')
    .subnet('app', { routes: shop, ...subnet })
    .vpc('old', { cidr: '10.9.0.0/16' })
    .subnet('old')
    .attach('shop', { tgw: 'hub', vpc: 'shop', subnets: ['app'], table: 'hub' })
    .attach('old', { tgw: 'hub', vpc: 'old', subnets: ['old'] })
    .transitTable('hub', 'hub', routes, {}, table)
}
interface Given {
  readonly subnet?: object
  readonly table?: object
}
const to = (...destinations: readonly string[]): Routes =>
  Object.fromEntries(destinations.map((destination) => [destination, 'tgw-hub']))
const hole = (destination: string): Routes => ({ [destination]: '!' })

/** The shop's account is not the gateway's. */
function shared(): readonly [Account, Account] {
  const owner = account({ id: '222222222222' }).transitGateway('hub')
  const user = account()
    .vpc('shop')
    .subnet('app', { routes: to('10.9.0.0/16') })
    .attach('shop', { tgw: 'hub', vpc: 'shop', subnets: ['app'], table: 'hub', owner })
  owner.transitTable('hub', 'hub', hole('10.9.0.0/16'))
  return [user, owner]
}

const dropped =
  'tgw-rtb-hub: What vpc-shop sends to 10.9.0.0/16 is dropped: its routes lead to tgw-hub, where this is a blackhole.'
const made = '  tgw-rtb-hub has a blackhole for 10.9.0.0/16'
const left = '  tgw-rtb-hub routes 10.9.0.0/16 to tgw-attach-old, which is gone: a blackhole'

testRule(rule, {
  accepts: {
    'a table without blackholes': hub(to('10.9.0.0/16'), { '10.9.0.0/16': 'old' }),
    'a blackhole to which nobody sends': hub({}, hole('10.9.0.0/16')),
    'a blackhole that cuts a network out of a default route': hub(to('0.0.0.0/0'), {
      '0.0.0.0/0': 'old',
      ...hole('10.0.0.0/8'),
    }),
    'a blackhole with shared networks in it that live': hub(to('10.0.0.0/8'), {
      ...hole('10.0.0.0/8'),
      '10.9.0.0/16': 'old',
    }),
    'a blackhole behind a longer route that lives': hub(to('10.9.0.0/16'), {
      ...hole('10.0.0.0/8'),
      '10.9.0.0/16': 'old',
    }),
    'a blackhole beside a route of the same length that wins': hub(to('10.9.0.0/16'), {
      '10.9.0.0/16': 'old',
    }).transitRoutes('hub', {}, hole('10.9.0.0/16')),
    'what remains of a route, to which a longer one leads': hub(to('10.0.0.0/8'), {
      '10.0.0.0/8': '!old',
      '10.9.0.0/16': 'old',
    }).transitRoutes('hub', { '10.0.0.0/9': 'old', '10.128.0.0/9': 'old' }),
    'a blackhole for the other family': hub(to('10.9.0.0/16'), hole('fd00::/8')),
    'a route of the VPC that is a blackhole itself': hub({ '10.9.0.0/16': '!tgw-hub' }, hole('10.9.0.0/16')),
    'a route of the VPC to another gateway': hub({ '10.9.0.0/16': 'tgw-other' }, hole('10.9.0.0/16')),
    'a route in a table that nothing uses': hub({}, hole('10.9.0.0/16'))
      .vpc('shop-2', { cidr: '10.2.0.0/16' })
      .routeTable('spare', to('10.9.0.0/16'), { VpcId: 'vpc-shop' }),
    'a VPC that is associated with another table': hub(to('10.9.0.0/16'), {
      '10.9.0.0/16': 'old',
    }).transitTable('other', 'hub', hole('10.9.0.0/16')),
  },
  flags: {
    'a route to just what is dropped': {
      given: hub(to('10.9.0.0/16'), hole('10.9.0.0/16')),
      finds: [dropped, made, '  rtb-app routes 10.9.0.0/16 to tgw-hub'],
    },
    'a route to a part of what is dropped': {
      given: hub(to('10.9.5.0/24'), hole('10.9.0.0/16')),
      finds: [dropped, made, '  rtb-app routes 10.9.5.0/24 to tgw-hub'],
    },
    'a route by a prefix list': {
      given: hub(to('pl-old'), hole('10.9.0.0/16')).prefixList('pl-old', ['10.9.0.0/16', '10.7.0.0/16']),
      finds: [dropped, made, '  rtb-app routes pl-old to tgw-hub'],
    },
    'a VPC of another account': {
      given: shared(),
      finds: [dropped, made, '  rtb-app routes 10.9.0.0/16 to tgw-hub'],
    },
    'a broad route, into which the remains of another one cut a hole': {
      given: hub(to('10.0.0.0/8'), { '10.0.0.0/8': 'old', '10.9.0.0/16': '!old' }),
      finds: [dropped, left, '  rtb-app routes 10.0.0.0/8 to tgw-hub'],
    },
    'two blackholes, one by one': {
      given: hub(to('10.8.0.0/16', '10.9.0.0/16'), { ...hole('10.9.0.0/16'), ...hole('10.8.0.0/16') }),
      finds: [
        dropped,
        made,
        '  rtb-app routes 10.9.0.0/16 to tgw-hub',
        dropped.replace('10.9', '10.8'),
        made.replace('10.9', '10.8'),
        '  rtb-app routes 10.8.0.0/16 to tgw-hub',
      ],
    },
    'a table with a tag that is not the one': {
      given: hub(to('10.9.0.0/16'), hole('10.9.0.0/16'), {
        table: { Tags: [{ Key: 'intended-blackhole', Value: 'no' }] },
      }),
      finds: [dropped, made, '  rtb-app routes 10.9.0.0/16 to tgw-hub'],
    },
  },
  ignores: {
    'a table whose blackholes are meant': hub(to('10.9.0.0/16'), hole('10.9.0.0/16'), {
      table: { Tags: [{ Key: 'intended-blackhole', Value: 'true' }] },
    }),
    'a table that is being deleted': hub(to('10.9.0.0/16'), hole('10.9.0.0/16'), {
      table: { State: 'deleting' },
    }),
  },
  unknown: {
    'a VPC of an account that is not audited': {
      given: shared().slice(1),
      says: ['tgw-rtb-hub: it has blackholes, and the routes of vpc-shop to them were not read'],
    },
    'a table without its state': {
      given: hub(to('10.9.0.0/16'), hole('10.9.0.0/16'), { table: { State: undefined } }),
      says: ['tgw-rtb-hub: its routes were not read, or its state is not in the answer'],
    },
    'a prefix list that was not read': {
      given: hub(to('pl-old'), hole('10.9.0.0/16')).prefixList('pl-old', []).unread('prefixListEntries'),
      says: ['tgw-rtb-hub: it has blackholes, and whether rtb-app leads to them is not in the answer'],
    },
  },
})
