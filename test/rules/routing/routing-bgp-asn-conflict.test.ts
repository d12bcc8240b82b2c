import rule from '../../../rules/routing/routing-bgp-asn-conflict.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const vpn = (BgpAsn: string, fields: object = {}): Account =>
  account()
    .vpc('shop')
    .vpnGateway('hq', 'shop')
    .customerGateway('hq', { BgpAsn })
    .vpn('hq', ['UP', 'UP'], fields)
const hub = (asn: number, name = 'hub'): object => ({
  Options: { AmazonSideAsn: asn, SecurityGroupReferencingSupport: 'disable', VpnEcmpSupport: 'enable' },
  Tags: [{ Key: 'Name', Value: name }],
})
/** A transit gateway on a Direct Connect gateway of this number. */
const line = (transit: number, amazonSideAsn: number, more: object = {}): Account =>
  account()
    .transitGateway('hub', hub(transit))
    .directConnectGateway('corp', { amazonSideAsn })
    .directConnect('corp', 'EqDC2')
    .virtualInterface('corp', { on: 'dxcon-corp', to: 'corp' }, { virtualInterfaceType: 'transit', ...more })
    .associateDirectConnect('corp', 'tgw-hub')
const peered = (a: number, b: number): readonly [Account, Account] => {
  const west = account({ region: 'us-west-2' }).transitGateway('west', hub(b))
  const east = account().transitGateway('hub', hub(a))
  west.transitTable('west', 'west', {})
  east
    .transitTable('hub', 'hub', {})
    .peerTransitGateways('far', { tgw: 'hub', table: 'hub' }, west, { tgw: 'west', table: 'west' })
  return [east, west]
}

testRule(rule, {
  accepts: {
    'a customer gateway with a number of its own': vpn('65010'),
    'a Direct Connect gateway with a number of its own': line(64_513, 64_600),
    'peered transit gateways with numbers of their own': peered(64_512, 64_513),
  },
  ignores: {
    'a static connection, which speaks no BGP': vpn('64512', { Options: { StaticRoutesOnly: true } }),
    'a connection that is gone': vpn('64512', { State: 'deleted' }),
  },
  flags: {
    'a customer gateway with the number of the gateway': {
      given: vpn('64512').transitGateway('unused'),
      finds: [
        'vpn-hq: cgw-hq and vgw-hq both are AS 64512: its BGP session does not come up.',
        '  cgw-hq has BgpAsn 64512',
        '  vgw-hq has AmazonSideAsn 64512',
      ],
    },
    'a virtual interface with the number of its gateway': {
      given: line(64_513, 64_600, { asn: 64_600 }).vpnGateway('unused').customerGateway('unused'),
      finds: [
        'dxvif-corp: Both ends of dxvif-corp are AS 64600: its BGP session does not come up.',
        '  dxvif-corp has asn 64600',
        '  dxvif-corp has amazonSideAsn 64600',
      ],
    },
    'two transit gateways of one number on a Direct Connect gateway, told once': {
      given: line(64_513, 64_600)
        .transitGateway('other', hub(64_513, 'other'))
        .associateDirectConnect('corp', 'tgw-other'),
      finds: [
        'tgw-hub: tgw-hub and tgw-other both are AS 64513: sites behind dxgw-corp cannot tell their routes apart, and drop some as loops.',
        '  tgw-hub has AmazonSideAsn 64513',
        '  tgw-other has AmazonSideAsn 64513',
      ],
    },
    'peered transit gateways of one number, told once': {
      given: peered(64_512, 64_512),
      finds: [
        'tgw-attach-far: tgw-hub and tgw-west both are AS 64512: routes cannot be exchanged between them by BGP, now or later. [medium]',
        '  tgw-hub has AmazonSideAsn 64512',
        '  tgw-west has AmazonSideAsn 64512',
      ],
    },
  },
  unknown: {
    'a customer gateway without a number in the answer': {
      given: account()
        .vpc('shop')
        .vpnGateway('hq', 'shop')
        .customerGateway('hq', { BgpAsn: undefined })
        .vpn('hq'),
      says: ['vpn-hq: the ASN of cgw-hq was not read'],
    },
    'a transit gateway in a region that was not audited': {
      given: peered(64_512, 64_512)[0],
      says: ['tgw-attach-far: one of the two transit gateways was not read'],
    },
  },
})
