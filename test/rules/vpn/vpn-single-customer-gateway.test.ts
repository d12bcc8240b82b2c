import rule from '../../../rules/vpn/vpn-single-customer-gateway.ts'
import { type Account, account } from '../../support/account.ts'
import type { Item } from '../../support/facts-builder.ts'
import { testRule } from '../../support/test-rule.ts'

const one = (): Account => account().vpnGateway('hq', 'shop').vpn('hq')
const VGW = { VpnGatewayId: 'vgw-hq' }
const interfaceTo = (given: Account, to: string, fields: Item<'virtualInterfaces'> = {}): Account =>
  given.directConnect('dc', 'EqDC2').virtualInterface('dc', { on: 'dxcon-dc', to }, fields)

const found = (gateway: string): string =>
  `${gateway}: All between ${gateway} and premises passes one device, 192.0.2.1: when that or its line fails, the site is cut off.`

testRule(rule, {
  accepts: {
    'two devices': one().vpn('hq-2', ['UP', 'UP'], VGW),
    'a second device that is on its way in': one().vpn('hq-2', [], { ...VGW, State: 'pending' }),
    'Direct Connect in front': interfaceTo(one(), 'vgw-hq'),
    'Direct Connect by a gateway of Direct Connect': interfaceTo(
      one().directConnectGateway('world').associateDirectConnect('world', 'vgw-hq'),
      'world',
    ),
    'a device with an address and one with a certificate': one()
      .vpn('hq-2', ['UP', 'UP'], VGW)
      .customerGateway('roaming', { IpAddress: undefined, CertificateArn: 'arn:aws:acm:cert' })
      .vpn('hq-3', ['UP', 'UP'], { ...VGW, CustomerGatewayId: 'cgw-roaming' }),
  },
  flags: {
    'one connection': { given: one(), finds: [found('vgw-hq'), '  vpn-hq ends on 192.0.2.1 (cgw-hq)'] },
    'two connections that end on one device': {
      given: one()
        .customerGateway('hq-again', { IpAddress: '192.0.2.1' })
        .vpn('hq-2', ['UP', 'UP'], {
          ...VGW,
          CustomerGatewayId: 'cgw-hq-again',
        }),
      finds: [
        found('vgw-hq'),
        '  vpn-hq ends on 192.0.2.1 (cgw-hq)',
        '  vpn-hq-2 ends on 192.0.2.1 (cgw-hq-again)',
      ],
    },
    'a transit gateway': {
      given: account().transitGateway('hub').transitVpn('hq', { tgw: 'hub' }),
      finds: [found('tgw-hub'), '  vpn-hq ends on 192.0.2.1 (cgw-hq)'],
    },
    'Direct Connect that is down': {
      given: interfaceTo(one(), 'vgw-hq', { virtualInterfaceState: 'down' }),
      finds: [found('vgw-hq'), '  vpn-hq ends on 192.0.2.1 (cgw-hq)'],
    },
    'a second device whose connection is deleted': {
      given: one().vpn('hq-2', ['UP', 'UP'], { ...VGW, State: 'deleted' }),
      finds: [found('vgw-hq'), '  vpn-hq ends on 192.0.2.1 (cgw-hq)'],
    },
    'a laboratory, as information only': {
      given: account()
        .vpnGateway('hq', 'shop')
        .vpn('hq', ['UP', 'UP'], { Tags: [{ Key: 'env', Value: 'lab' }] }),
      finds: [`${found('vgw-hq')} [info]`, '  vpn-hq ends on 192.0.2.1 (cgw-hq)'],
    },
  },
  ignores: {
    'a connection that is down: another rule': account().vpn('hq', ['DOWN', 'DOWN']),
    'a site of a VPN concentrator': account().vpn('hq', ['UP', 'UP'], {
      TransitGatewayId: 'tgw-hub',
      VpnConcentratorId: 'vcn-1',
    }),
    'a connection without a gateway': account().vpn('hq', ['UP', 'UP'], {
      VpnGatewayId: undefined,
      GatewayAssociationState: 'not-associated',
    }),
  },
  unknown: {
    'Direct Connect that was not read': {
      given: one().unread('directConnectAssociationsOfGateways'),
      says: ['vgw-hq: the Direct Connect gateways associated with vgw-hq were not read'],
    },
    'a virtual interface whose state AWS does not say': {
      given: interfaceTo(one(), 'vgw-hq', { virtualInterfaceState: undefined }),
      says: ['vgw-hq: the state of virtual interface dxvif-dc is not in the answer'],
    },
    'a core network, whose Direct Connect is not followed': {
      given: account().vpn('hq', ['UP', 'UP'], {
        CoreNetworkArn: 'arn:aws:networkmanager::1:core-network/core-1',
      }),
      says: [
        'arn:aws:networkmanager::1:core-network/core-1: the Direct Connect gateways associated with arn:aws:networkmanager::1:core-network/core-1 were not read',
      ],
    },
    'a customer gateway without an address': {
      given: one().customerGateway('hq-2', { IpAddress: undefined }).vpn('hq-2', ['UP', 'UP'], VGW),
      says: ['vgw-hq: which devices its connections end on is not, or not all, in the answers'],
    },
    'a connection that may end on this gateway or another': {
      given: one().vpn('hq-2', ['UP', 'UP'], { VpnGatewayId: undefined, CustomerGatewayId: 'cgw-hq' }),
      says: ['vgw-hq: which devices its connections end on is not, or not all, in the answers'],
    },
    'no telemetry': {
      given: account().vpn('hq', [], { VgwTelemetry: undefined }),
      says: ['vgw-hq: the status of its tunnels (VgwTelemetry) is not in the answer'],
    },
  },
})
