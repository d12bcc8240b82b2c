import { expect, test } from 'vitest'
import type { Account } from '../../support/account.ts'
import { ICMP, UDP, ask, decided, open, places, placesBack, verdict } from './asking.ts'

interface Story {
  readonly publicRoutes?: Readonly<Record<string, string>>
  readonly in?: readonly string[]
  readonly out?: readonly string[]
}

const shop = ({
  publicRoutes = { '0.0.0.0/0': 'igw' },
  in: inbound = ['allow all all 0.0.0.0/0'],
  out = ['allow all all 0.0.0.0/0'],
}: Story = {}): Account =>
  open()
    .vpc('shop', { cidr: '10.0.0.0/16' })
    .acl('public', { in: inbound, out })
    .subnet('public', { cidr: '10.0.9.0/24', acl: 'public', routes: publicRoutes, empty: true })
    .natGateway('a', { in: 'public', publicIp: '203.0.113.77' })
    .subnet('app', { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'nat-a' } })

test('a NAT gateway translates TCP, UDP and ICMP, and undoes it for the answers', () => {
  for (const asked of [{}, { protocol: UDP, port: 53 }, { protocol: ICMP, port: 8 }]) {
    const answer = ask(shop(), 'i-app', 'internet', asked)
    expect(answer.verdict).toBe('delivered')
    expect(placesBack(answer)).toContain('nat-a')
  }
})

test('a NAT gateway passes no other protocol', () => {
  expect(decided(shop(), 'i-app', 'internet', { protocol: 50 })).toBe(
    'drops nat-a a NAT gateway passes TCP, UDP and ICMP, and not protocol 50',
  )
})

test('a NAT gateway sits behind the ACL of its own subnet, in every direction', () => {
  const all = 'allow all all 0.0.0.0/0'
  expect(decided(shop({ in: ['allow all all 192.0.2.0/24'] }), 'i-app', 'internet')).toContain(
    'drops acl-public inbound rule * denies TCP 443 from 10.0.1.',
  )
  expect(decided(shop({ out: ['allow all all 10.0.0.0/8'] }), 'i-app', 'internet')).toContain(
    'drops acl-public outbound',
  )
  expect(
    decided(
      shop({ in: ['allow all all 10.0.0.0/8', 'allow tcp 32768-65535 0.0.0.0/0'] }),
      'i-app',
      'internet',
    ),
  ).toContain('back: drops acl-public inbound rule * denies TCP 1024-32767')
  expect(decided(shop({ in: [all], out: ['allow tcp 443 0.0.0.0/0'] }), 'i-app', 'internet')).toContain(
    'back: drops acl-public outbound',
  )
})

test('a NAT gateway sits behind the routes of its own subnet', () => {
  expect(decided(shop({ publicRoutes: {} }), 'i-app', 'internet')).toBe(
    'drops rtb-public no route of rtb-public holds 192.0.2.1',
  )
})

test('a NAT gateway accepts nothing unsolicited, from the internet or from inside', () => {
  expect(decided(shop(), 'internet', '203.0.113.77')).toBe(
    'drops nat-a a NAT gateway accepts nothing that began outside',
  )
  expect(decided(shop(), 'i-app', 'eni-nat-a')).toContain('accepts nothing that began outside')
})

test('a NAT gateway that is not available passes nothing', () => {
  const story = open()
    .vpc('shop', { cidr: '10.0.0.0/16' })
    .subnet('public', { cidr: '10.0.9.0/24', routes: { '0.0.0.0/0': 'igw' }, empty: true })
    .natGateway('a', { in: 'public' }, { State: 'failed' })
    .subnet('app', { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'nat-a' } })
  expect(decided(story, 'i-app', 'internet')).toBe('drops nat-a nat-a is failed')
})

test('answers that leave by a NAT gateway, though the call came by an internet gateway, are no answers', () => {
  const story = shop()
    .subnet('half', { cidr: '10.0.2.0/24', sharesTableOf: 'app', empty: true })
    .instance('half', { subnet: 'half', publicIp: '203.0.113.5' })
  expect(decided(story, 'internet', 'i-half')).toContain('the way back translates them')
})

test('a NAT gateway cannot be used from across a peering', () => {
  const story = shop()
    .vpc('lab', { cidr: '10.1.0.0/16' })
    .peering('lab', 'lab', 'shop')
    .subnet('lab', { cidr: '10.1.1.0/24', routes: { '0.0.0.0/0': 'pcx-lab' } })
  expect(decided(story, 'i-lab', 'internet')).toContain('peering is not transitive')
})

test('a NAT gateway cannot be used from across a VPN', () => {
  const story = shop().vpnGateway('hq', 'shop').vpn('hq')
  expect(decided(story, 'vgw-hq', 'internet')).toContain('192.0.2.1 is not an address of vpc-shop')
})

const egress = (back: Readonly<Record<string, string>> = { '10.1.0.0/16': 'tgw-hub' }): Account =>
  open()
    .transitGateway('hub')
    .vpc('egress', { cidr: '10.0.0.0/16' })
    .subnet('public', { cidr: '10.0.9.0/24', routes: { '0.0.0.0/0': 'igw', ...back }, empty: true })
    .natGateway('a', { in: 'public', publicIp: '203.0.113.77' })
    .subnet('door', { cidr: '10.0.8.0/24', routes: { '0.0.0.0/0': 'nat-a' }, empty: true })
    .vpc('spoke', { cidr: '10.1.0.0/16', routes: { '0.0.0.0/0': 'tgw-hub' } })
    .subnet('app', { cidr: '10.1.1.0/24' })
    .attach('egress', { tgw: 'hub', vpc: 'egress', subnets: ['door'], table: 'egress' })
    .attach('spoke', { tgw: 'hub', vpc: 'spoke', subnets: ['app'], table: 'spokes' })
    .transitTable('spokes', 'hub', { '0.0.0.0/0': 'egress' })
    .transitTable('egress', 'hub', {}, { '10.1.0.0/16': 'spoke' })

test('a NAT gateway of another VPC is used through a transit gateway, and its subnet needs the route back', () => {
  const answer = ask(egress(), 'i-app', 'internet')
  expect(answer.verdict).toBe('delivered')
  expect(places(answer)).toContain('nat-a')
  expect(placesBack(answer)).toContain('tgw-rtb-egress')
  expect(decided(egress({}), 'i-app', 'internet')).toContain(
    'back: drops igw-egress an internet gateway drops packets to 10.1.1.',
  )
})

test('a private NAT gateway has no public address: it hides callers towards other VPCs, and leads to no internet', () => {
  const story = open()
    .transitGateway('hub')
    .vpc('shop', { cidr: '10.0.0.0/16' })
    .subnet('hiding', {
      cidr: '10.0.9.0/24',
      routes: { '10.1.0.0/16': 'tgw-hub', '0.0.0.0/0': 'igw' },
      empty: true,
    })
    .privateNat('p', 'hiding')
    .subnet('app', { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'nat-p' } })
    .vpc('data', { cidr: '10.1.0.0/16', routes: { '10.0.9.0/24': 'tgw-hub' } })
    .subnet('db', { cidr: '10.1.1.0/24' })
    .attach('shop', { tgw: 'hub', vpc: 'shop', subnets: ['hiding'], table: 'all' })
    .attach('data', { tgw: 'hub', vpc: 'data', subnets: ['db'], table: 'all' })
    .transitTable('all', 'hub', {}, { '10.0.0.0/16': 'shop', '10.1.0.0/16': 'data' })
  const answer = ask(story, 'i-app', 'i-db')
  expect(answer.verdict).toBe('delivered')
  expect(placesBack(answer)).toContain('nat-p')
  expect(decided(story, 'i-app', 'internet')).toContain('has no public address')
})

const regional = (): Account =>
  open()
    .vpc('shop', { cidr: '10.0.0.0/16' })
    .acl('closed', { in: [], out: [] })
    .subnet('public', { cidr: '10.0.9.0/24', routes: { '0.0.0.0/0': 'igw' }, acl: 'closed', empty: true })
    .natGateway('r', { publicIp: '203.0.113.88' })
    .subnet('app', { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'nat-r' } })

test('a regional NAT gateway has no subnet, and so no ACL', () => {
  const answer = ask(regional(), 'i-app', 'internet')
  expect(answer.verdict).toBe('delivered')
  expect(placesBack(answer).slice(0, 3)).toEqual(['igw-shop', 'nat-r', 'acl-default-shop'])
  expect(decided(regional(), 'internet', '203.0.113.88')).toContain('accepts nothing that began outside')
})

test('a regional NAT gateway follows its own route table', () => {
  expect(
    placesBack(ask(regional().gatewayTable('nat-r', { '0.0.0.0/0': 'igw' }), 'i-app', 'internet')),
  ).toContain('rtb-of-nat-r')
  expect(verdict(regional().gatewayTable('nat-r', { '0.0.0.0/0': 'igw' }), 'i-app', 'internet')).toBe(
    'delivered',
  )
  expect(decided(regional().gatewayTable('nat-r', {}), 'i-app', 'internet')).toContain(
    'no route of rtb-of-nat-r',
  )
})
