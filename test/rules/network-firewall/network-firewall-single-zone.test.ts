import rule from '../../../rules/network-firewall/network-firewall-single-zone.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const inspected = (): Account =>
  account()
    .vpc('shop')
    .subnet('fw-a', { zone: 'a', empty: true, routes: { '0.0.0.0/0': 'igw' } })
    .subnet('fw-b', { zone: 'b', empty: true })
const app = (given: Account, zone: string, endpoint: string): Account =>
  given.subnet(`app-${zone}`, { zone, routes: { '0.0.0.0/0': `vpce-${endpoint}` } })
const one = (): Account => app(inspected().networkFirewall('edge', { subnets: ['fw-a'] }), 'a', 'edge-fw-a')
const both = (options: object = {}): Account =>
  app(
    app(inspected().networkFirewall('edge', { subnets: ['fw-a', 'fw-b'], ...options }), 'a', 'edge-fw-a'),
    'b',
    'edge-fw-b',
  )
const found = [
  'edge: Traffic of use1-az2 depends on other zones: this firewall has endpoints that work in use1-az1 only.',
  '  edge has endpoints in use1-az1 only; subnets in use1-az1, use1-az2 are routed through it',
]

testRule(rule, {
  accepts: {
    'an endpoint in each zone': both(),
    'workloads in one zone': one(),
    'a second endpoint by an association': app(
      one().firewallEndpointAssociation('edge-more', 'edge', 'fw-b'),
      'b',
      'edge-more',
    ),
    'a second zone that does not use the firewall': one().subnet('app-b', {
      zone: 'b',
      routes: { '0.0.0.0/0': 'igw' },
    }),
    'a second zone where nothing runs': one().subnet('spare-b', {
      zone: 'b',
      empty: true,
      routes: { '0.0.0.0/0': 'vpce-edge-fw-a' },
    }),
  },
  ignores: {
    'a firewall that nothing is routed to': inspected().networkFirewall('edge', { subnets: ['fw-a'] }),
    'a firewall on a transit gateway': inspected().networkFirewall(
      'edge',
      { subnets: [] },
      { TransitGatewayId: 'tgw-hub', VpcId: undefined },
    ),
    'a firewall that is being deleted': both({
      statuses: { 'fw-b': 'DELETING' },
      status: { Status: 'DELETING' },
    }),
  },
  flags: {
    'a zone without an endpoint beside one that an association gave it': {
      given: app(
        app(one().firewallEndpointAssociation('edge-more', 'edge', 'fw-b'), 'b', 'edge-more'),
        'c',
        'edge-more',
      ),
      finds: [
        'edge: Traffic of use1-az3 depends on other zones: this firewall has endpoints that work in use1-az1, use1-az2 only.',
        '  edge has endpoints in use1-az1, use1-az2 only; subnets in use1-az1, use1-az2, use1-az3 are routed through it',
      ],
    },
    'two zones that share the endpoint of one': { given: app(one(), 'b', 'edge-fw-a'), finds: found },
    'a zone whose endpoint failed': { given: both({ statuses: { 'fw-b': 'FAILED' } }), finds: found },
  },
  unknown: {
    'endpoints that are not in the answer': {
      given: both({ status: { SyncStates: undefined } }),
      says: ['edge: its endpoints are not in the answer'],
    },
  },
})
