import { describe, expect, test } from 'vitest'
import { type Account, account } from '../../support/account.ts'
import { ask, decided, open, verdict } from './asking.ts'

interface Story {
  readonly zone?: string
  readonly table?: string
  readonly doorAcl?: { readonly in: readonly string[]; readonly out: readonly string[] }
  readonly routes?: Readonly<Record<string, string>>
  readonly propagated?: Readonly<Record<string, string>>
}

const ALL = ['allow all all 0.0.0.0/0']
const BOTH_WAYS = { '10.0.0.0/16': 'shop', '10.1.0.0/16': 'data' }

/** Two VPCs and a gateway; the first has its door in zone a, in a subnet of its own. */
const pair = ({
  zone = 'a',
  table = 'all',
  doorAcl = { in: ALL, out: ALL },
  routes = {},
  propagated = BOTH_WAYS,
}: Story = {}): Account =>
  open()
    .transitGateway('hub')
    .vpc('data', { cidr: '10.1.0.0/16', routes: { '10.0.0.0/16': 'tgw-hub' } })
    .subnet('db', { zone: 'a', cidr: '10.1.1.0/24' })
    .vpc('shop', { cidr: '10.0.0.0/16', routes: { '10.1.0.0/16': 'tgw-hub' } })
    .acl('door', doorAcl)
    .subnet('door', { zone: 'a', cidr: '10.0.8.0/24', acl: 'door', empty: true })
    .subnet('app', { zone, cidr: '10.0.1.0/24' })
    .attach('shop', { tgw: 'hub', vpc: 'shop', subnets: ['door'], table })
    .attach('data', { tgw: 'hub', vpc: 'data', subnets: ['db'], table: 'all' })
    .transitTable('all', 'hub', routes, propagated)

describe('an attachment', () => {
  test('serves the zones in which it has a subnet', () => {
    expect(verdict(pair(), 'i-app', 'i-db')).toBe('delivered')
  })
  test('does not serve other zones', () => {
    expect(decided(pair({ zone: 'b' }), 'i-app', 'i-db')).toBe(
      'drops tgw-attach-shop the attachment has no subnet in us-east-1b (use1-az2), and serves only zones where it has one',
    )
  })
  test('serves whatever comes in for every zone of its VPC', () => {
    expect(decided(pair({ zone: 'b' }), 'i-db', 'i-app')).toContain(
      'back: drops tgw-attach-shop the attachment has no subnet in us-east-1b',
    )
  })
  test('by which packets enter picks the route table', () => {
    const story = pair({ table: 'spokes' }).transitTable('spokes', 'hub', { '10.1.0.0/16': '!' })
    expect(decided(story, 'i-app', 'i-db')).toBe(
      'drops tgw-rtb-spokes the route 10.1.0.0/16 of tgw-rtb-spokes is a blackhole',
    )
  })
  test('by which they enter needs one, and by which they leave needs none', () => {
    const story = (table: string | undefined): Account =>
      open()
        .transitGateway('hub')
        .vpc('data', { cidr: '10.1.0.0/16' })
        .subnet('db', { cidr: '10.1.1.0/24' })
        .vpc('shop', { cidr: '10.0.0.0/16', routes: { '10.1.0.0/16': 'tgw-hub' } })
        .subnet('app', { cidr: '10.0.1.0/24' })
        .attach('shop', { tgw: 'hub', vpc: 'shop', subnets: ['app'], ...(table ? { table } : {}) })
        .attach('data', { tgw: 'hub', vpc: 'data', subnets: ['db'] })
        .transitTable('all', 'hub', {}, BOTH_WAYS)
    expect(decided(story(undefined), 'i-app', 'i-db')).toContain(
      'drops tgw-hub tgw-attach-shop is associated with no route table',
    )
    expect(decided(story('all'), 'i-app', 'i-db')).toMatch(/^back: drops rtb-main-data no route/)
  })
  test('is needed', () => {
    const story = open()
      .transitGateway('hub')
      .vpc('shop', { cidr: '10.0.0.0/16', routes: { '10.1.0.0/16': 'tgw-hub' } })
      .subnet('app', { cidr: '10.0.1.0/24' })
    expect(decided(story, 'i-app', '10.1.0.1')).toBe('drops tgw-hub vpc-shop is not attached to tgw-hub')
  })
  test('that was deleted, and is still in the answer, does not hide the one that took its place', () => {
    const story = pair()
    const old = open()
      .transitGateway('hub')
      .vpc('data', { cidr: '10.1.0.0/16', routes: { '10.0.0.0/16': 'tgw-hub' } })
      .subnet('db', { cidr: '10.1.1.0/24' })
      .vpc('shop', { cidr: '10.0.0.0/16', routes: { '10.1.0.0/16': 'tgw-hub' } })
      .subnet('app', { cidr: '10.0.1.0/24' })
      .attach('old', { tgw: 'hub', vpc: 'shop', subnets: ['app'] }, { State: 'deleted' })
      .attach('shop', { tgw: 'hub', vpc: 'shop', subnets: ['app'], table: 'all' })
      .attach('data', { tgw: 'hub', vpc: 'data', subnets: ['db'], table: 'all' })
      .transitTable('all', 'hub', {}, BOTH_WAYS)
    expect([verdict(old, 'i-app', 'i-db'), verdict(story, 'i-app', 'i-db')]).toEqual([
      'delivered',
      'delivered',
    ])
  })
})

describe('the network ACL of the subnet of an attachment', () => {
  test('is asked inbound about what goes to the gateway', () => {
    expect(decided(pair({ doorAcl: { in: [], out: ALL } }), 'i-app', 'i-db')).toContain(
      'drops acl-door inbound',
    )
  })
  test('is asked outbound about what comes from it, and not the other way round', () => {
    expect(decided(pair({ doorAcl: { in: ALL, out: [] } }), 'i-app', 'i-db')).toContain(
      'back: drops acl-door outbound',
    )
  })
  test('is asked in both directions about what a sender in that subnet sends, and not about what it is sent', () => {
    const story = (acl: { readonly in: readonly string[]; readonly out: readonly string[] }): Account =>
      open()
        .transitGateway('hub')
        .vpc('data', { cidr: '10.1.0.0/16', routes: { '10.0.0.0/16': 'tgw-hub' } })
        .subnet('db', { cidr: '10.1.1.0/24' })
        .vpc('shop', { cidr: '10.0.0.0/16', routes: { '10.1.0.0/16': 'tgw-hub' } })
        .acl('app', acl)
        .subnet('app', { cidr: '10.0.1.0/24', acl: 'app' })
        .attach('shop', { tgw: 'hub', vpc: 'shop', subnets: ['app'], table: 'all' })
        .attach('data', { tgw: 'hub', vpc: 'data', subnets: ['db'], table: 'all' })
        .transitTable('all', 'hub', {}, BOTH_WAYS)
    expect(decided(story({ in: [], out: ALL }), 'i-app', 'i-db')).toContain('drops acl-app inbound')
    expect(verdict(story({ in: ['allow all all 10.0.1.0/24'], out: ALL }), 'i-app', 'i-db')).toBe('delivered')
    expect(decided(story({ in: [], out: [] }), 'i-db', 'i-app')).toContain('back: drops acl-app outbound')
  })
})

describe('a route table of a transit gateway', () => {
  test('is led by the longest prefix, blackholes included', () => {
    expect(decided(pair({ routes: { '10.1.1.0/24': '!' } }), 'i-app', 'i-db')).toContain(
      '10.1.1.0/24 of tgw-rtb-all is a blackhole',
    )
  })
  test('prefers a long propagated route to a short static one', () => {
    expect(verdict(pair({ routes: { '10.0.0.0/8': '!' } }), 'i-app', 'i-db')).toBe('delivered')
  })
  test('prefers a static route to a propagated one', () => {
    expect(decided(pair({ routes: { '10.1.0.0/16': '!' } }), 'i-app', 'i-db')).toContain('is a blackhole')
  })
  test('drops what no route holds', () => {
    expect(decided(pair({ propagated: { '10.0.0.0/16': 'shop' } }), 'i-app', 'i-db')).toMatch(
      /^drops tgw-rtb-all no route of tgw-rtb-all holds/,
    )
  })
  test('that is led back by both sides in a circle drops', () => {
    expect(
      decided(pair({ propagated: { '10.1.0.0/16': 'shop', '10.0.0.0/16': 'shop' } }), 'i-app', 'i-db'),
    ).toContain('the routes lead in a circle')
  })
  test('with several attachments at equal cost opens several ways', () => {
    const story = pair()
      .attachVpn('one', { tgw: 'hub', table: 'all' })
      .attachVpn('two', { tgw: 'hub', table: 'all' })
    const other = open()
      .transitGateway('hub')
      .vpc('shop', { cidr: '10.0.0.0/16', routes: { '172.16.0.0/12': 'tgw-hub' } })
      .subnet('app', { cidr: '10.0.1.0/24' })
      .attach('shop', { tgw: 'hub', vpc: 'shop', subnets: ['app'], table: 'all' })
      .attachVpn('one', { tgw: 'hub', table: 'all' })
      .attachVpn('two', { tgw: 'hub', table: 'all' })
      .transitTable('all', 'hub', {}, { '172.16.0.0/12': 'one+two', '10.0.0.0/16': 'shop' })
    expect(verdict(story, 'i-app', 'i-db')).toBe('delivered')
    expect(ask(other, 'i-app', '172.16.0.1')).toMatchObject({ verdict: 'exits-network', ways: [{}, {}] })
  })
})

describe('security groups across a transit gateway', () => {
  const named = (gateway: string, far: string, outbound = false): Account =>
    account()
      .transitGateway('hub', { Options: { SecurityGroupReferencingSupport: gateway as 'enable' } })
      .vpc('data', { cidr: '10.1.0.0/16', routes: { '10.0.0.0/16': 'tgw-hub' } })
      .securityGroup('db', [outbound ? 'tcp 443 0.0.0.0/0' : 'tcp 443 sg-app'])
      .subnet('db', { cidr: '10.1.1.0/24', empty: true })
      .instance('db', { subnet: 'db', groups: ['db'] })
      .vpc('shop', { cidr: '10.0.0.0/16', routes: { '10.1.0.0/16': 'tgw-hub' } })
      .securityGroup(
        'app',
        [],
        outbound
          ? { IpPermissionsEgress: [{ IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: 'sg-db' }] }] }
          : {},
      )
      .subnet('app', { cidr: '10.0.1.0/24', empty: true })
      .instance('app', { subnet: 'app', groups: ['app'] })
      .attach('shop', { tgw: 'hub', vpc: 'shop', subnets: ['app'], table: 'all' })
      .attach(
        'data',
        { tgw: 'hub', vpc: 'data', subnets: ['db'], table: 'all' },
        { Options: { SecurityGroupReferencingSupport: far as 'enable' } },
      )
      .transitTable('all', 'hub', {}, BOTH_WAYS)
  test('may be named when the gateway and both attachments support it', () => {
    expect(verdict(named('enable', 'enable'), 'i-app', 'i-db')).toBe('delivered')
  })
  test('may not be named when the gateway or an attachment does not', () => {
    expect(verdict(named('disable', 'enable'), 'i-app', 'i-db')).toBe('dropped')
    expect(verdict(named('enable', 'disable'), 'i-app', 'i-db')).toBe('dropped')
  })
  test('may not be named for what goes out', () => {
    expect(verdict(named('enable', 'enable', true), 'i-app', 'i-db')).toBe('dropped')
  })
  test('leave it open when the gateway was not read', () => {
    expect(verdict(named('enable', 'enable').unread('transitGateways'), 'i-app', 'i-db')).toBe('unknown')
  })
})
