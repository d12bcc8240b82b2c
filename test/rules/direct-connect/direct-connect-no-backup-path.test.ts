import rule from '../../../rules/direct-connect/direct-connect-no-backup-path.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

type Vpn = NonNullable<Parameters<Account['vpn']>[2]>

/** A transit gateway that the head office reaches by one line. */
const hub = (fields: Parameters<Account['transitGateway']>[1] = {}): Account =>
  account()
    .transitGateway('hub', fields)
    .transitTable('hub', 'hub', {})
    .directConnectGateway('corp')
    .directConnect('hq', 'EqDC2')
    .virtualInterface('hq', { on: 'dxcon-hq', to: 'corp' })
    .associateDirectConnect('corp', 'tgw-hub')
    .propagateTransit('hub', 'corp', ['172.16.0.0/16'])
const ON_HUB: Vpn = { TransitGatewayId: 'tgw-hub', VpnGatewayId: undefined }
const backedUp = (tunnels: readonly ('UP' | 'DOWN')[], fields: Vpn = {}): Account =>
  hub().vpn('hq', tunnels, { ...ON_HUB, ...fields })
const PRIVATE: Vpn = {
  Options: { OutsideIpAddressType: 'PrivateIpv4', TransportTransitGatewayAttachmentId: 'tgw-attach-corp' },
}

/** A virtual private gateway on which the line itself ends. */
const plant = (): Account =>
  account()
    .vpc('plant')
    .vpnGateway('plant', 'plant')
    .directConnect('hq', 'EqDC2')
    .virtualInterface('hq', { on: 'dxcon-hq', to: 'vgw-plant' })

const alone = (id: string, says: string): string =>
  `${id}: All Direct Connect lines to this gateway are in EqDC2, and ${says}: when that location fails, the site is cut off.`
const fact = '  tgw-hub is reached by Direct Connect through EqDC2 only'

testRule(rule, {
  accepts: {
    'a VPN that is up and propagated to the same table': backedUp(['UP', 'DOWN']).propagateTransit(
      'hub',
      'vpn-hq',
      [],
    ),
    'a VPN that has a static route in the same table': backedUp(['UP', 'UP']).staticTransitRoute(
      'hub',
      '172.16.0.0/12',
      'vpn-hq',
    ),
    'a VPN to a transit gateway whose tables have no routes of Direct Connect': account()
      .transitGateway('hub')
      .directConnectGateway('corp')
      .directConnect('hq', 'EqDC2')
      .virtualInterface('hq', { on: 'dxcon-hq', to: 'corp' })
      .associateDirectConnect('corp', 'tgw-hub')
      .vpn('hq', ['UP', 'UP'], ON_HUB),
    'a VPN to the same virtual private gateway': plant().vpn('plant', ['UP', 'UP']),
  },
  flags: {
    'a transit gateway without a VPN': {
      given: hub(),
      finds: [alone('tgw-hub', 'no Site-to-Site VPN ends on it'), fact],
    },
    'a virtual private gateway whose VPNs end elsewhere': {
      given: plant().vpn('other', ['UP', 'UP']),
      finds: [
        alone('vgw-plant', 'no Site-to-Site VPN ends on it'),
        '  vgw-plant is reached by Direct Connect through EqDC2 only',
      ],
    },
    'a VPN that is down, less': {
      given: backedUp(['DOWN', 'DOWN']),
      finds: [
        `${alone('tgw-hub', 'the VPN that should take over has no tunnel up')} [medium]`,
        fact,
        '  vpn-hq has tunnels DOWN and DOWN',
      ],
    },
    'a VPN that is not propagated to the table of the lines': {
      given: backedUp(['UP', 'UP']),
      finds: [
        `${alone('tgw-hub', 'its VPN is not routed where the lines are (tgw-rtb-hub)')} [medium]`,
        fact,
        '  vpn-hq has tunnels UP and UP',
      ],
    },
    'a VPN that runs over the line itself, as information': {
      given: backedUp(['UP', 'UP'], PRIVATE),
      finds: [
        `${alone('tgw-hub', 'its VPN runs over Direct Connect itself')} [info]`,
        fact,
        '  vpn-hq has tunnels UP and UP',
      ],
    },
    'a test environment, as information only': {
      given: hub({ Tags: [{ Key: 'env', Value: 'test' }] }),
      finds: [`${alone('tgw-hub', 'no Site-to-Site VPN ends on it')} [info]`, fact],
    },
  },
  ignores: {
    'lines in two locations': hub()
      .directConnect('dc', 'CS32A')
      .virtualInterface('dc', { on: 'dxcon-dc', to: 'corp' }),
    'a gateway without Direct Connect': account()
      .vpc('shop')
      .vpnGateway('hq', 'shop')
      .transitGateway('hub')
      .vpn('hq'),
    'a line that is down, which its own rule says': account()
      .transitGateway('hub')
      .directConnectGateway('corp')
      .directConnect('hq', 'EqDC2')
      .virtualInterface('hq', { on: 'dxcon-hq', to: 'corp' }, { virtualInterfaceState: 'down' })
      .associateDirectConnect('corp', 'tgw-hub'),
    'a gateway that is being deleted': hub({ State: 'deleting' }),
    'a transit gateway that another account owns': account().transitGateway('hub', {
      OwnerId: '222222222222',
    }),
  },
  unknown: {
    'lines that were not read': {
      given: account()
        .transitGateway('hub')
        .associateDirectConnect('corp', 'tgw-hub', [], {}, account({ id: '222222222222' })),
      says: ['tgw-hub: the virtual interfaces attached to Direct Connect gateway dxgw-corp were not read'],
    },
    'an SD-WAN appliance, whose own lines cannot be read': {
      given: hub().add('transitGatewayConnects', {
        TransitGatewayAttachmentId: 'tgw-attach-sdwan',
        TransitGatewayId: 'tgw-hub',
        State: 'available',
      }),
      says: [
        'tgw-hub: whether the appliance behind tgw-attach-sdwan is a way around Direct Connect cannot be read',
      ],
    },
    'Connect attachments that were not read': {
      given: hub().unread('transitGatewayConnects'),
      says: ['tgw-hub: whether an appliance is attached by Connect was not read'],
    },
    'route tables that were not read': {
      given: backedUp(['UP', 'UP']).unread('transitGatewayRouteTables'),
      says: ['tgw-hub: its route tables were not read'],
    },
    'propagations that were not read': {
      given: backedUp(['UP', 'UP']).unread('transitGatewayPropagations'),
      says: ['tgw-hub: what is propagated to tgw-rtb-hub was not read'],
    },
    'a VPN whose tunnels are not in the answer': {
      given: backedUp([], { VgwTelemetry: undefined }),
      says: ['tgw-hub: whether vpn-hq is up is not in the answer'],
    },
  },
})
