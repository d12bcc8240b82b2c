import rule from '../../../rules/nat/nat-gateway-no-internet-path.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

type Routes = Readonly<Record<string, string>>

const viaNat = { '0.0.0.0/0': 'nat-a' }
const behind = (routes: Routes, fields: object = {}): Account =>
  account()
    .vpc('shop')
    .subnet('home', { routes, empty: true })
    .natGateway('a', { in: 'home' }, fields)
    .subnet('app', { routes: viaNat })
const PRIVATE = { ConnectivityType: 'private' as const }
const regional = (routes: Routes): Account =>
  account()
    .vpc('shop')
    .routeTable('of-nat', routes)
    .natGateway('a', {}, { RouteTableId: 'rtb-of-nat' })
    .subnet('app', { routes: viaNat })

const dropped = 'nat-a: Everything that rtb-app sends to the internet through this gateway is dropped:'
const used = '  rtb-app routes 0.0.0.0/0 to nat-a'

testRule(rule, {
  accepts: {
    'a public gateway in a public subnet': behind({ '0.0.0.0/0': 'igw' }),
    'a default route in two halves': behind({ '0.0.0.0/1': 'igw', '128.0.0.0/1': 'igw' }),
    'a regional gateway with its own table': regional({ '0.0.0.0/0': 'igw' }),
    'a private gateway that sends to a transit gateway': behind({ '0.0.0.0/0': 'tgw-hub' }, PRIVATE),
    'a private gateway that sends to a virtual private gateway': behind({ '0.0.0.0/0': 'vgw-hq' }, PRIVATE),
    'a public gateway that sends to a transit gateway': behind({ '0.0.0.0/0': 'tgw-hub' }),
    'a firewall endpoint before the internet gateway': behind({ '0.0.0.0/0': 'vpce-fw' })
      .subnet('firewall', { routes: { '0.0.0.0/0': 'igw' }, empty: true })
      .firewallEndpoint('fw', 'firewall'),
    'an appliance before the internet gateway': behind({ '0.0.0.0/0': 'eni-fw' })
      .subnet('firewall', { routes: { '0.0.0.0/0': 'igw' }, empty: true })
      .instance('fw', { subnet: 'firewall' }),
    'a private gateway before an appliance that translates': behind({ '0.0.0.0/0': 'eni-fw' }, PRIVATE)
      .subnet('firewall', { routes: { '0.0.0.0/0': 'igw' }, empty: true })
      .instance('fw', { subnet: 'firewall', publicIp: '203.0.113.9' }),
  },
  flags: {
    'a gateway in the private subnet that it is to serve': {
      given: account().vpc('shop').subnet('app', { routes: viaNat }).natGateway('a', { in: 'app' }),
      finds: [
        `${dropped} the default route behind it leads back to it.`,
        used,
        used,
        '  nat-a is public and sends on by rtb-app',
      ],
    },
    'a gateway whose subnet has no default route': {
      given: behind({}),
      finds: [
        `${dropped} there is no default route behind it.`,
        used,
        '  rtb-home routes 0.0.0.0/0 to nothing',
        '  nat-a is public and sends on by rtb-home',
      ],
    },
    'a gateway whose internet gateway is gone': {
      given: behind({ '0.0.0.0/0': '!igw-old' }),
      finds: [
        `${dropped} the default route behind it is dead.`,
        used,
        '  rtb-home routes 0.0.0.0/0 to igw-old',
        '  nat-a is public and sends on by rtb-home',
      ],
    },
    'a regional gateway whose table lost its route': {
      given: regional({}),
      finds: [
        `${dropped} there is no default route behind it.`,
        used,
        '  rtb-of-nat routes 0.0.0.0/0 to nothing',
        '  nat-a is public and sends on by rtb-of-nat',
      ],
    },
    'a private gateway before an internet gateway': {
      given: behind({ '0.0.0.0/0': 'igw' }, PRIVATE),
      finds: [
        `${dropped} it is private, and igw-shop drops what has no public address.`,
        used,
        '  rtb-home routes 0.0.0.0/0 to igw-shop',
        '  nat-a is private and sends on by rtb-home',
      ],
    },
    'a firewall whose own subnet has no way out': {
      given: behind({ '0.0.0.0/0': 'vpce-fw' })
        .subnet('firewall', { routes: {}, empty: true })
        .firewallEndpoint('fw', 'firewall'),
      finds: [
        `${dropped} there is no default route behind it.`,
        used,
        '  rtb-firewall routes 0.0.0.0/0 to nothing',
        '  nat-a is public and sends on by rtb-home',
      ],
    },
    'a test environment, as information only': {
      given: account()
        .vpc('shop', { tags: { env: 'dev' } })
        .subnet('app', { routes: viaNat })
        .natGateway('a', { in: 'app' }),
      finds: [
        `${dropped} the default route behind it leads back to it. [info]`,
        used,
        used,
        '  nat-a is public and sends on by rtb-app',
      ],
    },
  },
  ignores: {
    'a gateway that nothing uses': account()
      .vpc('shop')
      .subnet('home', { empty: true })
      .natGateway('a', { in: 'home' }),
    'a gateway that only a spare table leads to': account()
      .vpc('shop')
      .subnet('home', { empty: true })
      .natGateway('a', { in: 'home' })
      .routeTable('spare', viaNat),
    'a gateway between networks, which needs no default route': account()
      .vpc('shop')
      .subnet('home', { routes: { '10.9.0.0/16': 'tgw-hub' }, empty: true })
      .natGateway('a', { in: 'home' }, PRIVATE)
      .subnet('app', { routes: { '10.9.0.0/16': 'nat-a' } }),
    'a gateway that is being deleted': behind({}, { State: 'deleting' }),
  },
  unknown: {
    'a main table that leads to it, where subnets were not read': {
      given: account()
        .vpc('shop', { routes: viaNat })
        .subnet('home', { routes: {}, empty: true })
        .natGateway('a', { in: 'home' })
        .subnet('app')
        .unread('subnets'),
      says: ['nat-a: whether a subnet uses the tables that lead to it was not read'],
    },
    'a second NAT gateway behind it': {
      given: account()
        .vpc('shop')
        .subnet('edge', { routes: { '0.0.0.0/0': 'igw' }, empty: true })
        .natGateway('b', { in: 'edge' })
        .subnet('home', { routes: { '0.0.0.0/0': 'nat-b' }, empty: true })
        .natGateway('a', { in: 'home' })
        .subnet('app', { routes: viaNat }),
      says: ['nat-a: it sends on to another NAT gateway, and AWS does not say that this works'],
    },
    'a firewall endpoint that was not read': {
      given: behind({ '0.0.0.0/0': 'vpce-fw' }),
      says: ['nat-a: vpce-fw, or the route table behind it, was not read'],
    },
    'an appliance whose subnet leads nowhere, which may have another interface': {
      given: behind({ '0.0.0.0/0': 'eni-fw' })
        .subnet('firewall', { routes: {}, empty: true })
        .instance('fw', { subnet: 'firewall' }),
      says: ['nat-a: where the appliance at eni-fw sends packets on is its own affair'],
    },
    'the table of a regional gateway that was not read': {
      given: account().vpc('shop').natGateway('a').subnet('app', { routes: viaNat }),
      says: ['nat-a: the route table by which it sends on was not read'],
    },
  },
})
