import { expect, test } from 'vitest'
import type { Account } from '../../support/account.ts'
import { ask, decided, open, places, verdict } from './asking.ts'

/** A VPC with a firewall's subnet, and an application whose table is given. */
const shop = (routes: Readonly<Record<string, string>>): Account =>
  open()
    .prefixList('pl-partners', ['172.16.0.0/16', '172.17.0.0/24'])
    .vpc('shop', { cidr: '10.0.0.0/16' })
    .vpnGateway('hq', 'shop')
    .vpn('hq')
    .subnet('firewall', { cidr: '10.0.9.0/24', empty: true })
    .firewallEndpoint('fw', 'firewall')
    .subnet('app', { cidr: '10.0.1.0/24', routes })
    .subnet('db', { cidr: '10.0.2.0/24' })

test('the longest prefix wins', () => {
  const story = shop({ '172.16.0.0/12': 'vgw-hq', '172.16.5.0/24': '!pcx-gone' })
  expect(verdict(story, 'i-app', '172.16.4.1')).toBe('exits-network')
  expect(decided(story, 'i-app', '172.16.5.1')).toContain('172.16.5.0/24 to pcx-gone is a blackhole')
})

test('a prefix list is as long as its longest entry that holds the address', () => {
  const story = shop({ '172.16.0.0/12': '!pcx-gone', 'pl-partners': 'vgw-hq' })
  expect(verdict(story, 'i-app', '172.16.9.9')).toBe('exits-network')
  expect(verdict(story, 'i-app', '172.18.0.1')).toBe('dropped')
})

test('of equal prefixes a static route comes before a propagated one', () => {
  const story = shop({ '172.16.0.0/16': '!pcx-gone' }).propagate('app', '172.16.0.0/16', 'hq')
  expect(decided(story, 'i-app', '172.16.0.1')).toContain('pcx-gone is a blackhole')
})

test('of equal prefixes a block comes before a prefix list, and a prefix list before a propagated route', () => {
  expect(
    decided(shop({ 'pl-partners': 'vgw-hq', '172.16.0.0/16': '!pcx-gone' }), 'i-app', '172.16.0.1'),
  ).toContain('172.16.0.0/16 to pcx-gone')
  const story = shop({ 'pl-partners': '!pcx-gone' }).propagate('app', '172.16.0.0/16', 'hq')
  expect(decided(story, 'i-app', '172.16.0.1')).toContain('pl-partners to pcx-gone')
})

test('a propagated route never takes what the local route holds, however long it is', () => {
  expect(verdict(shop({}).propagate('app', '10.0.2.0/24', 'hq'), 'i-app', 'i-db')).toBe('delivered')
})

test('a blackhole still wins over a shorter route that works', () => {
  expect(
    decided(shop({ '0.0.0.0/0': 'vgw-hq', '172.16.0.0/16': '!eni-gone' }), 'i-app', '172.16.0.1'),
  ).toContain('blackhole')
})

test('a static route that is longer than the local one leads through a firewall', () => {
  const answer = ask(shop({ '10.0.2.0/24': 'vpce-fw' }), 'i-app', 'i-db')
  expect(answer.verdict).toBe('delivered')
  expect(places(answer)).toContain('vpce-fw')
})

test('a route that leads back to where it was taken is a circle', () => {
  const story = open()
    .vpc('shop', { cidr: '10.0.0.0/16', routes: { '10.0.2.0/24': 'vpce-fw' } })
    .subnet('firewall', { cidr: '10.0.9.0/24', empty: true })
    .firewallEndpoint('fw', 'firewall')
    .subnet('app', { cidr: '10.0.1.0/24' })
    .subnet('db', { cidr: '10.0.2.0/24' })
  expect(decided(story, 'i-app', 'i-db')).toContain('the routes lead in a circle')
})

const inspected = (): Account =>
  open()
    .vpc('shop', { cidr: '10.0.0.0/16' })
    .acl('closed', { in: [], out: [] })
    .vpnGateway('hq', 'shop')
    .vpn('hq')
    .subnet('firewall', {
      cidr: '10.0.9.0/24',
      empty: true,
      routes: { '0.0.0.0/0': 'igw', '172.16.0.0/16': 'vgw-hq' },
    })
    .firewallEndpoint('fw', 'firewall')
    .subnet('web', {
      cidr: '10.0.1.0/24',
      empty: true,
      routes: { '0.0.0.0/0': 'vpce-fw', '172.16.0.0/16': 'vpce-fw' },
    })
    .instance('web', { subnet: 'web', publicIp: '203.0.113.9' })

test('the route table of an internet gateway steers what enters by it, through the ACL of the firewall', () => {
  const answer = ask(inspected().gatewayTable('igw', { '10.0.1.0/24': 'vpce-fw' }), 'internet', 'i-web')
  expect(answer.verdict).toBe('delivered')
  expect(places(answer)).toContain('rtb-of-igw')
  expect(places(answer)).toContain('vpce-fw')

  const closed = open()
    .vpc('shop', { cidr: '10.0.0.0/16' })
    .acl('closed', { in: [], out: [] })
    .subnet('firewall', { cidr: '10.0.9.0/24', empty: true, acl: 'closed', routes: { '0.0.0.0/0': 'igw' } })
    .firewallEndpoint('fw', 'firewall')
    .subnet('web', { cidr: '10.0.1.0/24', empty: true, routes: { '0.0.0.0/0': 'vpce-fw' } })
    .instance('web', { subnet: 'web', publicIp: '203.0.113.9' })
    .gatewayTable('igw', { '10.0.1.0/24': 'vpce-fw' })
  expect(decided(closed, 'internet', 'i-web')).toContain('drops acl-closed inbound')
})

test('the route table of a virtual private gateway steers what enters by it', () => {
  const answer = ask(inspected().gatewayTable('vgw-hq', { '10.0.1.0/24': 'vpce-fw' }), 'vgw-hq', 'i-web')
  expect(answer.verdict).toBe('delivered')
  expect(places(answer).slice(0, 3)).toEqual(['rtb-of-vgw-hq', 'acl-default-shop', 'vpce-fw'])
})

test('without a table of its own a gateway leads straight into the VPC', () => {
  expect(places(ask(inspected(), 'internet', 'i-web'))).not.toContain('vpce-fw')
})

test('a route to what is not known here is not guessed', () => {
  const story = shop({}).routeTable('core', {}, { Associations: [], Routes: [] })
  const table = {
    RouteTableId: 'rtb-new',
    VpcId: 'vpc-shop',
    Associations: [{ SubnetId: 'subnet-core', AssociationState: { State: 'associated' as const } }],
  }
  story
    .add('routeTables', {
      ...table,
      Routes: [
        {
          DestinationCidrBlock: '0.0.0.0/0',
          CoreNetworkArn: 'arn:aws:networkmanager::1:core-network/x',
          State: 'active',
        },
      ],
    })
    .subnet('core', { cidr: '10.0.7.0/24' })
  expect(verdict(story, 'i-core', '172.31.0.1')).toBe('unknown')
})
