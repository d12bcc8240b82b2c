import { expect, test } from 'vitest'
import type { Account } from '../../support/account.ts'
import { BOTH, ICMP, ask, decided, open, places, placesBack, verdict } from './asking.ts'

const SIX = { family: 6 } as const

const shop = (
  routes: Readonly<Record<string, string>>,
  acl: { readonly in: readonly string[]; readonly out: readonly string[] } = BOTH,
): Account =>
  open()
    .vpc('shop', { cidr: '10.0.0.0/16', ipv6: '2600:1f18:0:100::/56' })
    .acl('app', acl)
    .subnet('public', { cidr: '10.0.9.0/24', routes: { '0.0.0.0/0': 'igw' }, empty: true })
    .natGateway('a', { in: 'public' })
    .subnet('app', { cidr: '10.0.1.0/24', ipv6: '2600:1f18:0:101::/64', acl: 'app', routes })

test('an egress-only gateway lets out, and the answers in', () => {
  const answer = ask(shop({ '::/0': 'eigw-shop' }), 'i-app', 'internet', SIX)
  expect(answer.verdict).toBe('delivered')
  expect(placesBack(answer)[0]).toBe('eigw-shop')
})

test('an egress-only gateway does not let in', () => {
  expect(decided(shop({ '::/0': 'eigw-shop' }), 'internet', 'i-app', SIX)).toContain(
    'back: drops eigw-shop an egress-only gateway passes nothing that began outside',
  )
})

test('IPv6 passes an internet gateway as it is, in both directions', () => {
  const answer = ask(shop({ '::/0': 'igw' }), 'internet', 'i-app', SIX)
  expect(answer.verdict).toBe('delivered')
  expect(answer.ways[0]?.forward.hops[0]?.because).toBe('IPv6 enters vpc-shop as it is')
})

test('::/0 and 0.0.0.0/0 are routes of their own', () => {
  expect(decided(shop({ '0.0.0.0/0': 'nat-a' }), 'i-app', 'internet', SIX)).toContain(
    'no route of rtb-app holds 2001:db8::1',
  )
  expect(decided(shop({ '::/0': 'igw' }), 'i-app', 'internet')).toContain(
    'no route of rtb-app holds 192.0.2.1',
  )
})

test('entries of an ACL for one family say nothing of the other', () => {
  const four = { in: ['allow all all 0.0.0.0/0'], out: ['allow all all 0.0.0.0/0'] }
  expect(decided(shop({ '::/0': 'igw' }, four), 'i-app', 'internet', SIX)).toContain(
    'drops acl-app outbound rule *',
  )
})

test('a NAT gateway does not translate IPv6 to IPv6, and what it makes of NAT64 is not guessed', () => {
  expect(decided(shop({ '::/0': 'nat-a' }), 'i-app', 'internet', SIX)).toContain(
    'a NAT gateway translates no IPv6 to IPv6',
  )
  expect(verdict(shop({ '64:ff9b::/96': 'nat-a' }), 'i-app', '64:ff9b::808:808')).toBe('unknown')
})

test('a ping over IPv6 is answered by the type 129', () => {
  const story = (type: number): Account =>
    shop({ '::/0': 'igw' }, { in: [], out: [] })
      .acl(
        'ping',
        { in: [], out: [] },
        {
          Entries: [
            {
              RuleNumber: 1,
              RuleAction: 'allow',
              Protocol: '58',
              Egress: true,
              Ipv6CidrBlock: '::/0',
              IcmpTypeCode: { Type: 128, Code: -1 },
            },
            {
              RuleNumber: 1,
              RuleAction: 'allow',
              Protocol: '58',
              Egress: false,
              Ipv6CidrBlock: '::/0',
              IcmpTypeCode: { Type: type, Code: -1 },
            },
          ],
        },
      )
      .subnet('ping', {
        cidr: '10.0.3.0/24',
        ipv6: '2600:1f18:0:103::/64',
        acl: 'ping',
        routes: { '::/0': 'igw' },
      })
  expect(verdict(story(129), 'i-ping', 'internet', { ...SIX, protocol: 58, port: 128 })).toBe('delivered')
  expect(verdict(story(129), 'i-ping', 'internet', { ...SIX, protocol: ICMP })).toBe('delivered')
  expect(verdict(story(128), 'i-ping', 'internet', { ...SIX, protocol: 58, port: 128 })).toBe('dropped')
})

test('an IPv6 address of another VPC is reached over the internet, and answers are remembered by the egress-only gateway', () => {
  const story = shop({ '::/0': 'eigw-shop' })
    .vpc('data', { cidr: '10.1.0.0/16', ipv6: '2600:1f18:0:200::/56' })
    .acl('data', BOTH)
    .subnet('db', {
      cidr: '10.1.1.0/24',
      ipv6: '2600:1f18:0:201::/64',
      acl: 'data',
      routes: { '::/0': 'igw' },
    })
  const answer = ask(story, 'i-app', 'i-db', SIX)
  expect(answer.verdict).toBe('delivered')
  expect(places(answer)).toContain('eigw-shop')
  expect(placesBack(answer)).toEqual(expect.arrayContaining(['igw-data', 'eigw-shop']))
  expect(verdict(story, 'i-db', 'i-app', SIX)).toBe('dropped')
})

test('an interface without an IPv6 address has no part in IPv6', () => {
  expect(decided(shop({}).instance('old', { subnet: 'app' }), 'i-old', 'i-app', SIX)).toBe(
    'drops eni-old i-old has no IPv6 address',
  )
})
