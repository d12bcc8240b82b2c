import rule from '../../../rules/vpn/vpn-logging-disabled.ts'
import { type Account, account } from '../../support/account.ts'
import type { Item } from '../../support/facts-builder.ts'
import { testRule } from '../../support/test-rule.ts'

interface Log {
  readonly LogEnabled?: boolean
  readonly BgpLogEnabled?: boolean
}

const logged = (first: Log, second: Log = first, fields: Item<'vpnConnections'> = {}): Account =>
  account().vpn('hq', ['UP', 'UP'], {
    ...fields,
    Options: {
      ...fields.Options,
      TunnelOptions: [first, second].map((CloudWatchLogOptions, index) =>
        account().tunnelOption(`203.0.113.${20 + index}`, { LogOptions: { CloudWatchLogOptions } }),
      ),
    },
  })
const BOTH = { LogEnabled: true, BgpLogEnabled: true }
const OFF = { LogEnabled: false, BgpLogEnabled: false }
const NO_BGP = { LogEnabled: true, BgpLogEnabled: false }
const STATIC = { Options: { StaticRoutesOnly: true } }

testRule(rule, {
  accepts: {
    'both logs of both tunnels': logged(BOTH),
    'a static connection without BGP logs': logged(NO_BGP, NO_BGP, STATIC),
  },
  flags: {
    'no log at all': {
      given: logged(OFF),
      finds: [
        'vpn-hq: Its tunnels write no log: when one fails, nothing tells why.',
        '  vpn-hq has logs disabled on tunnel 203.0.113.20',
        '  vpn-hq has logs disabled on tunnel 203.0.113.21',
      ],
    },
    'one tunnel without': {
      given: logged(BOTH, OFF),
      finds: [
        'vpn-hq: The tunnel to 203.0.113.21 writes no log: when one fails, nothing tells why.',
        '  vpn-hq has logs disabled on tunnel 203.0.113.21',
      ],
    },
    'activity without BGP, as information only': {
      given: logged(NO_BGP),
      finds: [
        'vpn-hq: Its tunnels write no BGP log: when routes are lost while the tunnel is up, nothing tells why. [info]',
        '  vpn-hq has BGP logs disabled on tunnel 203.0.113.20',
        '  vpn-hq has BGP logs disabled on tunnel 203.0.113.21',
      ],
    },
    'a static connection without logs': {
      given: logged(OFF, BOTH, STATIC),
      finds: [
        'vpn-hq: The tunnel to 203.0.113.20 writes no log: when one fails, nothing tells why.',
        '  vpn-hq has logs disabled on tunnel 203.0.113.20',
      ],
    },
  },
  ignores: {
    'a connection that is being made': logged(OFF, OFF, { State: 'pending' }),
    'a deleted connection': logged(OFF, OFF, { State: 'deleted' }),
  },
  unknown: {
    'an answer without options': {
      given: account().vpn('hq', ['UP', 'UP'], { Options: { TunnelOptions: undefined } }),
      says: ['vpn-hq: the options of its tunnels (Options.TunnelOptions) are not in the answer'],
    },
    'a tunnel of which nothing is said': {
      given: logged({}, BOTH),
      says: ['vpn-hq: whether its tunnels are logged (LogOptions) is not in the answer'],
    },
    'an answer from before BGP logs': {
      given: logged({ LogEnabled: true }),
      says: ['vpn-hq: whether its tunnels are logged (LogOptions) is not in the answer'],
    },
  },
})
