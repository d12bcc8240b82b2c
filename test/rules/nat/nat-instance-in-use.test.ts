import rule from '../../../rules/nat/nat-instance-in-use.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const viaIgw = { '0.0.0.0/0': 'igw' }
const viaNat = { '0.0.0.0/0': 'eni-nat' }
const FORWARDS = { SourceDestCheck: false }
const shop = (instance: object = {}, options: object = { publicIp: '203.0.113.5' }): Account =>
  account()
    .vpc('shop')
    .subnet('public', { routes: viaIgw, empty: true })
    .instance('nat', { subnet: 'public', ...options }, instance, FORWARDS)
const marketplace = { ProductCodes: [{ ProductCodeId: 'abc', ProductCodeType: 'marketplace' as const }] }

const leaves =
  'i-nat: 1 subnet with workloads leave through this one instance: when it fails, they lose their way out.'
const running = '  i-nat is running and has the public address 203.0.113.5'

testRule(rule, {
  accepts: {
    'private subnets that leave by a NAT gateway': account()
      .vpc('shop')
      .subnet('public', { routes: viaIgw, empty: true })
      .natGateway('a', { in: 'public' })
      .subnet('app', { routes: { '0.0.0.0/0': 'nat-a' } }),
    'a central egress behind a transit gateway': account()
      .vpc('shop')
      .subnet('app', { routes: { '0.0.0.0/0': 'tgw-hub' } }),
    'a firewall endpoint': account()
      .vpc('shop')
      .subnet('app', { routes: { '0.0.0.0/0': 'vpce-fw' } }),
    'a VPN instance beside a NAT gateway': shop()
      .natGateway('a', { in: 'public' })
      .subnet('app', { routes: { '0.0.0.0/0': 'nat-a', '192.168.0.0/16': 'eni-nat' } }),
  },
  flags: {
    'an instance that translates for a private subnet': {
      given: shop().subnet('app', { routes: viaNat }),
      finds: [leaves, '  rtb-app routes 0.0.0.0/0 to eni-nat', running],
    },
    'several subnets of one table, counted where something runs': {
      given: shop()
        .subnet('app', { routes: viaNat })
        .subnet('db', { sharesTableOf: 'app' })
        .subnet('spare', { sharesTableOf: 'app', empty: true }),
      finds: [
        'i-nat: 2 subnets with workloads leave through this one instance: when it fails, they lose their way out.',
        '  rtb-app routes 0.0.0.0/0 to eni-nat',
        running,
      ],
    },
    'a stopped one, whose routes are dead': {
      given: shop({ State: { Name: 'stopped' } }).subnet('app', { routes: { '0.0.0.0/0': '!eni-nat' } }),
      finds: [
        'i-nat: 1 subnet cannot leave: their way out is this NAT instance, which is stopped.',
        '  rtb-app routes 0.0.0.0/0 to eni-nat',
        '  i-nat is stopped and has the public address 203.0.113.5',
      ],
    },
  },
  ignores: {
    'a firewall from the marketplace': shop(marketplace).subnet('app', { routes: viaNat }),
    'a proxy without a public address': shop({}, {}).subnet('app', { routes: viaNat }),
    'an instance that no subnet leaves through': shop().subnet('app'),
    'subnets where nothing runs': shop().subnet('app', { routes: viaNat, empty: true }),
    'an instance that is gone for good': shop({ State: { Name: 'terminated' } }).subnet('app', {
      routes: { '0.0.0.0/0': '!eni-nat' },
    }),
  },
  unknown: {
    'an interface that was not read': {
      given: shop().subnet('app', { routes: { '0.0.0.0/0': 'eni-elsewhere' } }),
      says: [
        'vpc-shop: eni-elsewhere, where the default route leads, is not among the interfaces that were read',
      ],
    },
    'a prefix list that may hold the default route': {
      given: shop()
        .subnet('app', { routes: { 'pl-all': 'eni-nat' } })
        .unread('prefixListEntries'),
      says: ['vpc-shop: the entries of pl-all, a destination in rtb-app, were not read'],
    },
  },
})
