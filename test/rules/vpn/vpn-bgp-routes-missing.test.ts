import rule from '../../../rules/vpn/vpn-bgp-routes-missing.ts'
import { type Account, account } from '../../support/account.ts'
import type { Item } from '../../support/facts-builder.ts'
import { testRule } from '../../support/test-rule.ts'

type Fields = Item<'vpnConnections'>

const telemetry = (...counts: readonly (number | undefined)[]): Fields['VgwTelemetry'] =>
  counts.map((AcceptedRouteCount, index) => ({
    OutsideIpAddress: `203.0.113.${20 + index}`,
    Status: 'UP',
    AcceptedRouteCount,
  }))
const accepting = (counts: readonly (number | undefined)[], fields: Fields = {}): Account =>
  account().vpn('hq', ['UP', 'UP'], { VgwTelemetry: telemetry(...counts), ...fields })
const empty =
  'vpn-hq: The tunnel to 203.0.113.21 is up and accepts no route: traffic that fails over to it is dropped.'
const facts = (first: number, second: number): readonly string[] => [
  `  vpn-hq accepts ${first} routes on tunnel 203.0.113.20`,
  `  vpn-hq accepts ${second} routes on tunnel 203.0.113.21`,
]

testRule(rule, {
  accepts: {
    'the same routes on both tunnels': account().vpn('hq'),
    'one tunnel that is up, with routes': account().vpn('hq', ['UP', 'DOWN']),
    'another site with fewer prefixes behind the same gateway': accepting([4, 4]).vpn('depot', ['UP', 'UP'], {
      VpnGatewayId: 'vgw-hq',
      VgwTelemetry: telemetry(2, 2),
    }),
  },
  flags: {
    'an empty tunnel': { given: accepting([4, 0]), finds: [empty, ...facts(4, 0)] },
    'two empty tunnels': {
      given: accepting([0, 0]),
      finds: [
        'vpn-hq: No tunnel accepts a route: AWS sends nothing to the site by this connection, though it counts as up.',
        ...facts(0, 0),
      ],
    },
    'the only tunnel that is up, and it is empty': {
      given: account().vpn('hq', [], {
        VgwTelemetry: [
          { OutsideIpAddress: '203.0.113.20', Status: 'UP', AcceptedRouteCount: 0 },
          { OutsideIpAddress: '203.0.113.21', Status: 'DOWN', AcceptedRouteCount: 0 },
        ],
      }),
      finds: [
        'vpn-hq: No tunnel accepts a route: AWS sends nothing to the site by this connection, though it counts as up.',
        '  vpn-hq accepts 0 routes on tunnel 203.0.113.20',
      ],
    },
    'tunnels that differ': {
      given: accepting([4, 2]),
      finds: [
        'vpn-hq: The tunnels accept 4 and 2 routes: what only one of them carries is cut off when that one fails. [medium]',
        ...facts(4, 2),
      ],
    },
    'a laboratory, as information only': {
      given: accepting([4, 0], { Tags: [{ Key: 'env', Value: 'lab' }] }),
      finds: [`${empty} [info]`, ...facts(4, 0)],
    },
  },
  ignores: {
    'a static connection': accepting([0, 0], { Options: { StaticRoutesOnly: true } }),
    'a connection that is down altogether': account().vpn('hq', ['DOWN', 'DOWN']),
    'a connection that is being made': accepting([0, 0], { State: 'pending' }),
  },
  unknown: {
    'an answer without options': {
      given: accepting([4, 0], { Options: { StaticRoutesOnly: undefined } }),
      says: ['vpn-hq: whether it uses BGP (Options.StaticRoutesOnly) is not in the answer'],
    },
    'an answer without telemetry': {
      given: accepting([], { VgwTelemetry: undefined }),
      says: ['vpn-hq: the status of its tunnels (VgwTelemetry) is not in the answer'],
    },
    'a tunnel whose routes are not counted': {
      given: accepting([4, undefined]),
      says: ['vpn-hq: how many routes its tunnels accept (AcceptedRouteCount) is not in the answer'],
    },
  },
})
