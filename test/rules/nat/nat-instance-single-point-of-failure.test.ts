import rule from '../../../rules/nat/nat-instance-single-point-of-failure.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const viaIgw = { '0.0.0.0/0': 'igw' }
const viaNat = { '0.0.0.0/0': 'eni-nat' }
const SCALED = { Tags: [{ Key: 'aws:autoscaling:groupName', Value: 'nat-a' }] }
const shop = (fields: object = {}, vpc: object = {}): Account =>
  account()
    .vpc('shop', vpc)
    .subnet('public', { zone: 'a', routes: viaIgw, empty: true })
    .instance('nat', { subnet: 'public', publicIp: '203.0.113.5' }, fields, { SourceDestCheck: false })
const twoZones = (fields: object = {}, vpc: object = {}): Account =>
  shop(fields, vpc)
    .subnet('app-a', { zone: 'a', routes: viaNat })
    .subnet('app-b', { zone: 'b', sharesTableOf: 'app-a' })

const both =
  'i-nat: Subnets in us-east-1a (use1-az1) and us-east-1b (use1-az2) leave through this one instance in us-east-1a (use1-az1):'
const route = '  rtb-app-a routes 0.0.0.0/0 to eni-nat'

testRule(rule, {
  accepts: {
    'an instance in each zone': shop()
      .subnet('public-b', { zone: 'b', routes: viaIgw, empty: true })
      .instance('nat-b', { subnet: 'public-b', publicIp: '203.0.113.6' })
      .subnet('app-a', { zone: 'a', routes: viaNat })
      .subnet('app-b', { zone: 'b', routes: { '0.0.0.0/0': 'eni-nat-b' } }),
    'an instance of one zone that an Auto Scaling group replaces': shop(SCALED).subnet('app-a', {
      routes: viaNat,
    }),
    'an instance of one zone beside a NAT gateway': shop()
      .natGateway('a', { in: 'public' })
      .subnet('app-a', { zone: 'a', routes: viaNat }),
  },
  flags: {
    'one instance for two zones': {
      given: twoZones(),
      finds: [
        `${both} when it or its zone fails, they have no way out.`,
        route,
        '  i-nat is in no Auto Scaling group',
      ],
    },
    'one that an Auto Scaling group replaces in its own zone only, mildly': {
      given: twoZones(SCALED),
      finds: [
        `${both} until its Auto Scaling group has another, and for as long as its zone fails, they have no way out. [medium]`,
        route,
        '  i-nat is in the Auto Scaling group nat-a',
      ],
    },
    'the only way out of one zone': {
      given: shop().subnet('app-a', { zone: 'a', routes: viaNat }),
      finds: [
        'i-nat: Subnets in us-east-1a (use1-az1) leave through this one instance in us-east-1a (use1-az1), and the VPC has no other: when it or its zone fails, they have no way out. [medium]',
        route,
        '  i-nat is in no Auto Scaling group',
      ],
    },
    'a firewall from the marketplace is one machine, too': {
      given: twoZones({ ProductCodes: [{ ProductCodeId: 'abc', ProductCodeType: 'marketplace' as const }] }),
      finds: [
        `${both} when it or its zone fails, they have no way out.`,
        route,
        '  i-nat is in no Auto Scaling group',
      ],
    },
    'a test environment, as information only': {
      given: twoZones({}, { tags: { env: 'dev' } }),
      finds: [
        `${both} when it or its zone fails, they have no way out. [info]`,
        route,
        '  i-nat is in no Auto Scaling group',
      ],
    },
  },
  ignores: {
    'subnets that leave by a NAT gateway': account()
      .vpc('shop')
      .subnet('public', { routes: viaIgw, empty: true })
      .natGateway('a', { in: 'public' })
      .subnet('app-a', { routes: { '0.0.0.0/0': 'nat-a' } }),
    'a VPN appliance, which carries a few networks': shop().subnet('app-a', {
      routes: { '192.168.0.0/16': 'eni-nat' },
    }),
    'subnets where nothing runs': shop().subnet('app-a', { routes: viaNat, empty: true }),
    'a route that is dead': shop().subnet('app-a', { routes: { '0.0.0.0/0': '!eni-nat' } }),
    'a Local Zone': shop().subnet('edge', { zone: 'us-east-1-bos-1a', routes: viaNat }),
    'an interface of a service': shop()
      .eni('service', { subnet: 'public' }, { RequesterManaged: true })
      .subnet('app-a', { routes: { '0.0.0.0/0': 'eni-service' } }),
  },
  unknown: {
    'an interface that was not read': {
      given: shop().subnet('app-a', { routes: { '0.0.0.0/0': 'eni-elsewhere' } }),
      says: ['subnet-app-a: eni-elsewhere, where its default route leads, was not read'],
    },
    'a NAT gateway that does not say whether it works': {
      given: shop()
        .natGateway('a', { in: 'public' }, { State: undefined })
        .subnet('app-a', { zone: 'a', routes: viaNat }),
      says: ['i-nat: whether its VPC has another way out, as a NAT gateway, was not read'],
    },
    'a route that does not say whether it works': {
      given: shop()
        .subnet('app-a', { routes: {} })
        .routeTable(
          'app',
          {},
          {
            Associations: [{ SubnetId: 'subnet-app-b' }],
            Routes: [{ DestinationCidrBlock: '0.0.0.0/0', NetworkInterfaceId: 'eni-nat' }],
          },
        )
        .subnet('app-b', { zone: 'b' }),
      says: ['i-nat: the state of a route to it is not in the answer'],
    },
    'NAT gateways that were not read': {
      given: shop().subnet('app-a', { zone: 'a', routes: viaNat }).unread('natGateways'),
      says: ['i-nat: whether its VPC has another way out, as a NAT gateway, was not read'],
    },
  },
})
