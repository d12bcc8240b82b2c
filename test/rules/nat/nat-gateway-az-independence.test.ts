import rule from '../../../rules/nat/nat-gateway-az-independence.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const viaIgw = { '0.0.0.0/0': 'igw' }
const viaNatA = { '0.0.0.0/0': 'nat-a' }
const gatewayInZoneA = (vpc = {}): Account =>
  account()
    .vpc('shop', vpc)
    .subnet('public-a', { zone: 'a', routes: viaIgw, empty: true })
    .natGateway('a', { in: 'public-a' })

const finding = [
  'subnet-app-b: If us-east-1a (use1-az1) fails, this subnet in us-east-1b (use1-az2) loses its way out: it leaves through nat-a there.',
]

testRule(rule, {
  accepts: {
    'a subnet in the zone of its gateway': gatewayInZoneA().subnet('app-a', { zone: 'a', routes: viaNatA }),
    'a regional gateway': account()
      .vpc('shop')
      .natGateway('a')
      .subnet('app-b', { zone: 'b', routes: viaNatA }),
    'a zone that another account calls by another letter': gatewayInZoneA().subnet(
      'app-b',
      { zone: 'b', routes: viaNatA },
      { AvailabilityZoneId: 'use1-az1' },
    ),
    'a default route in two halves, each to the gateway of the zone': gatewayInZoneA().subnet('app-a', {
      zone: 'a',
      routes: { '0.0.0.0/1': 'nat-a', '128.0.0.0/1': 'nat-a', '0.0.0.0/0': 'nat-elsewhere' },
    }),
  },
  flags: {
    'a subnet whose default route leaves through another zone': {
      given: gatewayInZoneA().subnet('app-b', { zone: 'b', routes: viaNatA }),
      finds: [
        ...finding,
        '  rtb-app-b routes 0.0.0.0/0 to nat-a',
        '  nat-a serves us-east-1a (use1-az1) only',
        '  subnet-app-b holds 1 network interfaces in use',
      ],
    },
    'a subnet that inherits such a route from the main table of its VPC': {
      given: gatewayInZoneA({ routes: viaNatA }).subnet('app-b', { zone: 'b' }),
      finds: [
        ...finding,
        '  rtb-main-shop routes 0.0.0.0/0 to nat-a',
        '  nat-a serves us-east-1a (use1-az1) only',
        '  subnet-app-b holds 1 network interfaces in use',
      ],
    },
    'a test environment, as information only': {
      given: gatewayInZoneA({ tags: { env: 'dev' } }).subnet('app-b', { zone: 'b', routes: viaNatA }),
      finds: [
        `${finding[0]} [info]`,
        '  rtb-app-b routes 0.0.0.0/0 to nat-a',
        '  nat-a serves us-east-1a (use1-az1) only',
        '  subnet-app-b holds 1 network interfaces in use',
      ],
    },
    'a default route by a prefix list': {
      given: gatewayInZoneA()
        .prefixList('pl-all', ['0.0.0.0/0'])
        .subnet('app-b', { zone: 'b', routes: { 'pl-all': 'nat-a' } }),
      finds: [
        ...finding,
        '  rtb-app-b routes pl-all to nat-a',
        '  nat-a serves us-east-1a (use1-az1) only',
        '  subnet-app-b holds 1 network interfaces in use',
      ],
    },
  },
  ignores: {
    'a subnet without a way out': gatewayInZoneA().subnet('isolated-b', { zone: 'b' }),
    'a public subnet': gatewayInZoneA().subnet('web-b', { zone: 'b', routes: viaIgw }),
    'a subnet where nothing runs': gatewayInZoneA().subnet('spare-b', {
      zone: 'b',
      routes: viaNatA,
      empty: true,
    }),
    'a Local Zone': gatewayInZoneA().subnet('edge', { zone: 'us-east-1-bos-1a', routes: viaNatA }),
    'a subnet that leaves by a transit gateway': gatewayInZoneA().subnet('app-b', {
      zone: 'b',
      routes: { '0.0.0.0/0': 'tgw-hub' },
    }),
    'the main table of another VPC': account()
      .vpc('other', { routes: viaNatA })
      .subnet('public-a', { zone: 'a', routes: viaIgw, empty: true })
      .natGateway('a', { in: 'public-a' })
      .vpc('shop')
      .subnet('app-b', { zone: 'b' }),
  },
  unknown: {
    'a gateway that was not read': {
      given: gatewayInZoneA().subnet('app-b', { zone: 'b', routes: { '0.0.0.0/0': 'nat-elsewhere' } }),
      says: [
        'subnet-app-b: nat-elsewhere, where its default route leads, is not among the NAT gateways that were read',
      ],
    },
    'a prefix list that may hold the default route': {
      given: gatewayInZoneA()
        .subnet('app-b', { zone: 'b', routes: { 'pl-all': 'nat-a' } })
        .unread('prefixListEntries'),
      says: ['subnet-app-b: the entries of pl-all, a destination in rtb-app-b, were not read'],
    },
  },
})
