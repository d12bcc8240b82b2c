import rule from '../../../rules/vpn/vpn-software-appliance-single-instance.ts'
import { type Account, account } from '../../support/account.ts'
import type { Item } from '../../support/facts-builder.ts'
import { testRule } from '../../support/test-rule.ts'

type Routes = Record<string, string>

const OFFICE = { '192.168.0.0/16': 'eni-vpn-a' }
/** An instance in a public subnet that premises connect to, and a subnet that reaches them by it. */
const endpoint = (
  routes: Routes = OFFICE,
  inbound: readonly string[] = ['udp 500 198.51.100.7/32', 'udp 4500 198.51.100.7/32'],
  fields: Item<'instances'> = {},
  publicIp: { publicIp?: string } = { publicIp: '203.0.113.43' },
): Account =>
  account()
    .vpc('shop')
    .securityGroup('vpn', inbound)
    .subnet('public-a', { zone: 'a', routes: { '0.0.0.0/0': 'igw' }, empty: true })
    .subnet('public-b', { zone: 'b', sharesTableOf: 'public-a', empty: true })
    .instance('vpn-a', { subnet: 'public-a', groups: ['vpn'], ...publicIp }, fields, {
      SourceDestCheck: false,
    })
    .subnet('app-a', { zone: 'a', routes })
const second = (given: Account, subnet = 'public-b', fields: Item<'instances'> = {}): Account =>
  given
    .instance('vpn-b', { subnet, groups: ['vpn'], publicIp: '203.0.113.44' }, fields)
    .subnet('app-b', { zone: 'b', routes: { '192.168.0.0/16': 'eni-vpn-b' } })
const address = (given: Account, name: string): string =>
  given
    .snapshot()
    .facts.flatMap(
      (fact) =>
        (fact.response?.['NetworkInterfaces'] ?? []) as {
          NetworkInterfaceId: string
          PrivateIpAddress: string
        }[],
    )
    .find((eni) => eni.NetworkInterfaceId === `eni-${name}`)?.PrivateIpAddress ?? ''
const peering = (given: Account, fields: Item<'routeServerPeers'> = {}): Account =>
  given.add('routeServerPeers', {
    RouteServerPeerId: 'rsp-a',
    State: 'available',
    PeerAddress: address(given, 'vpn-a'),
    ...fields,
  })

const found = (prefixes = '192.168.0.0/16'): string =>
  `i-vpn-a: It is the only VPN endpoint for ${prefixes}: while it or zone us-east-1a (use1-az1) is down, its packets for there are dropped.`
const route = '  rtb-app-a routes 192.168.0.0/16 to i-vpn-a'
const ports = ['  sg-vpn lets VPN peers in: UDP 500', '  sg-vpn lets VPN peers in: UDP 4500']

testRule(rule, {
  accepts: {
    'an endpoint in each of two zones': second(endpoint()),
  },
  flags: {
    'one endpoint': { given: endpoint(), finds: [found(), route, ...ports] },
    'one endpoint for the subnets of two zones': {
      given: endpoint().subnet('app-b', { zone: 'b', routes: OFFICE }),
      finds: [found(), route, '  rtb-app-b routes 192.168.0.0/16 to i-vpn-a', ...ports],
    },
    'two in one zone': {
      given: second(endpoint(), 'public-a'),
      finds: [
        found().replace(
          'is the only VPN endpoint',
          'and i-vpn-b, in the same zone, are the only VPN endpoints',
        ),
        route,
        ...ports,
        found()
          .replace('i-vpn-a', 'i-vpn-b')
          .replace('is the only VPN endpoint', 'and i-vpn-a, in the same zone, are the only VPN endpoints'),
        '  rtb-app-b routes 192.168.0.0/16 to i-vpn-b',
        ...ports,
      ],
    },
    'a second one that is stopped': {
      given: second(endpoint(), 'public-b', { State: { Name: 'stopped' } }),
      finds: [found(), route, ...ports],
    },
    'a second one for another network': {
      given: endpoint()
        .instance('vpn-b', { subnet: 'public-b', publicIp: '203.0.113.44' })
        .subnet('app-b', { zone: 'b', routes: { '172.16.0.0/12': 'eni-vpn-b' } }),
      finds: [found(), route, ...ports],
    },
    'OpenVPN, for the addresses of its clients': {
      given: endpoint({ '10.8.0.0/24': 'eni-vpn-a' }, ['udp 1194 0.0.0.0/0']),
      finds: [
        found('10.8.0.0/24'),
        '  rtb-app-a routes 10.8.0.0/24 to i-vpn-a',
        '  sg-vpn lets VPN peers in: UDP 1194',
      ],
    },
    'ESP, which has no ports': {
      given: endpoint(OFFICE, ['50 all 198.51.100.7/32']),
      finds: [found(), route, '  sg-vpn lets VPN peers in: ESP'],
    },
    'a laboratory, as information only': {
      given: endpoint(OFFICE, ['udp 500 198.51.100.7/32'], { Tags: [{ Key: 'env', Value: 'lab' }] }),
      finds: [`${found()} [info]`, route, '  sg-vpn lets VPN peers in: UDP 500'],
    },
  },
  ignores: {
    'a NAT instance': endpoint({ '0.0.0.0/0': 'eni-vpn-a' }),
    'a firewall, which no VPN peer may call': endpoint(OFFICE, ['tcp 443 0.0.0.0/0']),
    'an instance that lets everything in, VPN among it': endpoint(OFFICE, [
      'all all 0.0.0.0/0',
      'udp 0-65535 0.0.0.0/0',
    ]),
    'an instance that only peers inside may call': endpoint(OFFICE, ['udp 500 10.0.0.0/8']),
    'an instance without a public address': endpoint(OFFICE, undefined, {}, {}),
    'an instance that is stopped': endpoint(OFFICE, undefined, { State: { Name: 'stopped' } }),
    'a middlebox for subnets of its own VPC': endpoint({ '10.0.99.0/24': 'eni-vpn-a' }),
    'an appliance that speaks BGP with a route server': peering(endpoint()),
    'a table that nothing uses': endpoint({}).routeTable('spare', OFFICE),
  },
  unknown: {
    'peers of route servers that were not read': {
      given: endpoint().unread('routeServerPeers'),
      says: ['i-vpn-a: whether it speaks BGP with a route server or transit gateway was not read'],
    },
    'a prefix list that may lead elsewhere': {
      given: endpoint()
        .instance('vpn-b', { subnet: 'public-b' })
        .subnet('app-b', { zone: 'b', routes: { 'pl-office': 'eni-vpn-b' } })
        .unread('prefixListEntries'),
      says: [
        'i-vpn-a: whether another instance forwards for the same networks is not, or not all, in the answers',
      ],
    },
    'an interface that was not read, which may relieve it': {
      given: endpoint().subnet('app-b', {
        zone: 'b',
        routes: { '192.168.0.0/24': 'eni-of-another-account' },
      }),
      says: [
        'i-vpn-a: whether another instance forwards for the same networks is not, or not all, in the answers',
      ],
    },
  },
})
