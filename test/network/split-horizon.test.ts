import { expect, test } from 'vitest'
import { Facts } from '../../src/inventory/inventory.ts'
import { answersOf, privateNames } from '../../src/network/split-horizon.ts'
import { account } from '../support/account.ts'
import type { Item } from '../support/facts-builder.ts'

const record = (Name: string, Type: 'A' | 'TXT' | 'MX' = 'A'): Item<'resourceRecordSets'> => ({
  Name,
  Type,
  TTL: 60,
  ResourceRecords: [{ Value: '192.0.2.1' }],
})
const builder = account()
  .vpc('shop')
  .publicZone('example.com', [
    record('WWW.example.com.'),
    record('example.com.', 'MX'),
    record('example.com.', 'TXT'),
    record('\\052.example.com.'),
    record('_proof.example.com.'),
    account().nsRecord('dev.example.com', ['ns1.dev.example.com']),
    record('ns1.dev.example.com.'),
  ])
  .privateZone(
    'example.com',
    ['shop'],
    [
      record('db.example.com.'),
      record('\\052.apps.example.com.'),
      account().nsRecord('hq.example.com', ['ns1.hq.example.com']),
    ],
  )
const inventory = new Facts(builder.snapshot()).at({ account: builder.id, region: 'global' })
const [publicZone, privateZone] = inventory.hostedZones

test('a public zone answers for what hosts ask, and not for what it hands on', () => {
  expect(publicZone && answersOf(publicZone, inventory)).toEqual(['www.example.com', 'example.com'])
})

test.each([
  ['db.example.com', true],
  ['a.b.apps.example.com', true],
  ['www.hq.example.com', true],
  ['apps.example.com', false],
  ['www.example.com', false],
  // Its SOA and NS records give no address.
  ['example.com', false],
])('whether a private zone has %s: %s', (name, has) => {
  expect(privateZone && privateNames(privateZone, inventory)?.has(name)).toBe(has)
})
