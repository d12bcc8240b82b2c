import { describe, expect, test } from 'vitest'
import { type Account, account } from '../../support/account.ts'
import { ask, decided, open, places, placesBack, verdict } from './asking.ts'

const shop = (): Account =>
  open()
    .vpc('shop', { cidr: '10.0.0.0/16', routes: { '0.0.0.0/0': 'igw' } })
    .subnet('web', { cidr: '10.0.1.0/24', empty: true })
    .instance('web', { subnet: 'web', publicIp: '203.0.113.9' })
    .instance('private', { subnet: 'web' })

describe('an internet gateway', () => {
  test('translates one to one, out and in', () => {
    expect(verdict(shop(), 'i-web', '8.8.8.8')).toBe('exits-network')
    const answer = ask(shop(), 'internet', 'i-web')
    expect(answer.verdict).toBe('delivered')
    expect(placesBack(answer)).toContain('igw-shop')
    expect(answer.ways[0]?.forward.hops[0]?.because).toBe('203.0.113.9 to 10.0.1.10, the address inside')
  })
  test('drops sources without a public address', () => {
    expect(decided(shop(), 'i-private', 'internet')).toMatch(
      /^drops igw-shop 10\.0\.1\.11 has no public address/,
    )
    expect(decided(shop(), 'internet', 'i-private')).toContain('has no public IPv4 address')
  })
  test('drops what goes to a private address', () => {
    expect(decided(shop(), 'i-web', '10.99.0.1')).toContain(
      'drops igw-shop an internet gateway drops packets to 10.99.0.1',
    )
  })
  test('gives each secondary address its own public one', () => {
    const story = shop().eni(
      'many',
      { subnet: 'web' },
      {
        PrivateIpAddress: '10.0.1.50',
        PrivateIpAddresses: [
          { PrivateIpAddress: '10.0.1.50', Primary: true },
          { PrivateIpAddress: '10.0.1.51', Association: { PublicIp: '203.0.113.51' } },
        ],
      },
    )
    expect(verdict(story, '10.0.1.51', 'internet')).toBe('delivered')
    expect(verdict(story, '10.0.1.50', 'internet')).toBe('dropped')
  })
  test('is needed on the way back as well: a public address in a subnet without a route to it does not answer', () => {
    const story = shop()
      .subnet('inner', { cidr: '10.0.2.0/24', routes: {}, empty: true })
      .instance('lost', { subnet: 'inner', publicIp: '203.0.113.10' })
    expect(decided(story, 'internet', 'i-lost')).toBe(
      'back: drops rtb-inner no route of rtb-inner holds 192.0.2.1',
    )
  })
  test('translates only addresses of its own VPC, though another VPC may use the same ones', () => {
    const story = shop()
      .transitGateway('hub')
      .vpc('copy', { cidr: '10.0.0.0/16', routes: { '0.0.0.0/0': 'tgw-hub' } })
      .subnet('copy', { cidr: '10.0.1.0/24', empty: true })
      .instance(
        'copy',
        { subnet: 'copy' },
        {},
        { PrivateIpAddress: '10.0.1.10', PrivateIpAddresses: [{ PrivateIpAddress: '10.0.1.10' }] },
      )
      .attach('shop', { tgw: 'hub', vpc: 'shop', subnets: ['web'], table: 'all' })
      .attach('copy', { tgw: 'hub', vpc: 'copy', subnets: ['copy'], table: 'all' })
      .transitTable('all', 'hub', { '0.0.0.0/0': 'shop' })
    expect(decided(story, 'i-copy', 'internet')).toContain('drops igw-shop 10.0.1.10 has no public address')
  })
})

describe('a public address called from inside', () => {
  const other = (source: string): Account =>
    account()
      .vpc('shop', { cidr: '10.0.0.0/16', routes: { '0.0.0.0/0': 'igw' } })
      .securityGroup('web', [`tcp 443 ${source}`])
      .subnet('web', { cidr: '10.0.1.0/24', empty: true })
      .instance('a', { subnet: 'web', groups: ['web'], publicIp: '203.0.113.1' })
      .instance('b', { subnet: 'web', groups: ['web'], publicIp: '203.0.113.2' })
  test('is left for by the default route and comes back in, and the group must allow the public source', () => {
    expect(places(ask(other('203.0.113.1/32'), 'i-a', '203.0.113.2'))).toContain('igw-shop')
    expect(verdict(other('203.0.113.1/32'), 'i-a', '203.0.113.2')).toBe('delivered')
    expect(verdict(other('10.0.0.0/16'), 'i-a', '203.0.113.2')).toBe('dropped')
  })
  test('is reached by its private address without that', () => {
    expect(verdict(other('10.0.0.0/16'), 'i-a', 'i-b')).toBe('delivered')
  })
  test('is reached through a NAT gateway, and answers come back through it', () => {
    const story = shop()
      .natGateway('a', { in: 'web', publicIp: '203.0.113.77' })
      .subnet('app', { cidr: '10.0.2.0/24', routes: { '0.0.0.0/0': 'nat-a' } })
    const answer = ask(story, 'i-app', '203.0.113.9')
    expect(answer.verdict).toBe('delivered')
    expect(placesBack(answer)).toContain('nat-a')
  })
})

describe('VPC Block Public Access', () => {
  const natted = (
    mode: 'block-ingress' | 'block-bidirectional',
    exclusions: 'allowed' | 'not-allowed' = 'not-allowed',
  ): Account =>
    shop()
      .natGateway('a', { in: 'web', publicIp: '203.0.113.77' })
      .subnet('app', { cidr: '10.0.2.0/24', routes: { '0.0.0.0/0': 'nat-a' } })
      .blockPublicAccess(mode, exclusions)
  test('in its ingress mode stops what internet gateways exchange, but for NAT gateways', () => {
    expect(decided(natted('block-ingress'), 'internet', 'i-web')).toContain(
      'VPC Block Public Access (block-ingress)',
    )
    expect(verdict(natted('block-ingress'), 'i-web', 'internet')).toBe('dropped')
    expect(verdict(natted('block-ingress'), 'i-app', 'internet')).toBe('delivered')
  })
  test('in its bidirectional mode stops NAT gateways as well', () => {
    expect(verdict(natted('block-bidirectional'), 'i-app', 'internet')).toBe('dropped')
  })
  test('leaves it open where an exclusion may apply, unless the subnet says what holds for it', () => {
    expect(verdict(natted('block-ingress', 'allowed'), 'internet', 'i-web')).toBe('unknown')
    const excluded = open()
      .vpc('shop', { cidr: '10.0.0.0/16', routes: { '0.0.0.0/0': 'igw' } })
      .subnet(
        'web',
        { cidr: '10.0.1.0/24', empty: true },
        { BlockPublicAccessStates: { InternetGatewayBlockMode: 'off' } },
      )
      .instance('web', { subnet: 'web', publicIp: '203.0.113.9' })
      .blockPublicAccess('block-ingress', 'allowed')
    expect(verdict(excluded, 'internet', 'i-web')).toBe('delivered')
  })
})

describe('the internet as a caller', () => {
  const guarded = (group: string, acl: string): Account =>
    account()
      .vpc('shop', { cidr: '10.0.0.0/16', routes: { '0.0.0.0/0': 'igw' } })
      .securityGroup('web', [`tcp 443 ${group}`])
      .acl('web', { in: [`allow tcp 443 ${acl}`], out: ['allow all all 0.0.0.0/0'] })
      .subnet('web', { cidr: '10.0.1.0/24', acl: 'web', empty: true })
      .instance('web', { subnet: 'web', groups: ['web'], publicIp: '203.0.113.9' })
  test('is somebody whom group and ACL admit, if they admit anybody', () => {
    expect(verdict(guarded('198.51.100.0/24', '0.0.0.0/0'), 'internet', 'i-web')).toBe('delivered')
    expect(verdict(guarded('0.0.0.0/0', '198.51.100.0/24'), 'internet', 'i-web')).toBe('delivered')
    expect(verdict(guarded('198.51.100.0/24', '198.51.0.0/16'), 'internet', 'i-web')).toBe('delivered')
  })
  test('is nobody when only private addresses are admitted', () => {
    expect(verdict(guarded('10.0.0.0/8', '0.0.0.0/0'), 'internet', 'i-web')).toBe('dropped')
    expect(verdict(guarded('198.51.100.0/24', '10.0.0.0/8'), 'internet', 'i-web')).toBe('dropped')
  })
  test('finds nothing at a public address that nobody has', () => {
    expect(verdict(shop(), 'internet', '203.0.113.250')).toBe('dropped')
  })
})

test('whose a public address is cannot be said while the interfaces of another account are not read', () => {
  const other = (): Account =>
    open({ id: '222222222222' })
      .vpc('other', { cidr: '10.1.0.0/16', routes: { '0.0.0.0/0': 'igw' } })
      .subnet('other', { cidr: '10.1.1.0/24', empty: true })
      .instance('other', { subnet: 'other', publicIp: '203.0.113.99' })
  expect(verdict([shop(), other()], 'i-web', '203.0.113.99')).toBe('delivered')
  expect(verdict([shop(), other().unread('networkInterfaces')], 'i-web', '203.0.113.99')).toBe('unknown')
})
