import rule from '../../../rules/routing/routing-near-route-quota.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const many = (count: number, target = 'tgw-hub'): Record<string, string> =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`10.${index >> 8}.${index & 255}.0/24`, target]),
  )
const quota = (given: Account, Value = 500): Account =>
  given.add('vpcRouteQuotas', { QuotaCode: 'L-93826ACB', Value })
const shop = (routes: Record<string, string> = {}): Account =>
  account().vpc('shop', { cidr: '172.16.0.0/16' }).subnet('app', { routes })
const propagated = (count: number): Account => {
  const given = shop().routeTable('vpn', {})
  for (let index = 0; index < count; index++) given.propagate('vpn', `10.1.${index}.0/24`, 'hq')
  return given
}
const bgp = (counts: readonly (number | undefined)[], more: object = {}): Account =>
  account().vpn('hq', ['UP', 'UP'], {
    VpnGatewayId: 'vgw-hq',
    Options: { StaticRoutesOnly: false },
    VgwTelemetry: counts.map((AcceptedRouteCount) => ({
      Status: 'UP',
      ...(AcceptedRouteCount === undefined ? {} : { AcceptedRouteCount }),
    })),
    ...more,
  })
const list = (given: Account, MaxEntries: number): Account =>
  given.add('managedPrefixLists', { PrefixListId: 'pl-sites', AddressFamily: 'IPv4', MaxEntries })

testRule(rule, {
  accepts: {
    'a few routes': quota(shop({ '0.0.0.0/0': 'igw' })),
    'four hundred of a thousand that were asked for': quota(shop(many(400)), 1000),
    'a few routes, whatever the quota was raised to': shop(many(10)).unread('vpcRouteQuotas'),
    'a gateway endpoint, whose list is long': quota(shop({ 'pl-s3': 'vpce-s3' })),
    'a few routes by BGP': bgp([20, 20]),
    'a hundred, which a transit gateway takes': bgp([100, 100], {
      VpnGatewayId: undefined,
      TransitGatewayId: 'tgw-hub',
    }),
  },
  ignores: {
    'a table with its local route alone': quota(shop()),
    'a static connection': bgp([90, 90], { Options: { StaticRoutesOnly: true } }),
    'a connection on its way out': bgp([90, 90], { State: 'deleting' }),
  },
  flags: {
    'four hundred of five hundred': {
      given: quota(shop(many(400))),
      finds: [
        'rtb-app: 400 of 500 static IPv4 routes are used: new ones will soon be refused.',
        '  rtb-app has 400 static IPv4 routes, 80% of 500',
      ],
    },
    'a prefix list, which counts with all that it may hold': {
      given: quota(list(shop({ 'pl-sites': 'tgw-hub' }), 450)),
      finds: [
        'rtb-app: 450 of 500 static IPv4 routes are used: new ones will soon be refused.',
        '  rtb-app has 450 static IPv4 routes, 90% of 500',
      ],
    },
    'propagated routes, which no quota raises': {
      given: quota(propagated(85), 1000),
      finds: [
        'rtb-vpn: 85 of 100 propagated routes are used: beyond the limit routes are left out.',
        '  rtb-vpn has 85 propagated routes, 85% of 100',
      ],
    },
    'a customer gateway that announces much': {
      given: bgp([95, 95]),
      finds: [
        'vpn-hq: 95 of 100 announced routes are used: beyond the limit the BGP session goes down, and every route with it.',
        '  vpn-hq has 95 announced routes, 95% of 100',
      ],
    },
  },
  unknown: {
    'a quota that was not read': {
      given: shop(many(450)).unread('vpcRouteQuotas'),
      says: ['rtb-app: it has 450 static IPv4 routes; the quota, which may be above 500, was not read'],
    },
    'a prefix list that was not read': {
      given: quota(shop({ 'pl-sites': 'tgw-hub' })).unread('managedPrefixLists'),
      says: ['rtb-app: how many static IPv4 routes it has was not read'],
    },
  },
})
