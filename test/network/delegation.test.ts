import { expect, test } from 'vitest'
import { Facts } from '../../src/inventory/inventory.ts'
import { answererOf, delegationOf, isRoute53Server } from '../../src/network/delegation.ts'
import { type Account, account } from '../support/account.ts'

const at = (builder: Account) => new Facts(builder.snapshot()).at({ account: builder.id, region: 'global' })
const OLD = account().nameServers('old')
const VENDOR = ['ns1.vendor.example']
const one = (): Account => account().publicZone('example.com')
const two = (): Account => one().publicZone('example.com', [], { id: 'old' })
const child = (): Account => one().publicZone('www.example.com')

test.each([
  ['ns-1536.awsdns-00.co.uk.', true],
  ['NS-0.awsdns-63.com', true],
  ['ns-100.awsdns-cn-12.net', true],
  ['ns1.example.com', false],
  ['ns-1.awsdns-01.com.example.net', false],
])('%s is one of Route 53: %s', (server, is) => expect(isRoute53Server(server)).toBe(is))

test('the registry comes before the zone above', () => {
  const both = at(
    account()
      .publicZone('com', [account().nsRecord('example.com', VENDOR)])
      .domain('example.com', { servers: OLD }),
  )
  expect(delegationOf('example.com', both)).toMatchObject({ by: { id: 'example.com' }, servers: OLD })
})

test.each<[string, Account, string | undefined]>([
  ['the only one', one(), 'ZEXAMPLECOM'],
  ['the one that the registry names', two().domain('example.com', { servers: OLD }), 'ZOLD'],
  ['none where the registry names others', one().domain('example.com', { servers: VENDOR }), 'none'],
  ['open where two are there and nobody names one', two(), undefined],
  ['open where the registry was not read', one().unread('registeredDomains'), undefined],
  [
    'open where one of them may be it, and its servers were not read',
    account().publicZone('example.com', [], { servers: [] }).domain('example.com', { servers: VENDOR }),
    undefined,
  ],
  ['none where nothing was read of it', account().publicZone('example.net'), 'none'],
  ['none where the registry names nobody', one().domain('example.com', { servers: [] }), 'none'],
  ['the one above where that does not hand the name on', child().domain('example.com'), 'ZEXAMPLECOM'],
  ['open where nobody knows whether the one above is asked', child(), undefined],
  [
    'the one that the zone above hands the name to',
    account()
      .publicZone('example.com', [
        account().nsRecord('www.example.com', account().nameServers('www.example.com')),
      ])
      .publicZone('www.example.com'),
    'ZWWWEXAMPLECOM',
  ],
])('the zone that answers is %s', (_, builder, answering) => {
  const zone = answererOf('www.example.com', at(builder))
  expect(typeof zone === 'object' ? zone.id : zone).toBe(answering)
})
