import rule from '../../../rules/vpn/vpn-connection-down.ts'
import { type Account, account } from '../../support/account.ts'
import type { Item } from '../../support/facts-builder.ts'
import { testRule } from '../../support/test-rule.ts'

const down = (fields: Item<'vpnConnections'> = {}): Account =>
  account().vpnGateway('hq', 'shop').vpn('hq', ['DOWN', 'DOWN'], fields)
const changed = (...times: readonly (string | undefined)[]): Item<'vpnConnections'> => ({
  VgwTelemetry: times.map((LastStatusChange, index) => ({
    OutsideIpAddress: `203.0.113.${20 + index}`,
    Status: 'DOWN',
    StatusMessage: 'IPSEC IS DOWN',
    LastStatusChange,
  })),
})
const OLD = '2026-11-01T08:00:00.000Z'
const RECENT = '2026-11-22T07:00:00.000Z'

const found = (left: string, severity = ''): readonly string[] => [
  `vpn-hq: No tunnel is up since 2026-11-01T08:00:00.000Z: nothing passes between cgw-hq and AWS by this connection${left}.${severity}`,
  '  vpn-hq has tunnel 203.0.113.20 DOWN since 2026-11-01T08:00:00.000Z (IPSEC IS DOWN)',
  '  vpn-hq has tunnel 203.0.113.21 DOWN since 2026-11-01T08:00:00.000Z (IPSEC IS DOWN)',
]
const onlyWay = ', and vgw-hq has no other way to premises'

testRule(rule, {
  accepts: {
    'both tunnels up': account().vpnGateway('hq', 'shop').vpn('hq'),
    'one tunnel up': account().vpnGateway('hq', 'shop').vpn('hq', ['UP', 'DOWN']),
  },
  flags: {
    'the only way to premises': { given: down(), finds: found(onlyWay) },
    'one of two connections': {
      given: down().vpn('hq-2', ['UP', 'UP'], { VpnGatewayId: 'vgw-hq' }),
      finds: found('; left to vgw-hq is vpn-hq-2', ' [high]'),
    },
    'beside Direct Connect': {
      given: down().directConnect('dc', 'EqDC2').virtualInterface('dc', { on: 'dxcon-dc', to: 'vgw-hq' }),
      finds: found('; left to vgw-hq is dxvif-dc', ' [high]'),
    },
    'beside a Direct Connect interface that is down, too': {
      given: down()
        .directConnect('dc', 'EqDC2')
        .virtualInterface('dc', { on: 'dxcon-dc', to: 'vgw-hq' }, { virtualInterfaceState: 'down' }),
      finds: found(onlyWay),
    },
    'where Direct Connect was not read, without saying that it is the only way': {
      given: down().unread('virtualInterfaces'),
      finds: found('', ' [high]'),
    },
    'beside a connection at another gateway': {
      given: down().vpn('depot', ['UP', 'UP']),
      finds: found(onlyWay),
    },
    'one that failed an hour ago, of a connection that is older': {
      given: down(changed(OLD, RECENT)),
      finds: [
        `vpn-hq: No tunnel is up since ${RECENT}: nothing passes between cgw-hq and AWS by this connection${onlyWay}.`,
        '  vpn-hq has tunnel 203.0.113.20 DOWN since 2026-11-01T08:00:00.000Z (IPSEC IS DOWN)',
        `  vpn-hq has tunnel 203.0.113.21 DOWN since ${RECENT} (IPSEC IS DOWN)`,
      ],
    },
    'a laboratory, as information only': {
      given: down({ Tags: [{ Key: 'env', Value: 'lab' }] }),
      finds: found(onlyWay, ' [info]'),
    },
  },
  ignores: {
    'a connection that is being made': down({ State: 'pending' }),
    'a deleted connection': down({ State: 'deleted' }),
    'a cold standby': down({ Tags: [{ Key: 'role', Value: 'cold-standby' }] }),
    'a connection without a gateway: another rule': account().vpn('hq', ['DOWN', 'DOWN'], {
      VpnGatewayId: undefined,
      GatewayAssociationState: 'not-associated',
    }),
  },
  unknown: {
    'a connection that may be new': {
      given: down(changed(RECENT, RECENT)),
      says: [`vpn-hq: none of its tunnels is up since ${RECENT}: it may have failed, or be new`],
    },
    'tunnels that do not say since when': {
      given: down(changed(undefined, undefined)),
      says: [
        'vpn-hq: none of its tunnels is up since a time that is not in the answer: it may have failed, or be new',
      ],
    },
    'a connection that may have no gateway': {
      given: down({ VpnGatewayId: undefined, GatewayAssociationState: undefined }),
      says: ['vpn-hq: whether it has a gateway (GatewayAssociationState) is not in the answer'],
    },
    'no telemetry yet': {
      given: account().vpn('hq', []),
      says: ['vpn-hq: the status of its tunnels (VgwTelemetry) is not in the answer'],
    },
    'a status of next year': {
      given: account().vpn('hq', [], { VgwTelemetry: [{ Status: 'DEGRADED' as 'UP' }] }),
      says: ['vpn-hq: the status of its tunnels (VgwTelemetry) is not in the answer'],
    },
  },
})
