import rule from '../../../rules/direct-connect/direct-connect-vpn-preferred-over-dx.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

type Vpn = Parameters<Account['vpn']>[2]

/** A transit gateway with a line, which announces these prefixes, and a VPN beside it. */
const hub = (announced: readonly string[], vpn: Vpn = {}): Account =>
  account()
    .transitGateway('hub')
    .transitTable('hub', 'hub', {})
    .directConnectGateway('corp')
    .propagateTransit('hub', 'corp', announced)
    .vpn('hq', ['UP', 'UP'], { TransitGatewayId: 'tgw-hub', VpnGatewayId: undefined, ...vpn })
const PRIVATE: Vpn = {
  Options: { OutsideIpAddressType: 'PrivateIpv4', TransportTransitGatewayAttachmentId: 'tgw-attach-corp' },
}
const HALVES = ['172.16.0.0/17', '172.16.128.0/17']

const split =
  'tgw-rtb-hub: Traffic for 172.16.0.0/16 leaves over the internet and not by Direct Connect, which announces it: it is routed as 172.16.0.0/17, 172.16.128.0/17 to vpn-hq, and the longer prefix wins.'
const splitFacts = [
  '  tgw-rtb-hub routes 172.16.0.0/17 to vpn-hq (propagated)',
  '  tgw-rtb-hub routes 172.16.128.0/17 to vpn-hq (propagated)',
  '  tgw-rtb-hub has 172.16.0.0/16 from Direct Connect',
]

testRule(rule, {
  accepts: {
    'Direct Connect alone': hub(['172.16.0.0/16']),
    'a VPN that announces the same, which loses': hub(['172.16.0.0/16']).propagateTransit(
      'hub',
      'vpn-hq',
      [],
    ),
    'a static backup route with a shorter prefix': hub(['172.16.0.0/16']).staticTransitRoute(
      'hub',
      '172.16.0.0/12',
      'vpn-hq',
    ),
    'the prefix of another site': hub(['172.16.0.0/16']).propagateTransit('hub', 'vpn-hq', ['172.17.0.0/16']),
    'a branch within the summary of all sites': hub(['10.0.0.0/8', '172.16.0.0/16']).propagateTransit(
      'hub',
      'vpn-hq',
      ['10.5.0.0/16'],
    ),
    'anything within a default route': hub(['0.0.0.0/0']).propagateTransit('hub', 'vpn-hq', [
      '172.16.0.0/16',
    ]),
    'a VPN that runs over Direct Connect itself': hub(['172.16.0.0/16'], PRIVATE).propagateTransit(
      'hub',
      'vpn-hq',
      HALVES,
    ),
  },
  flags: {
    'longer prefixes that leave nothing to the line': {
      given: hub(['172.16.0.0/16']).propagateTransit('hub', 'vpn-hq', HALVES),
      finds: [split, ...splitFacts],
    },
    'a longer prefix for a part, mildly': {
      given: hub(['172.16.0.0/16']).staticTransitRoute('hub', '172.16.8.0/22', 'vpn-hq'),
      finds: [
        'tgw-rtb-hub: Some of the traffic for 172.16.0.0/16 leaves over the internet and not by Direct Connect, which announces it: it is routed as 172.16.8.0/22 to vpn-hq, and the longer prefix wins. [low]',
        '  tgw-rtb-hub routes 172.16.8.0/22 to vpn-hq (static)',
        '  tgw-rtb-hub has 172.16.0.0/16 from Direct Connect',
      ],
    },
    'a static route that hides what another table shows': {
      given: hub(['172.18.0.0/16'])
        .staticTransitRoute('hub', '172.16.0.0/16', 'vpn-hq')
        .transitTable('spokes', 'hub', {})
        .propagateTransit('spokes', 'corp', ['172.16.0.0/16', '172.18.0.0/16']),
      finds: [
        'tgw-rtb-hub: Traffic for 172.16.0.0/16 leaves over the internet and not by Direct Connect, which announces it: it has a static route to vpn-hq, and a static route wins over a propagated one.',
        '  tgw-rtb-hub routes 172.16.0.0/16 to vpn-hq (static)',
        '  tgw-rtb-spokes has 172.16.0.0/16 from Direct Connect',
      ],
    },
    'a summary, where it is told to count': {
      given: hub(['10.0.0.0/8']).propagateTransit('hub', 'vpn-hq', ['10.0.0.0/9']),
      settings: { summaryLength: 7 },
      finds: [
        'tgw-rtb-hub: Some of the traffic for 10.0.0.0/8 leaves over the internet and not by Direct Connect, which announces it: it is routed as 10.0.0.0/9 to vpn-hq, and the longer prefix wins. [low]',
        '  tgw-rtb-hub routes 10.0.0.0/9 to vpn-hq (propagated)',
        '  tgw-rtb-hub has 10.0.0.0/8 from Direct Connect',
      ],
    },
  },
  ignores: {
    'a table without Direct Connect': hub([]).staticTransitRoute('hub', '172.16.0.0/16', 'vpn-hq'),
    'a transit gateway without tables': account().transitGateway('hub'),
  },
  unknown: {
    'a VPN that was not read': {
      given: hub(['172.16.0.0/16']).propagateTransit('hub', 'vpn-other', HALVES),
      says: ['tgw-rtb-hub: what vpn-other runs over is not in the answers'],
    },
    'a VPN without options in the answer': {
      given: hub(['172.16.0.0/16'], { Options: undefined }).propagateTransit('hub', 'vpn-hq', HALVES),
      says: ['tgw-rtb-hub: what vpn-hq runs over is not in the answers'],
    },
  },
})
