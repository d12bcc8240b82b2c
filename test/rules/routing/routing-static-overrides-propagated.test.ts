import rule from '../../../rules/routing/routing-static-overrides-propagated.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const HQ = '192.168.0.0/16'
const shop = (routes: Readonly<Record<string, string>>, vpc: object = {}): Account =>
  account().vpc('shop', vpc).subnet('app', { routes })
const propagating = (routes: Readonly<Record<string, string>>): Account =>
  account()
    .vpc('shop')
    .subnet('app', { empty: true })
    .routeTable('x', routes, {
      Associations: [{ SubnetId: 'subnet-app', AssociationState: { State: 'associated' } }],
      PropagatingVgws: [{ GatewayId: 'vgw-hq' }],
    })

const never = (table: string): string =>
  `${table}: The way to ${HQ} that vgw-hq announces is never used: a static route to tgw-hub stands before it, whatever becomes of that.`

testRule(rule, {
  accepts: {
    'a propagated route alone': shop({ '0.0.0.0/0': 'nat-a' }).propagate('app', HQ, 'hq'),
    'a longer static route, which is a decision': shop({ '192.168.7.0/24': 'tgw-hub' }).propagate(
      'app',
      HQ,
      'hq',
    ),
    'a shorter static route, which is a fallback': shop({ '192.0.0.0/8': 'tgw-hub' }).propagate(
      'app',
      HQ,
      'hq',
    ),
    'a static route to the same gateway': shop({ [HQ]: 'vgw-hq' }).propagate('app', HQ, 'hq'),
    'a static VPN whose prefix is routed nowhere else': propagating({ '10.9.0.0/16': 'tgw-hub' }).staticVpn(
      'hq',
      'hq',
      [HQ],
    ),
    'a VPN connection that is deleted': propagating({ [HQ]: 'tgw-hub' }).vpn('hq', ['UP', 'UP'], {
      State: 'deleted',
      VpnGatewayId: 'vgw-hq',
      Routes: [{ DestinationCidrBlock: HQ, State: 'available' }],
    }),
  },
  flags: {
    'two routes to one destination': {
      given: shop({ [HQ]: 'tgw-hub' }).propagate('app', HQ, 'hq'),
      finds: [
        never('rtb-app'),
        `  rtb-app routes ${HQ} to tgw-hub, by hand`,
        `  rtb-app learnt ${HQ} by vgw-hq`,
      ],
    },
    'a static VPN whose prefix is routed elsewhere': {
      given: propagating({ [HQ]: 'tgw-hub' }).staticVpn('hq', 'hq', [HQ]),
      finds: [never('rtb-x'), `  rtb-x routes ${HQ} to tgw-hub, by hand`, `  vpn-hq carries ${HQ} to vgw-hq`],
    },
    'a test environment, as information only': {
      given: shop({ [HQ]: 'tgw-hub' }, { tags: { env: 'dev' } }).propagate('app', HQ, 'hq'),
      finds: [
        `${never('rtb-app')} [info]`,
        `  rtb-app routes ${HQ} to tgw-hub, by hand`,
        `  rtb-app learnt ${HQ} by vgw-hq`,
      ],
    },
  },
  ignores: {
    'a table without propagation': shop({ [HQ]: 'tgw-hub' }),
    'a table that nothing uses': account()
      .vpc('shop')
      .routeTable('spare', { [HQ]: 'tgw-hub' })
      .propagate('spare', HQ, 'hq'),
  },
  unknown: {
    'a VPN connection that does not say what it carries': {
      given: propagating({ [HQ]: 'tgw-hub' }).vpn('hq', ['UP', 'UP'], {
        VpnGatewayId: 'vgw-hq',
        Routes: undefined,
      }),
      says: ['rtb-x: what the VPN connections of vgw-hq carry was not read'],
    },
    'a VPN connection that does not say where it ends': {
      given: propagating({ [HQ]: 'tgw-hub' })
        .staticVpn('hq', 'hq', ['172.16.0.0/12'])
        .vpn('other', ['UP', 'UP'], { VpnGatewayId: undefined }),
      says: ['rtb-x: what the VPN connections of vgw-hq carry was not read'],
    },
    'a route that does not say how it came about': {
      given: account()
        .vpc('shop')
        .subnet('app', { empty: true })
        .routeTable(
          'x',
          {},
          {
            Associations: [{ SubnetId: 'subnet-app' }],
            PropagatingVgws: [{ GatewayId: 'vgw-hq' }],
            Routes: [{ DestinationCidrBlock: HQ, TransitGatewayId: 'tgw-hub', State: 'active' }],
          },
        )
        .staticVpn('hq', 'hq', [HQ]),
      says: ['rtb-x: how one of its routes came about (Origin) is not in the answer'],
    },
    'a main table, where subnets were not read': {
      given: account()
        .vpc('shop', { routes: { [HQ]: 'tgw-hub' } })
        .subnet('app')
        .propagate('main-shop', HQ, 'hq')
        .unread('subnets'),
      says: ['rtb-main-shop: whether a subnet uses this main table was not read'],
    },
    'VPN connections that were not read': {
      given: propagating({ [HQ]: 'tgw-hub' }).unread('vpnConnections'),
      says: ['rtb-x: what the VPN connections of vgw-hq carry was not read'],
    },
  },
})
