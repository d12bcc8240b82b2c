import rule from '../../../rules/vpn/vpn-static-routing-only.ts'
import { type Account, account } from '../../support/account.ts'
import type { Item } from '../../support/facts-builder.ts'
import { testRule } from '../../support/test-rule.ts'

/** A static connection to a device of which nobody said an ASN, unless these fields do. */
const byHand = (fields: Item<'customerGateways'> = {}, vpn: Item<'vpnConnections'> = {}): Account =>
  account()
    .vpnGateway('hq', 'shop')
    .customerGateway('hq', { BgpAsn: '65000', IpAddress: '192.0.2.9', ...fields })
    .staticVpn('hq', 'hq', ['192.168.0.0/16'], vpn)

const plain =
  'vpn-hq: Its routes are kept by hand: a network that moves or fails on site stays routed into this connection. [info]'
const seems = (sign: string): string =>
  `vpn-hq: Its routes are kept by hand, though BGP seems possible (${sign}): a network that moves or fails on site stays routed into this connection.`
const routes = '  vpn-hq uses static routes to 192.168.0.0/16'

testRule(rule, {
  accepts: { 'a connection with BGP': account().vpn('hq') },
  flags: {
    'no sign that the device speaks BGP, as information only': { given: byHand(), finds: [plain, routes] },
    'a device with an ASN of its own': {
      given: byHand({ BgpAsn: '65010' }),
      finds: [seems('cgw-hq has an ASN of its own, 65010'), routes, '  cgw-hq has an ASN of its own, 65010'],
    },
    'a device with a long ASN': {
      given: byHand({ BgpAsn: undefined, BgpAsnExtended: '4200000001' }),
      finds: [
        seems('cgw-hq has an ASN of its own, 4200000001'),
        routes,
        '  cgw-hq has an ASN of its own, 4200000001',
      ],
    },
    'another connection of the same device with BGP': {
      given: byHand()
        .customerGateway('hq-new', { IpAddress: '192.0.2.9' })
        .vpn('new', ['UP', 'UP'], { CustomerGatewayId: 'cgw-hq-new' }),
      finds: [
        seems('vpn-new uses BGP with the same device, 192.0.2.9'),
        routes,
        '  vpn-new uses BGP with the same device, 192.0.2.9',
      ],
    },
    'Direct Connect to the same gateway': {
      given: byHand().directConnect('dc', 'EqDC2').virtualInterface('dc', { on: 'dxcon-dc', to: 'vgw-hq' }),
      finds: [
        seems('dxvif-dc brings Direct Connect, and with it BGP, to vgw-hq'),
        routes,
        '  dxvif-dc brings Direct Connect, and with it BGP, to vgw-hq',
      ],
    },
    'no sign, where Direct Connect was not read': {
      given: byHand().unread('virtualInterfaces'),
      finds: [plain, routes],
    },
    'another device with BGP is no sign': { given: byHand().vpn('depot'), finds: [plain, routes] },
    'a connection without prefixes yet': {
      given: byHand({}, { Routes: [] }),
      finds: [plain, '  vpn-hq uses static routes'],
    },
    'a laboratory, as information only': {
      given: byHand({ BgpAsn: '65010' }, { Tags: [{ Key: 'env', Value: 'lab' }] }),
      finds: [
        `${seems('cgw-hq has an ASN of its own, 65010')} [info]`,
        routes,
        '  cgw-hq has an ASN of its own, 65010',
      ],
    },
  },
  ignores: {
    'a link to a partner, which filters as well': byHand({}, { Tags: [{ Key: 'link', Value: 'partner' }] }),
    'a device of a supplier': byHand({ Tags: [{ Key: 'Name', Value: 'Supplier ACME' }] }),
    'a connection that is being deleted': byHand({}, { State: 'deleting' }),
  },
  unknown: {
    'an answer without options': {
      given: byHand({}, { Options: { StaticRoutesOnly: undefined } }),
      says: ['vpn-hq: whether it uses BGP (Options.StaticRoutesOnly) is not in the answer'],
    },
  },
})
