import rule from '../../../rules/vpn/vpn-route-propagation-missing.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

type Routes = Record<string, string>

/** A VPC with a gateway and a VPN, and a subnet that routes like this. */
const routed = (routes: Routes, tags: Record<string, string> = {}): Account =>
  account()
    .vpc('shop')
    .vpnGateway('hq', 'shop', { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) })
    .vpn('hq')
    .subnet('app', { routes })
const toHq = { '192.168.0.0/16': 'vgw-hq' }
/** A transit gateway with one table and a VPN. */
const hub = (
  { routes = {}, propagatesTo = [] }: { routes?: Routes; propagatesTo?: readonly string[] },
  isStatic = false,
): Account =>
  account()
    .transitGateway('hub')
    .transitVpn(
      'hq',
      { tgw: 'hub', table: 'main', propagatesTo },
      { Options: { StaticRoutesOnly: isStatic } },
    )
    .transitTable('main', 'hub', routes)

const bare =
  'vgw-hq: No route table of vpc-shop leads to it: packets and answers for premises are dropped, though the gateway is attached.'
const none = `${bare} [high]`
const lacks = '  rtb-app has no route to vgw-hq, and lets it propagate none'
const dynamicNone =
  'tgw-attach-hq: It propagates to no route table of tgw-hub and no route names it: packets for the site are dropped, though the tunnels may be up. [high]'
const inNone = '  tgw-attach-hq is of vpn-hq and in no route of tgw-hub'

testRule(rule, {
  accepts: {
    'a route by hand': routed(toHq),
    'routes that the gateway wrote': routed({}).propagate('app', '192.168.0.0/16', 'hq'),
    'propagation that has brought nothing yet': account()
      .vpc('shop')
      .vpnGateway('hq', 'shop')
      .vpn('hq')
      .routeTable('app', {}, { PropagatingVgws: [{ GatewayId: 'vgw-hq' }] })
      .subnet('app', { sharesTableOf: 'app' }),
    'a firewall between subnet and gateway': routed({ '192.168.0.0/16': 'eni-firewall' })
      .subnet('inspection', { routes: toHq })
      .instance('firewall', { subnet: 'inspection' }),
    'an empty subnet without a route': routed(toHq).subnet('spare', { routes: {}, empty: true }),
    'an attachment that propagates': hub({ propagatesTo: ['main'] }),
    'an attachment that a static route names': hub({ routes: { '192.168.0.0/16': 'hq' } }),
    'a static connection that a static route names': hub({ routes: { '192.168.0.0/16': 'hq' } }, true),
  },
  flags: {
    'no route in any table': { given: routed({}), finds: [none, lacks] },
    'a route to another gateway': { given: routed({ '192.168.0.0/16': 'vgw-old' }), finds: [none, lacks] },
    'a route in a table that nothing uses': {
      given: routed({}).routeTable('spare', toHq),
      finds: [none, lacks],
    },
    'Direct Connect without routes': {
      given: account()
        .vpc('shop')
        .vpnGateway('hq', 'shop')
        .subnet('app', { routes: {} })
        .directConnect('dc', 'EqDC2')
        .virtualInterface('dc', { on: 'dxcon-dc', to: 'vgw-hq' }),
      finds: [none, lacks],
    },
    'a laboratory, as information only': {
      given: routed({}, { env: 'lab' }),
      finds: [`${bare} [info]`, lacks],
    },
    'one subnet of two, as information only': {
      given: routed(toHq).subnet('web', { routes: { '0.0.0.0/0': 'igw', 'pl-1': 'vpce-s3' } }),
      finds: [
        'vgw-hq: subnet-web has no route to it: what runs there neither reaches premises nor answers them. [info]',
        '  rtb-web routes for subnet-web, without a route to vgw-hq',
      ],
    },
    'an attachment that nothing routes to': { given: hub({}), finds: [dynamicNone, inNone] },
    'an attachment that propagates, of a static connection': {
      given: hub({ propagatesTo: ['main'] }, true),
      finds: [
        'tgw-attach-hq: vpn-hq is static and no route of tgw-hub names it: packets for the site are dropped, though the tunnels may be up. [high]',
        inNone,
      ],
    },
    'routes to other attachments': {
      given: hub({ routes: { '10.0.0.0/8': '!' } }).transitVpn('depot', {
        tgw: 'hub',
        propagatesTo: ['main'],
      }),
      finds: [dynamicNone, inNone],
    },
  },
  ignores: {
    'a gateway without a connection': account()
      .vpc('shop')
      .vpnGateway('hq', 'shop')
      .subnet('app', { routes: {} }),
    'a gateway that is not attached': account()
      .vpc('shop')
      .vpnGateway('hq')
      .vpn('hq')
      .subnet('app', { routes: {} }),
    'a VPC without subnets': account().vpc('shop').vpnGateway('hq', 'shop').vpn('hq'),
  },
  unknown: {
    'a table that does not say what propagates': {
      given: account()
        .vpc('shop')
        .vpnGateway('hq', 'shop')
        .vpn('hq')
        .routeTable('app', {}, { PropagatingVgws: undefined })
        .subnet('app', { sharesTableOf: 'app' }),
      says: ['vgw-hq: the routes of rtb-app are not all in the answer'],
    },
    'tables of a transit gateway that were not read': {
      given: hub({}).unread('transitGatewayRouteTables'),
      says: ['tgw-attach-hq: the route tables of its transit gateway were not read'],
    },
    'routes of a transit gateway that were not read': {
      given: hub({ propagatesTo: ['main'] }).unread('transitGatewayRoutes'),
      says: ['tgw-attach-hq: the routes of tgw-rtb-main were not read'],
    },
    'a connection that does not say whether it is static': {
      given: account()
        .transitGateway('hub')
        .transitVpn(
          'hq',
          { tgw: 'hub', propagatesTo: ['main'] },
          { Options: { StaticRoutesOnly: undefined } },
        )
        .transitTable('main', 'hub', {}),
      says: ['tgw-attach-hq: whether vpn-hq uses BGP (Options.StaticRoutesOnly) is not in the answer'],
    },
  },
})
