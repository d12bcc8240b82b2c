import rule from '../../../rules/vpn/vpn-tunnel-maintenance-uncontrolled.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

type Status = 'UP' | 'DOWN'
interface Plan {
  readonly PendingMaintenance?: string
  readonly MaintenanceAutoAppliedAfter?: string
}

const PLANNED = { PendingMaintenance: 'Available', MaintenanceAutoAppliedAfter: '2026-12-01T08:00:00.000Z' }
const LATER = { ...PLANNED, MaintenanceAutoAppliedAfter: '2027-03-01T08:00:00.000Z' }
/** The first tunnel is to be replaced as this says. */
const planned = (plan: Plan, states: readonly Status[] = ['UP', 'UP'], isControlled = true): Account =>
  account().vpn('hq', states, {}, { EnableTunnelLifecycleControl: isControlled }).replacement('hq', 0, plan)
const loose = account().vpn('hq', ['UP', 'UP'], {}, { EnableTunnelLifecycleControl: false })

const breaks =
  'vpn-hq: AWS replaces the endpoint of the tunnel to 203.0.113.20 after 2026-12-01, and no other is up: vpn-hq breaks then. [high]'

testRule(rule, {
  accepts: {
    'control over both tunnels': account().vpn('hq'),
    'control, and a replacement to come while both are up': planned(PLANNED),
    'a replacement that is far away, with one tunnel up': planned(LATER, ['UP', 'DOWN']),
    'the tunnel to be replaced is down already': planned(PLANNED, ['DOWN', 'UP']),
    'a date of something that is not pending any more': planned({ ...PLANNED, PendingMaintenance: 'None' }, [
      'UP',
      'DOWN',
    ]),
  },
  flags: {
    'the only tunnel that is up is to be replaced': {
      given: planned(PLANNED, ['UP', 'DOWN']),
      finds: [
        breaks,
        '  vpn-hq has tunnel 203.0.113.20 with lifecycle control on, to be replaced after 2026-12-01; the other tunnel is DOWN',
      ],
    },
    'the only tunnel that telemetry knows is to be replaced': {
      given: planned(PLANNED, ['UP']),
      finds: [
        breaks,
        '  vpn-hq has tunnel 203.0.113.20 with lifecycle control on, to be replaced after 2026-12-01; the other tunnel is none',
      ],
    },
    'a date that has passed': {
      given: planned({ ...PLANNED, MaintenanceAutoAppliedAfter: '2026-11-20T08:00:00.000Z' }, ['UP', 'DOWN']),
      finds: [
        breaks.replace('2026-12-01', '2026-11-20'),
        '  vpn-hq has tunnel 203.0.113.20 with lifecycle control on, to be replaced after 2026-11-20; the other tunnel is DOWN',
      ],
    },
    'a later date, where the setting looks further ahead': {
      given: planned(LATER, ['UP', 'DOWN']),
      settings: { announcedDays: 180 },
      finds: [
        breaks.replace('2026-12-01', '2027-03-01'),
        '  vpn-hq has tunnel 203.0.113.20 with lifecycle control on, to be replaced after 2027-03-01; the other tunnel is DOWN',
      ],
    },
    'a replacement to come that nobody controls': {
      given: planned(PLANNED, ['UP', 'UP'], false),
      finds: [
        'vpn-hq: AWS replaces the endpoint of the tunnel to 203.0.113.20 some time after 2026-12-01, and lifecycle control is off: nobody is told when. [medium]',
        '  vpn-hq has tunnel 203.0.113.20 with lifecycle control off, to be replaced after 2026-12-01; the other tunnel is UP',
      ],
    },
    'control over neither tunnel': {
      given: loose,
      finds: [
        'vpn-hq: AWS replaces the endpoints of its tunnels when it suits AWS, in business hours too: lifecycle control is off.',
        '  vpn-hq has tunnel 203.0.113.20 with lifecycle control off; the other tunnel is UP',
        '  vpn-hq has tunnel 203.0.113.21 with lifecycle control off; the other tunnel is UP',
      ],
    },
    'control over one tunnel': {
      given: account().vpn('hq', ['UP', 'UP'], {
        Options: {
          TunnelOptions: [
            account().tunnelOption('203.0.113.20'),
            account().tunnelOption('203.0.113.21', { EnableTunnelLifecycleControl: false }),
          ],
        },
      }),
      finds: [
        'vpn-hq: AWS replaces the endpoint of the tunnel to 203.0.113.21 when it suits AWS, in business hours too: lifecycle control is off.',
        '  vpn-hq has tunnel 203.0.113.21 with lifecycle control off; the other tunnel is UP',
      ],
    },
    'no control, where plans were not read': {
      given: account()
        .vpn('hq', ['UP', 'UP'], {}, { EnableTunnelLifecycleControl: false })
        .unread('vpnTunnelReplacements'),
      finds: [
        'vpn-hq: AWS replaces the endpoints of its tunnels when it suits AWS, in business hours too: lifecycle control is off.',
        '  vpn-hq has tunnel 203.0.113.20 with lifecycle control off; the other tunnel is UP',
        '  vpn-hq has tunnel 203.0.113.21 with lifecycle control off; the other tunnel is UP',
      ],
    },
  },
  ignores: {
    'a connection that is being deleted': account().vpn(
      'hq',
      ['UP', 'UP'],
      { State: 'deleting' },
      { EnableTunnelLifecycleControl: false },
    ),
  },
  unknown: {
    'plans that were not read': {
      given: account().vpn('hq').unread('vpnTunnelReplacements'),
      says: ['vpn-hq: the maintenance of the tunnel to 203.0.113.20 is not, or not all, in the answer'],
    },
    'a plan without a date': {
      given: planned({ PendingMaintenance: 'Available' }),
      says: ['vpn-hq: the maintenance of the tunnel to 203.0.113.20 is not, or not all, in the answer'],
    },
    'a plan whose consequence is not known, for want of telemetry': {
      given: account().vpn('hq', ['UP', 'DOWN'], { VgwTelemetry: undefined }).replacement('hq', 0, PLANNED),
      says: ['vpn-hq: the maintenance of the tunnel to 203.0.113.20 is not, or not all, in the answer'],
    },
    'a tunnel that does not say whether it is controlled': {
      given: account().vpn('hq', ['UP', 'UP'], {}, { EnableTunnelLifecycleControl: undefined }),
      says: ['vpn-hq: the maintenance of the tunnel to 203.0.113.20 is not, or not all, in the answer'],
    },
    'an answer without options': {
      given: account().vpn('hq', ['UP', 'UP'], { Options: { TunnelOptions: undefined } }),
      says: ['vpn-hq: the options of its tunnels (Options.TunnelOptions) are not in the answer'],
    },
  },
})
