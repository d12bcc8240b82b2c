import rule from '../../../rules/vpn/vpn-cloudhub-misconfigured.ts'
import { type Account, account } from '../../support/account.ts'
import type { Item } from '../../support/facts-builder.ts'
import { testRule } from '../../support/test-rule.ts'

type Fields = Item<'vpnConnections'>

const HUB = { VpnGatewayId: 'vgw-hub' }
const detached = (): Account => account().vpnGateway('hub')
const attached = (): Account => account().vpc('shop').vpnGateway('hub', 'shop')
/** A site with BGP, an ASN and so many routes. */
const site = (given: Account, name: string, BgpAsn: string, routes = 4, fields: Fields = {}): Account =>
  given.customerGateway(name, { BgpAsn }).vpn(name, ['UP', 'UP'], {
    ...HUB,
    VgwTelemetry: ['203.0.113.20', '203.0.113.21'].map((OutsideIpAddress) => ({
      OutsideIpAddress,
      Status: 'UP',
      AcceptedRouteCount: routes,
    })),
    ...fields,
  })

const list = (name: string, prefixes: string): string => `  vpn-${name} is static, for ${prefixes}`
const bgp = (name: string, asn: string): string =>
  `  vpn-${name} uses BGP with AS ${asn}; which prefixes it announces is in no answer`

testRule(rule, {
  accepts: {
    'two sites with BGP and an ASN each': site(site(detached(), 'leeds', '65001'), 'york', '65002'),
    'a site of two devices and another site': site(
      site(site(detached(), 'leeds', '65001'), 'leeds-2', '65001'),
      'york',
      '65002',
      7,
    ),
  },
  flags: {
    'a hub of static sites': {
      given: detached().staticVpn('leeds', 'hub', ['10.1.0.0/16']).staticVpn('york', 'hub', ['10.2.0.0/16']),
      finds: [
        'vgw-hub: vpn-leeds is static, so no site hears of the others: the gateway passes on what it learns by BGP only.',
        list('leeds', '10.1.0.0/16'),
        list('york', '10.2.0.0/16'),
      ],
    },
    'a static site among others': {
      given: site(detached().staticVpn('leeds', 'hub', ['10.1.0.0/16']), 'york', '65002'),
      finds: [
        'vgw-hub: vpn-leeds is static, so vpn-leeds hears of no other site, and none of it: the gateway passes on what it learns by BGP only.',
        list('leeds', '10.1.0.0/16'),
        bgp('york', '65002'),
      ],
    },
    'static sites of a VPC, which may not need each other': {
      given: attached().staticVpn('leeds', 'hub', ['10.1.0.0/16']).staticVpn('york', 'hub', ['10.2.0.0/16']),
      finds: [
        'vgw-hub: vpn-leeds is static, so no site hears of the others: the gateway passes on what it learns by BGP only. [info]',
        list('leeds', '10.1.0.0/16'),
        list('york', '10.2.0.0/16'),
      ],
    },
    'a prefix that two sites claim': {
      given: attached()
        .staticVpn('leeds', 'hub', ['10.1.0.0/16', '10.9.0.0/16'])
        .staticVpn('york', 'hub', ['10.2.0.0/16', '10.9.0.0/16']),
      finds: [
        'vgw-hub: vpn-leeds and vpn-york both list 10.9.0.0/16 and differ in others: what is for 10.9.0.0/16 goes to one of them only.',
        list('leeds', '10.1.0.0/16, 10.9.0.0/16'),
        list('york', '10.2.0.0/16, 10.9.0.0/16'),
      ],
    },
    "a prefix within the VPC's": {
      given: site(attached().staticVpn('leeds', 'hub', ['10.0.7.0/24']), 'york', '65002'),
      finds: [
        'vgw-hub: vpn-leeds lists 10.0.7.0/24, which lies within vpc-shop: the VPC keeps those packets, and the site gets none.',
        list('leeds', '10.0.7.0/24'),
        bgp('york', '65002'),
      ],
    },
    'two sites with one ASN, as information only': {
      given: site(site(detached(), 'leeds', '65000', 2), 'york', '65000', 3),
      finds: [
        'vgw-hub: vpn-leeds and vpn-york share AS 65000 though they seem two sites: AWS allows it, but a device that sees its own AS in a path drops the route. [info]',
        bgp('leeds', '65000'),
        bgp('york', '65000'),
      ],
    },
    'a laboratory, as information only': {
      given: account()
        .vpnGateway('hub', undefined, { Tags: [{ Key: 'env', Value: 'lab' }] })
        .staticVpn('leeds', 'hub', ['10.1.0.0/16'])
        .staticVpn('york', 'hub', ['10.2.0.0/16']),
      finds: [
        'vgw-hub: vpn-leeds is static, so no site hears of the others: the gateway passes on what it learns by BGP only. [info]',
        list('leeds', '10.1.0.0/16'),
        list('york', '10.2.0.0/16'),
      ],
    },
  },
  ignores: {
    'one site': site(detached(), 'leeds', '65001'),
    'a redundant pair with static prefixes': attached()
      .staticVpn('leeds', 'hub', ['10.1.0.0/16', '10.2.0.0/16'])
      .staticVpn('leeds-2', 'hub', ['10.2.0.0/16', '10.1.0.0/16']),
    'a redundant pair with BGP': site(site(attached(), 'leeds', '65001'), 'leeds-2', '65001'),
    'two partners, who are not to meet': attached()
      .staticVpn('acme', 'hub', ['10.1.0.0/16'], { Tags: [{ Key: 'link', Value: 'partner' }] })
      .staticVpn('umbrella', 'hub', ['10.2.0.0/16'], { Tags: [{ Key: 'link', Value: 'partner' }] }),
    'a second site that is being removed': site(detached(), 'leeds', '65001').staticVpn(
      'york',
      'hub',
      ['10.2.0.0/16'],
      {
        State: 'deleting',
      },
    ),
    'connections to a transit gateway, which routes between them': account()
      .transitGateway('hub')
      .transitVpn('leeds', { tgw: 'hub' }, { Options: { StaticRoutesOnly: true } })
      .transitVpn('york', { tgw: 'hub' }, { Options: { StaticRoutesOnly: true } }),
  },
  unknown: {
    'a site that does not say how it is routed': {
      given: site(site(detached(), 'leeds', '65001'), 'york', '65002', 4, {
        Options: { StaticRoutesOnly: undefined },
      }),
      says: ['vgw-hub: how its sites are routed, or its VPC, is not, or not all, in the answers'],
    },
  },
})
