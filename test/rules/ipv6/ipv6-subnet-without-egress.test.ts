import rule from '../../../rules/ipv6/ipv6-subnet-without-egress.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const IPV6 = '2600:1f18:0:1::/64'
const shop = (routes: Readonly<Record<string, string>>, options: object = {}, vpc: object = {}): Account =>
  account()
    .vpc('shop', vpc)
    .subnet('app', { routes, ipv6: IPV6, ...options })

const says = (out: string): string =>
  `subnet-app: Hosts here with IPv6 addresses wait for connections that never come about: IPv4 leaves by ${out}, and rtb-app has no route for IPv6.`
const has = `  subnet-app has ${IPV6} and 1 network interface with IPv6 addresses`

testRule(rule, {
  accepts: {
    'an egress-only internet gateway': shop({ '0.0.0.0/0': 'nat-a', '::/0': 'eigw-a' }),
    'a public subnet of both kinds': shop({ '0.0.0.0/0': 'igw', '::/0': 'igw' }),
    'a transit gateway': shop({ '0.0.0.0/0': 'tgw-hub', '::/0': 'tgw-hub' }),
    'a route to all that the internet uses': shop({ '0.0.0.0/0': 'nat-a', '2000::/3': 'eigw-a' }),
    'a prefix list': shop({ '0.0.0.0/0': 'nat-a', 'pl-all': 'eigw-a' }).prefixList('pl-all', ['::/0']),
  },
  flags: {
    'a private subnet whose IPv6 was forgotten': {
      given: shop({ '0.0.0.0/0': 'nat-a' }),
      finds: [says('nat-a'), '  rtb-app routes 0.0.0.0/0 to nat-a and ::/0 nowhere', has],
    },
    'a public subnet whose IPv6 was forgotten': {
      given: shop({ '0.0.0.0/0': 'igw' }),
      finds: [says('igw-shop'), '  rtb-app routes 0.0.0.0/0 to igw-shop and ::/0 nowhere', has],
    },
    'a test environment, as information only': {
      given: shop({ '0.0.0.0/0': 'nat-a' }, {}, { tags: { env: 'dev' } }),
      finds: [`${says('nat-a')} [info]`, '  rtb-app routes 0.0.0.0/0 to nat-a and ::/0 nowhere', has],
    },
  },
  ignores: {
    'a subnet that is isolated on purpose': shop({}),
    'a subnet without IPv6': account()
      .vpc('shop')
      .subnet('app', { routes: { '0.0.0.0/0': 'nat-a' } }),
    'a subnet where nothing uses its IPv6': shop({ '0.0.0.0/0': 'nat-a' }, { empty: true }).instance('app', {
      subnet: 'app',
    }),
    'addresses that are private, such as IPAM gives': shop(
      { '0.0.0.0/0': 'nat-a' },
      { empty: true },
    ).instance('app', {
      subnet: 'app',
      ipv6: 'fd00:1::10',
    }),
    'a dead way out, which is reported as such': shop({ '0.0.0.0/0': 'nat-a', '::/0': '!eigw-a' }),
  },
  unknown: {
    'a prefix list that was not read': {
      given: shop({ '0.0.0.0/0': 'nat-a', 'pl-all': 'eigw-a' }).unread('prefixListEntries'),
      says: ['subnet-app: the entries of pl-all, a destination in rtb-app, were not read'],
    },
  },
})
