import rule from '../../../rules/ipv6/ipv6-private-subnet-routed-to-igw.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const shop = (routes: Record<string, string>, subnet: object = {}, options: object = {}): Account =>
  account()
    .vpc('shop', { ipv6: '2600:1f18:1::/56' })
    .subnet('app', { ipv6: '2600:1f18:1:1::/64', routes, ...options }, subnet)
const OPEN = { '0.0.0.0/0': 'nat-a', '::/0': 'igw' }
const eigw = {
  EgressOnlyInternetGatewayId: 'eigw-shop',
  Attachments: [{ State: 'attached' as const, VpcId: 'vpc-shop' }],
}

const callable =
  'the internet can call 1 network interface with IPv6 addresses, as far as security groups and ACLs allow.'
const finding = `subnet-app: IPv6 goes straight to igw-shop while its IPv4 leaves by nat-a: ${callable}`
const facts = [
  '  rtb-app routes ::/0 to igw-shop',
  '  rtb-app routes 0.0.0.0/0 to nat-a',
  '  subnet-app holds 1 network interface with IPv6 addresses',
]

testRule(rule, {
  accepts: {
    'IPv6 by an egress-only internet gateway': shop({ '0.0.0.0/0': 'nat-a', '::/0': 'eigw-shop' }),
    'no way out in IPv6': shop({ '0.0.0.0/0': 'nat-a' }),
    'IPv6 by a transit gateway': shop({ '0.0.0.0/0': 'tgw-hub', '::/0': 'tgw-hub' }),
    'an internet gateway that is detached': shop({ '0.0.0.0/0': 'nat-a', '::/0': '!igw' }),
    'halves that beat the route to the internet gateway': shop({
      ...OPEN,
      '::/1': 'eigw-shop',
      '8000::/1': 'eigw-shop',
    }),
  },
  flags: {
    'a subnet behind a NAT gateway': { given: shop(OPEN), finds: [finding, ...facts] },
    'a subnet with an egress-only gateway beside': {
      given: shop(OPEN).add('egressOnlyInternetGateways', eigw),
      finds: [finding, ...facts],
    },
    'a subnet without a way out in IPv4, where nothing has an address yet': {
      given: shop({ '::/0': 'igw' }, {}, { empty: true }),
      finds: [
        'subnet-app: IPv6 goes straight to igw-shop while it has no IPv4 way out: the internet can call whatever gets an IPv6 address there, as far as security groups and ACLs allow.',
        '  rtb-app routes ::/0 to igw-shop',
        '  rtb-app routes 0.0.0.0/0 to nothing',
        '  subnet-app holds 0 network interfaces with IPv6 addresses',
      ],
    },
    'an IPv6-only subnet, whose intent is unclear': {
      given: shop({ '::/0': 'igw' }, { Ipv6Native: true }),
      finds: [
        `subnet-app: IPv6 goes straight to igw-shop while it has no IPv4 way out: ${callable} [medium]`,
        '  rtb-app routes ::/0 to igw-shop',
        '  rtb-app routes 0.0.0.0/0 to nothing',
        '  subnet-app holds 1 network interface with IPv6 addresses',
      ],
    },
    'a subnet that Block Public Access covers': {
      given: shop(OPEN, { BlockPublicAccessStates: { InternetGatewayBlockMode: 'block-ingress' } }),
      finds: [
        'subnet-app: IPv6 goes straight to igw-shop while its IPv4 leaves by nat-a: only VPC Block Public Access keeps callers out. [low]',
        ...facts,
      ],
    },
  },
  ignores: {
    'a public subnet': shop({ '0.0.0.0/0': 'igw', '::/0': 'igw' }),
    'a subnet without IPv6': account().vpc('shop').subnet('app', { routes: OPEN }),
    'a block that is no longer associated': shop(OPEN, {
      Ipv6CidrBlockAssociationSet: [
        { Ipv6CidrBlock: '2600:1f18:1:1::/64', Ipv6CidrBlockState: { State: 'disassociated' } },
      ],
    }),
  },
  unknown: {
    'a prefix list that may hold the default route': {
      given: shop({ '0.0.0.0/0': 'nat-a', 'pl-all': 'igw' }).unread('prefixListEntries'),
      says: ['subnet-app: the entries of pl-all, a destination in rtb-app, were not read'],
    },
    'a table that was not read, as of a shared subnet': {
      given: account().add('subnets', {
        SubnetId: 'subnet-app',
        VpcId: 'vpc-other',
        CidrBlock: '10.0.0.0/24',
        Ipv6CidrBlockAssociationSet: [{ Ipv6CidrBlockState: { State: 'associated' } }],
      }),
      says: ['subnet-app: the route table of subnet-app was not read'],
    },
  },
})
