import rule from '../../../rules/vpn/vpn-tunnel-down.ts'
import { account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const tunnel = (OutsideIpAddress: string, Status: 'UP' | 'DOWN', LastStatusChange: string): object => ({
  OutsideIpAddress,
  Status,
  LastStatusChange,
})
const OLD = '2026-11-01T08:00:00.000Z'
const RECENT = '2026-11-22T07:00:00.000Z'

const finding =
  'vpn-hq: Only the tunnel to 203.0.113.20 is up: the connection breaks when AWS replaces that endpoint, since the tunnel to 203.0.113.21 is down.'
const facts = [
  '  vpn-hq has tunnel 203.0.113.21 DOWN since 2026-11-01T08:00:00.000Z (IPSEC IS DOWN)',
  '  vpn-hq has tunnel 203.0.113.20 UP since 2026-11-01T08:00:00.000Z (4 BGP ROUTES)',
]

testRule(rule, {
  accepts: {
    'both tunnels up': account().vpn('hq', ['UP', 'UP']),
  },
  flags: {
    'one tunnel down': { given: account().vpn('hq', ['UP', 'DOWN']), finds: [finding, ...facts] },
    'a tunnel that went down an hour ago, of a connection that is older': {
      given: account().vpn('hq', [], {
        VgwTelemetry: [tunnel('203.0.113.20', 'UP', OLD), tunnel('203.0.113.21', 'DOWN', RECENT)],
      }),
      finds: [
        finding,
        '  vpn-hq has tunnel 203.0.113.21 DOWN since 2026-11-22T07:00:00.000Z',
        '  vpn-hq has tunnel 203.0.113.20 UP since 2026-11-01T08:00:00.000Z',
      ],
    },
    'telemetry that lacks a tunnel': {
      given: account().vpn('hq', ['UP'], {
        Options: {
          TunnelOptions: [{ OutsideIpAddress: '203.0.113.20' }, { OutsideIpAddress: '203.0.113.21' }],
        },
      }),
      finds: [finding, '  vpn-hq has telemetry for one tunnel only', facts[1] ?? ''],
    },
    'a static connection, whose device may bring the tunnel up on demand': {
      given: account().vpn('hq', ['UP', 'DOWN'], { Options: { StaticRoutesOnly: true } }),
      finds: [
        finding,
        ...facts,
        '  vpn-hq uses static routes: some devices bring its second tunnel up on demand only',
      ],
    },
    'a laboratory, as information only': {
      given: account().vpn('hq', ['UP', 'DOWN'], { Tags: [{ Key: 'env', Value: 'lab' }] }),
      finds: [`${finding} [info]`, ...facts],
    },
  },
  ignores: {
    'a connection that is down altogether': account().vpn('hq', ['DOWN', 'DOWN']),
    'a connection without telemetry yet': account().vpn('hq', []),
    'a connection that is being made': account().vpn('hq', ['UP', 'DOWN'], { State: 'pending' }),
    'a deleted connection, which AWS lists for a while': account().vpn('hq', ['UP', 'DOWN'], {
      State: 'deleted',
    }),
    'a connection that may have been made today': account().vpn('hq', [], {
      VgwTelemetry: [tunnel('203.0.113.20', 'UP', RECENT), tunnel('203.0.113.21', 'DOWN', RECENT)],
    }),
  },
  unknown: {
    'tunnels that do not say since when': {
      given: account().vpn('hq', [], {
        VgwTelemetry: [{ Status: 'UP' }, { Status: 'DOWN' }],
      }),
      says: ['vpn-hq: one tunnel is down, but since when (LastStatusChange) is not in the answer'],
    },
    'an answer without telemetry': {
      given: account().vpn('hq', [], { VgwTelemetry: undefined }),
      says: ['vpn-hq: the status of its tunnels (VgwTelemetry) is not in the answer'],
    },
    'a status of next year': {
      given: account().vpn('hq', [], { VgwTelemetry: [{ Status: 'UP' }, { Status: 'DEGRADED' as 'UP' }] }),
      says: ['vpn-hq: the status of its tunnels (VgwTelemetry) is not in the answer'],
    },
  },
})
