import rule from '../../../rules/network-firewall/network-firewall-endpoint-cross-zone-route.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const viaA = { '0.0.0.0/0': 'vpce-a' }
const inspected = (vpc: object = {}): Account =>
  account()
    .vpc('shop', vpc)
    .subnet('fw-a', { zone: 'a', empty: true, routes: { '0.0.0.0/0': 'igw' } })
    .subnet('fw-b', { zone: 'b', empty: true })
    .firewallEndpoint('a', 'fw-a')
const finding = [
  'subnet-app-b: If us-east-1a (use1-az1) fails, this subnet in us-east-1b (use1-az2) is cut off: it is routed through the firewall endpoint vpce-a there.',
  '  rtb-app-b routes 0.0.0.0/0 to vpce-a',
  '  vpce-a serves us-east-1a (use1-az1)',
]

testRule(rule, {
  accepts: {
    'a subnet in the zone of its endpoint': inspected().subnet('app-a', { zone: 'a', routes: viaA }),
  },
  ignores: {
    'a subnet without a firewall': inspected().subnet('app-b', { zone: 'b', routes: { '0.0.0.0/0': 'igw' } }),
    'a subnet without workloads': inspected().subnet('spare-b', { zone: 'b', routes: viaA, empty: true }),
    'a gateway endpoint': inspected()
      .subnet('app-b', { zone: 'b', routes: { 'pl-s3': 'vpce-s3' } })
      .gatewayEndpoint('s3', ['app-b']),
    'a subnet in a Local Zone': inspected().subnet(
      'edge',
      { zone: 'b', routes: viaA },
      { AvailabilityZone: 'us-east-1-bos-1a', AvailabilityZoneId: 'use1-bos1-az1' },
    ),
    'a route that is dead': inspected().subnet('app-b', { zone: 'b', routes: { '0.0.0.0/0': '!vpce-a' } }),
  },
  flags: {
    'a subnet in another zone': {
      given: inspected().subnet('app-b', { zone: 'b', routes: viaA }),
      finds: finding,
    },
    'one with an endpoint in its own zone': {
      given: inspected().firewallEndpoint('b', 'fw-b').subnet('app-b', { zone: 'b', routes: viaA }),
      finds: finding,
    },
    'a private range that is inspected elsewhere': {
      given: inspected().subnet('app-b', { zone: 'b', routes: { '10.0.0.0/8': 'vpce-a' } }),
      finds: [finding[0] ?? '', '  rtb-app-b routes 10.0.0.0/8 to vpce-a', finding[2] ?? ''],
    },
    'a test environment, as information only': {
      given: inspected({ tags: { env: 'test' } }).subnet('app-b', { zone: 'b', routes: viaA }),
      finds: [`${finding[0]} [info]`, ...finding.slice(1)],
    },
  },
  unknown: {
    'an endpoint that is not among those that were read': {
      given: inspected().subnet('app-b', { zone: 'b', routes: { '0.0.0.0/0': 'vpce-gone' } }),
      says: ['subnet-app-b: vpce-gone, to which it is routed, or the state of that route was not read'],
    },
  },
})
