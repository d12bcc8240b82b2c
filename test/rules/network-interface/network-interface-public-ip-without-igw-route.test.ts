import rule from '../../../rules/network-interface/network-interface-public-ip-without-igw-route.ts'
import { type Account, account } from '../../support/account.ts'
import type { Item } from '../../support/facts-builder.ts'
import { testRule } from '../../support/test-rule.ts'
import type { Routes } from '../../support/vpc-builder.ts'

const publicIp = '203.0.113.9'
const shop = (routes?: Routes): Account =>
  account()
    .vpc('shop')
    .subnet('public-a', { routes: { '0.0.0.0/0': 'igw' }, empty: true })
    .natGateway('shop-a', { in: 'public-a' })
    .subnet('app-a', { ...(routes ? { routes } : {}), empty: true })
/** An instance with a public address in a subnet with these routes. */
const addressed = (routes?: Routes, eni: Item<'networkInterfaces'> = {}, builder = shop(routes)): Account =>
  builder.instance('app', { subnet: 'app-a', publicIp }, {}, eni)
const described = (Description: string): Item<'networkInterfaces'> => ({ Description })
const firewall = (builder: Account): Account =>
  builder
    .subnet('firewall-a', { routes: { '0.0.0.0/0': 'igw' }, empty: true })
    .firewallEndpoint('shop', 'firewall-a')

const message = (leads: string): string =>
  `eni-app: 203.0.113.9 is of no use here: the subnet ${leads}, so nobody outside gets an answer.`
const has = '  eni-app has the public address 203.0.113.9'

testRule(rule, {
  accepts: {
    'a public subnet': addressed({ '0.0.0.0/0': 'igw' }),
    'a route to a part of the internet': addressed({ '198.51.100.0/24': 'igw' }),
    'a subnet that is public by the main table': addressed(
      undefined,
      {},
      account()
        .vpc('shop', { routes: { '0.0.0.0/0': 'igw' } })
        .subnet('app-a', { empty: true }),
    ),
    'a firewall on the way to the internet gateway': firewall(addressed({ '0.0.0.0/0': 'vpce-shop' })),
  },
  flags: {
    'a subnet behind a NAT gateway': {
      given: addressed({ '0.0.0.0/0': 'nat-shop-a' }),
      finds: [
        message('leads to nat-shop-a and not to an internet gateway'),
        has,
        '  rtb-app-a leads to nat-shop-a for subnet-app-a',
      ],
    },
    'a subnet without a default route': {
      given: addressed({}),
      finds: [message('has no default route'), has, '  rtb-app-a has no default route for subnet-app-a'],
    },
    'a subnet that leaves by a transit gateway': {
      given: addressed({ '0.0.0.0/0': 'tgw-hub' }),
      finds: [
        message('leads to tgw-hub and not to an internet gateway'),
        has,
        '  rtb-app-a leads to tgw-hub for subnet-app-a',
      ],
    },
    'a subnet with a gateway endpoint alone': {
      given: addressed({ 'pl-63a5400a': 'vpce-s3' }).prefixList('pl-63a5400a', ['52.216.0.0/15']),
      finds: [message('has no default route'), has, '  rtb-app-a has no default route for subnet-app-a'],
    },
    'a firewall behind which there is no internet gateway': {
      given: addressed({ '0.0.0.0/0': 'vpce-shop' })
        .subnet('firewall-a', { routes: { '0.0.0.0/0': 'tgw-hub' }, empty: true })
        .firewallEndpoint('shop', 'firewall-a'),
      finds: [
        message('leads to vpce-shop and not to an internet gateway'),
        has,
        '  rtb-app-a leads to vpce-shop for subnet-app-a',
      ],
    },
  },
  ignores: {
    'an instance without a public address': shop({}).instance('app', { subnet: 'app-a' }),
    'the NAT gateway itself': shop({}),
    'a load balancer, which has a rule of its own': shop({}).eni(
      'lb',
      { subnet: 'app-a', publicIp },
      described('ELB app/shop/50dc6c495c0c9188'),
    ),
    'an interface that is not attached': addressed({}, { Status: 'available' }),
    'an address of a carrier': addressed(
      {},
      { Association: { PublicIp: publicIp, CarrierIp: '155.146.1.1' } },
    ),
    'a default route that is dead, which is reported itself': addressed({ '0.0.0.0/0': '!igw' }),
  },
  unknown: {
    'a subnet whose routes its owner keeps': {
      given: addressed({ '0.0.0.0/0': 'igw' }).add('networkInterfaces', {
        NetworkInterfaceId: 'eni-shared',
        Status: 'in-use',
        InterfaceType: 'interface',
        SubnetId: 'subnet-theirs',
        VpcId: 'vpc-theirs',
        OwnerId: '111111111111',
        Association: { PublicIp: '203.0.113.10' },
      }),
      says: ['eni-shared: the route table of subnet-theirs was not read'],
    },
    'a prefix list that was not read': {
      given: addressed({ 'pl-partners': 'igw' }).unread('prefixListEntries'),
      says: ['eni-app: the entries of a prefix list in rtb-app-a were not read'],
    },
    'a firewall for a part of the internet': {
      given: addressed({ '198.51.100.0/24': 'vpce-shop' }),
      says: ['eni-app: part of the internet is routed to vpce-shop, which is not followed here'],
    },
    'a NAT gateway that was not read': {
      given: addressed({ '0.0.0.0/0': 'nat-shop-a' }).unread('natGateways'),
      says: ['eni-app: nat-shop-a, or the route table behind it, was not read'],
    },
  },
})
