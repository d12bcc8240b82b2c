import rule from '../../../rules/dns-dhcp/dns-dhcp-custom-resolver-risk.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const options = (servers: readonly string[], vpc: object = {}): Account =>
  account()
    .vpc('shop', { cidr: '10.0.0.0/16' }, { DhcpOptionsId: 'dopt-1', ...vpc })
    .add('dhcpOptions', {
      DhcpOptionsId: 'dopt-1',
      DhcpConfigurations: [{ Key: 'domain-name-servers', Values: servers.map((Value) => ({ Value })) }],
    })
const app = (given: Account, routes: Record<string, string> = {}): Account =>
  given.subnet('app', { zone: 'a', cidr: '10.0.1.0/24', routes })
const server = (given: Account, name: string, zone: string, address: string): Account =>
  given.subnet(name, { zone, cidr: `${address.replace(/\.\d+$/, '')}.0/24`, empty: true }).eni(
    name,
    { subnet: name },
    {
      PrivateIpAddress: address,
      PrivateIpAddresses: [{ PrivateIpAddress: address, Primary: true }],
    },
  )
const pair = (zone: string): Account =>
  server(
    server(app(options(['10.0.5.10', '10.0.6.10'])), 'dns-1', 'a', '10.0.5.10'),
    'dns-2',
    zone,
    '10.0.6.10',
  )
const OFFICE = ['192.168.1.10', '192.168.2.10']

testRule(rule, {
  accepts: {
    "Amazon's resolver": app(options(['AmazonProvidedDNS'])),
    "the address of Amazon's resolver in the VPC": app(options(['10.0.0.2'])),
    'two servers in two zones': pair('b'),
    'two servers in the office, behind a VPN': app(options(OFFICE), { '192.168.0.0/16': 'vgw-hq' }),
    'two servers on the internet': app(options(['9.9.9.9', '1.1.1.1']), { '0.0.0.0/0': 'nat-a' }),
    'two servers that one subnet alone reaches': app(options(OFFICE), { '0.0.0.0/0': 'tgw-hub' }).subnet(
      'db',
      { cidr: '10.0.2.0/24', routes: {} },
    ),
  },
  ignores: {
    'a VPC where nothing runs': options(['192.168.1.10']).subnet('spare', { empty: true }),
  },
  flags: {
    'one server': {
      given: app(options(['192.168.1.10']), { '192.168.0.0/16': 'vgw-hq' }),
      finds: [
        'vpc-shop: Every name in this VPC depends on 192.168.1.10: it is the only DNS server.',
        '  vpc-shop has the DNS servers 192.168.1.10',
      ],
    },
    'two servers in one zone': {
      given: pair('a'),
      finds: [
        'vpc-shop: No name resolves in this VPC when use1-az1 fails: 10.0.5.10 and 10.0.6.10 are both there.',
        '  vpc-shop has the DNS servers 10.0.5.10, 10.0.6.10',
      ],
    },
    'servers to which nothing leads': {
      given: app(options(OFFICE), { '0.0.0.0/0': 'igw' }),
      finds: [
        'vpc-shop: No name resolves in this VPC: it has no route to 192.168.1.10, 192.168.2.10. [high]',
        '  vpc-shop has the DNS servers 192.168.1.10, 192.168.2.10',
      ],
    },
    'servers behind a VPN whose routes are dead': {
      given: app(options(OFFICE), { '192.168.0.0/16': '!vgw-hq' }),
      finds: [
        'vpc-shop: No name resolves in this VPC: it has no route to 192.168.1.10, 192.168.2.10. [high]',
        '  vpc-shop has the DNS servers 192.168.1.10, 192.168.2.10',
      ],
    },
    'endpoints whose names only the VPC knows, as information only': {
      given: app(options(OFFICE), { '192.168.0.0/16': 'vgw-hq' })
        .securityGroup('endpoints')
        .interfaceEndpoint('kms', 'kms', { subnets: ['app'] }),
      finds: [
        "vpc-shop: The private names of vpce-kms resolve here only if 192.168.1.10, 192.168.2.10 forward to the VPC's own resolver. [info]",
        '  vpc-shop has the DNS servers 192.168.1.10, 192.168.2.10',
      ],
    },
    'a VPC without DHCP options, as information only': {
      given: app(options([], { DhcpOptionsId: 'default' })),
      finds: [
        'vpc-shop: Hosts in this VPC get no DNS server: it has no DHCP options. [info]',
        '  vpc-shop has no DHCP options',
      ],
    },
  },
  unknown: {
    'options that are not in the answer': {
      given: app(options(['10.0.0.2'], { DhcpOptionsId: 'dopt-2' })),
      says: ['vpc-shop: its blocks, or the DNS servers of its DHCP options, were not read'],
    },
    'a route by a prefix list that was not read': {
      given: app(options(OFFICE), { 'pl-office': 'vgw-hq' }).unread('prefixListEntries'),
      says: ['vpc-shop: the entries of pl-office, a destination in rtb-app, were not read'],
    },
  },
})
