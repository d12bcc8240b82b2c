import rule from '../../../rules/alb/alb-internet-facing-in-private-subnet.ts'
import { type Account, account } from '../../support/account.ts'
import type { Routes } from '../../support/vpc-builder.ts'
import { testRule } from '../../support/test-rule.ts'

const IGW = { '0.0.0.0/0': 'igw' }
const NAT = { '0.0.0.0/0': 'nat-a' }

const subnets = (a: Routes, b: Routes = IGW): Account =>
  account()
    .vpc('shop')
    .subnet('public-a', { zone: 'a', routes: a, empty: true })
    .subnet('public-b', { zone: 'b', routes: b, empty: true })
const balancer = (a: Routes, b: Routes = IGW): Account => subnets(a, b).loadBalancer('web')
const edgeTable = (given: Account): Account =>
  given.routeTable(
    'edge',
    { '10.0.10.0/24': 'vpce-firewall' },
    { Associations: [{ GatewayId: 'igw-shop', AssociationState: { State: 'associated' } }] },
  )

const message =
  'Clients from the internet time out in 1 of its 2 zones: subnet-public-a has no route to an internet gateway.'
const found = (name: string, facts: string): readonly string[] => [
  `${name}: ${message}`,
  `  rtb-public-a has, for ${facts}`,
]

testRule(rule, {
  accepts: {
    'public subnets': balancer(IGW),
    'a default route in two halves': balancer({ '0.0.0.0/1': 'igw', '128.0.0.0/1': 'igw' }),
    'subnets that use the main table': account()
      .vpc('shop', { routes: IGW })
      .subnet('public-a', { empty: true })
      .loadBalancer('web', { zones: ['a'] }),
    'a firewall that the table of the internet gateway leads through': edgeTable(
      balancer({ '0.0.0.0/0': 'vpce-firewall' }),
    ),
    'both families of a dual-stack balancer': subnets(
      { ...IGW, '::/0': 'igw' },
      { ...IGW, '::/0': 'igw' },
    ).loadBalancer('web', {}, { IpAddressType: 'dualstack' }),
    'a balancer with public IPv6 addresses alone': subnets({ '::/0': 'igw' }, { '::/0': 'igw' }).loadBalancer(
      'web',
      {},
      { IpAddressType: 'dualstack-without-public-ipv4' },
    ),
    'a Wavelength Zone, whose carrier gateway leads to its clients': account()
      .vpc('shop')
      .subnet('public-a', { empty: true })
      .routeTable(
        'carrier',
        {},
        {
          Associations: [{ SubnetId: 'subnet-public-a', AssociationState: { State: 'associated' } }],
          Routes: [{ DestinationCidrBlock: '0.0.0.0/0', CarrierGatewayId: 'cagw-1', State: 'active' }],
        },
      )
      .loadBalancer('web', { zones: ['a'] }),
  },
  ignores: {
    'an internal load balancer': subnets(NAT).loadBalancer('web', {}, { Scheme: 'internal' }),
    'a gateway load balancer': subnets(NAT).loadBalancer('fw', { type: 'gateway' }, { Scheme: undefined }),
    'a subnet on an Outpost': account()
      .vpc('shop')
      .subnet(
        'public-a',
        { routes: { '0.0.0.0/0': 'lgw-1' }, empty: true },
        { OutpostArn: 'arn:aws:outposts:us-east-1:111111111111:outpost/op-1' },
      )
      .loadBalancer('web', { zones: ['a'] }),
  },
  flags: {
    'a subnet behind a NAT gateway': {
      given: balancer(NAT),
      finds: found('web', 'IPv4 of subnet-public-a in us-east-1a, 0.0.0.0/0 to nat-a'),
    },
    'a subnet without a default route': {
      given: balancer({}),
      finds: found('web', 'IPv4 of subnet-public-a in us-east-1a, no default route'),
    },
    'a route to an internet gateway that is gone': {
      given: balancer({ '0.0.0.0/0': '!nat-a' }),
      finds: found('web', 'IPv4 of subnet-public-a in us-east-1a, 0.0.0.0/0 to nat-a'),
    },
    'a Classic Load Balancer': {
      given: subnets(NAT).classicLoadBalancer('old'),
      finds: found('old', 'IPv4 of subnet-public-a in us-east-1a, 0.0.0.0/0 to nat-a'),
    },
    'a network load balancer, of which both zones are private': {
      given: subnets(NAT, NAT).loadBalancer('tcp', { type: 'network' }),
      finds: [
        'tcp: Clients from the internet time out in 2 of its 2 zones: subnet-public-a, subnet-public-b have no route to an internet gateway.',
        '  rtb-public-a has, for IPv4 of subnet-public-a in us-east-1a, 0.0.0.0/0 to nat-a',
        '  rtb-public-b has, for IPv4 of subnet-public-b in us-east-1b, 0.0.0.0/0 to nat-a',
      ],
    },
    'IPv6 that finds no way back': {
      given: subnets(IGW, { ...IGW, '::/0': 'igw' }).loadBalancer('web', {}, { IpAddressType: 'dualstack' }),
      finds: found('web', 'IPv6 of subnet-public-a in us-east-1a, no default route'),
    },
  },
  unknown: {
    'a firewall that the internet gateway does not lead through': {
      given: balancer({ '0.0.0.0/0': 'vpce-firewall' }),
      says: [
        'web: whether the firewall behind rtb-public-a, where subnet-public-a leads, is in the way of what comes in is not known',
      ],
    },
    'a way back to some clients only, who may be all that there are': {
      given: balancer({ '203.0.113.0/24': 'igw' }),
      says: ['web: whether the routes of rtb-public-a lead back to all of its clients is not known'],
    },
    'a subnet that was not read': {
      given: account()
        .vpc('shop')
        .loadBalancer('web', { zones: ['a'] }),
      says: ['web: its subnet subnet-public-a is not among those that were read'],
    },
    'an address type of next year': {
      given: subnets(IGW).loadBalancer('web', {}, { IpAddressType: 'octostack' as 'ipv4' }),
      says: ['web: whether it has IPv4 or IPv6 addresses (IpAddressType) is not in the answer'],
    },
  },
})
