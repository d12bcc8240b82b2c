import { describe, expect, test } from 'vitest'
import { type Account, account } from '../../support/account.ts'
import { ICMP, UDP, ask, decided, open, verdict } from './asking.ts'

/** Two subnets with these rules for what comes into `db`. */
const shop = (
  inbound: readonly string[],
  acl: { readonly in: readonly string[]; readonly out: readonly string[] } = {
    in: ['allow all all 0.0.0.0/0'],
    out: ['allow all all 0.0.0.0/0'],
  },
): Account =>
  account()
    .prefixList('pl-office', ['10.0.1.0/24'])
    .vpc('shop', { cidr: '10.0.0.0/16' })
    .securityGroup('app')
    .securityGroup('db', inbound)
    .acl('app', acl)
    .subnet('app', { cidr: '10.0.1.0/24', acl: 'app', empty: true })
    .subnet('db', { cidr: '10.0.2.0/24', empty: true })
    .instance('app', { subnet: 'app', groups: ['app'] })
    .instance('db', { subnet: 'db', groups: ['db'] })

describe('security groups', () => {
  test('let answers through whatever their rules say', () => {
    const story = account()
      .vpc('shop', { cidr: '10.0.0.0/16' })
      .securityGroup('app', [])
      .securityGroup('db', ['tcp 443 10.0.1.0/24'], { IpPermissionsEgress: [] })
      .subnet('app', { cidr: '10.0.1.0/24', empty: true })
      .subnet('db', { cidr: '10.0.2.0/24', empty: true })
      .instance('app', { subnet: 'app', groups: ['app'] })
      .instance('db', { subnet: 'db', groups: ['db'] })
    expect(verdict(story, 'i-app', 'i-db')).toBe('delivered')
  })
  test('drop what no inbound rule allows, and what no outbound rule allows', () => {
    expect(decided(shop(['tcp 80 0.0.0.0/0']), 'i-app', 'i-db')).toContain(
      'drops eni-db no inbound rule of sg-db allows TCP 443',
    )
    expect(
      verdict(
        shop(['tcp 443 0.0.0.0/0']).securityGroup('app', [], { IpPermissionsEgress: [] }),
        'i-db',
        'i-app',
      ),
    ).toBe('dropped')
  })
  test('are all asked: one that allows is enough', () => {
    const story = shop([])
      .securityGroup('web', ['tcp 443 0.0.0.0/0'])
      .instance('both', { subnet: 'db', groups: ['db', 'web'] })
    expect(verdict(story, 'i-app', 'i-both')).toBe('delivered')
  })
  test('may be named instead of addresses', () => {
    expect(verdict(shop(['tcp 443 sg-app']), 'i-app', 'i-db')).toBe('delivered')
    expect(verdict(shop(['tcp 443 sg-web']), 'i-app', 'i-db')).toBe('dropped')
  })
  test('take prefix lists', () => {
    expect(verdict(shop(['tcp 443 pl-office']), 'i-app', 'i-db')).toBe('delivered')
    expect(verdict(shop(['tcp 443 pl-office']).prefixList('pl-none', []), 'i-db', 'i-app')).toBe('dropped')
  })
  test('with the protocol -1 allow every protocol', () => {
    expect(verdict(shop(['all all 10.0.1.0/24']), 'i-app', 'i-db', { protocol: 50 })).toBe('delivered')
    expect(verdict(shop(['tcp 443 10.0.1.0/24']), 'i-app', 'i-db', { protocol: UDP })).toBe('dropped')
  })
  test('that are not in the answer leave it open', () => {
    const story = shop([]).eni('bare', { subnet: 'db' }, { Groups: undefined })
    expect(verdict(story, 'i-app', 'eni-bare')).toBe('unknown')
  })
})

describe('network ACLs', () => {
  const web = ['tcp 443 0.0.0.0/0']
  test('keep no state: the way back needs the ports that the client calls from', () => {
    const closed = { in: [], out: ['allow all all 0.0.0.0/0'] }
    expect(decided(shop(web, closed), 'i-app', 'i-db')).toBe(
      'back: drops acl-app inbound rule * denies TCP 32768-60999 from 10.0.2.11 (subnet-app)',
    )
    expect(verdict(shop(web, { ...closed, in: ['allow tcp 1024-65535 0.0.0.0/0'] }), 'i-app', 'i-db')).toBe(
      'delivered',
    )
  })
  test('that let in only a part of the ports that a client may call from stop some connections', () => {
    expect(
      decided(
        shop(web, { in: ['allow tcp 32768-49999 0.0.0.0/0'], out: ['allow all all 0.0.0.0/0'] }),
        'i-app',
        'i-db',
      ),
    ).toContain('TCP 50000-60999')
  })
  test('are asked about the port that was given to call from', () => {
    const acl = { in: ['allow tcp 40000 0.0.0.0/0'], out: ['allow all all 0.0.0.0/0'] }
    expect(verdict(shop(web, acl), 'i-app', 'i-db', { sourcePort: 40_000 })).toBe('delivered')
    expect(verdict(shop(web, acl), 'i-app', 'i-db', { sourcePort: 40_001 })).toBe('dropped')
  })
  test('decide by their first entry that matches, in the order of their numbers', () => {
    const acl = {
      in: ['allow all all 0.0.0.0/0'],
      out: ['200 allow tcp 443 0.0.0.0/0', '100 deny tcp 443 10.0.2.0/24'],
    }
    expect(decided(shop(web, acl), 'i-app', 'i-db')).toContain('outbound rule 100 denies')
  })
})

describe('ICMP', () => {
  const permission = (FromPort: number, ToPort: number): object => ({
    IpProtocol: 'icmp',
    FromPort,
    ToPort,
    IpRanges: [{ CidrIp: '0.0.0.0/0' }],
  })
  const entry = (Egress: boolean, Type: number, Code = -1): object => ({
    RuleNumber: 100 + Type,
    RuleAction: 'allow',
    Protocol: '1',
    Egress,
    CidrBlock: '0.0.0.0/0',
    IcmpTypeCode: { Type, Code },
  })
  const pinged = (entries: readonly object[], permissions = [permission(8, -1)]): Account =>
    account()
      .vpc('shop', { cidr: '10.0.0.0/16' })
      .securityGroup('app')
      .securityGroup('db', [], { IpPermissions: permissions })
      .acl('app', { in: [], out: [] }, { Entries: entries })
      .subnet('app', { cidr: '10.0.1.0/24', acl: 'app', empty: true })
      .subnet('db', { cidr: '10.0.2.0/24', empty: true })
      .instance('app', { subnet: 'app', groups: ['app'] })
      .instance('db', { subnet: 'db', groups: ['db'] })
  const ping = { protocol: ICMP, port: 8 }

  test('is allowed by type', () => {
    expect(verdict(pinged([entry(true, 8), entry(false, 0)]), 'i-app', 'i-db', ping)).toBe('delivered')
    expect(
      verdict(pinged([entry(true, 8), entry(false, 0)], [permission(13, -1)]), 'i-app', 'i-db', ping),
    ).toBe('dropped')
    expect(decided(pinged([entry(true, 13), entry(false, 0)]), 'i-app', 'i-db', ping)).toContain(
      'acl-app outbound',
    )
  })
  test('is answered by another type, which the ACL is asked about on the way back', () => {
    expect(decided(pinged([entry(true, 8), entry(false, 8)]), 'i-app', 'i-db', ping)).toContain(
      'back: drops acl-app inbound',
    )
  })
  test('is allowed by code, too', () => {
    expect(
      verdict(pinged([entry(true, 8, 0), entry(false, 0, 0)], [permission(8, 0)]), 'i-app', 'i-db', ping),
    ).toBe('delivered')
    expect(verdict(pinged([entry(true, 8, 3), entry(false, 0)]), 'i-app', 'i-db', ping)).toBe('dropped')
    expect(
      verdict(pinged([entry(true, 8), entry(false, 0)], [permission(8, 3)]), 'i-app', 'i-db', ping),
    ).toBe('dropped')
  })
  test('has no ports, so a port that is no type asks for a ping', () => {
    expect(
      ask(pinged([entry(true, 8), entry(false, 0)]), 'i-app', 'i-db', { protocol: ICMP, port: 443 }),
    ).toMatchObject({ verdict: 'delivered', question: { port: 8 } })
  })
  test('that is no request has no way back', () => {
    const story = pinged([entry(true, 3)], [permission(3, -1)])
    expect(ask(story, 'i-app', 'i-db', { protocol: ICMP, port: 3 }).ways[0]).not.toHaveProperty('return')
  })
})

test('security groups are not known by a public address', () => {
  const story = account()
    .vpc('shop', { cidr: '10.0.0.0/16', routes: { '0.0.0.0/0': 'igw' } })
    .securityGroup('web', ['tcp 443 sg-web'])
    .subnet('web', { cidr: '10.0.1.0/24', empty: true })
    .instance('a', { subnet: 'web', groups: ['web'], publicIp: '203.0.113.1' })
    .instance('b', { subnet: 'web', groups: ['web'], publicIp: '203.0.113.2' })
  expect(verdict(story, 'i-a', 'i-b')).toBe('delivered')
  expect(verdict(story, 'i-a', '203.0.113.2')).toBe('dropped')
})

test('security groups do not know each other across a middlebox', () => {
  const story = (routes: Readonly<Record<string, string>>, out: string): Account =>
    account()
      .vpc('shop', { cidr: '10.0.0.0/16' })
      .securityGroup('app', [], {
        IpPermissionsEgress: [
          {
            IpProtocol: '-1',
            ...(out === 'group'
              ? { UserIdGroupPairs: [{ GroupId: 'sg-db' }] }
              : { IpRanges: [{ CidrIp: '0.0.0.0/0' }] }),
          },
        ],
      })
      .securityGroup('db', [out === 'group' ? 'tcp 443 0.0.0.0/0' : 'tcp 443 sg-app'])
      .subnet('firewall', { cidr: '10.0.9.0/24', empty: true })
      .firewallEndpoint('fw', 'firewall')
      .subnet('app', { cidr: '10.0.1.0/24', empty: true, routes })
      .subnet('db', { cidr: '10.0.2.0/24', empty: true })
      .instance('app', { subnet: 'app', groups: ['app'] })
      .instance('db', { subnet: 'db', groups: ['db'] })
  for (const out of ['group', 'all']) {
    expect(verdict(story({}, out), 'i-app', 'i-db')).toBe('delivered')
    expect(verdict(story({ '10.0.2.0/24': 'vpce-fw' }, out), 'i-app', 'i-db')).toBe('dropped')
  }
})

test('a client whose system is not known is not said to get its answers when only one system would', () => {
  const story = shop(['tcp 443 0.0.0.0/0'], {
    in: ['allow tcp 49152-61000 0.0.0.0/0'],
    out: ['allow all all 0.0.0.0/0'],
  }).unread('instances')
  expect(verdict(story, 'i-app', 'i-db')).toBe('unknown')
  expect(verdict(open().vpc('v').subnet('a', { cidr: '10.0.1.0/24' }), 'i-a', '10.0.1.99')).toBe('dropped')
})
