import { expect, test } from 'vitest'
import { Facts } from '../../src/inventory/inventory.ts'
import { finalTargets } from '../../src/network/final-targets.ts'
import { type RecordItem, address, alias, aliasTo, cname, elb, weight, zone } from '../support/records.ts'

/** What the first record leads to. */
const ends = (...records: readonly RecordItem[]): unknown => {
  const builder = zone(...records)
  const inventory = new Facts(builder.snapshot()).at({ account: builder.id, region: 'global' })
  const [first] = inventory.resourceRecordSets
  const found = first && finalTargets(first, inventory)
  return found && 'targets' in found ? [...found.targets] : found?.unknown
}
const named = (name: string, record: RecordItem): RecordItem => ({ ...record, Name: `${name}.example.com.` })

test('addresses, hosts of AWS and names outside of the zone are ends', () => {
  expect(ends(address('192.0.2.1'))).toEqual(['192.0.2.1'])
  expect(ends(alias(`dualstack.${elb('WEB')}.`))).toEqual([elb('web')])
  expect(ends(cname('Shop.example.net.'))).toEqual(['shop.example.net'])
})

test('aliases and canonical names within the zone are followed', () => {
  expect(
    ends(aliasTo('a.example.com'), named('a', aliasTo('b.example.com')), named('b', address('192.0.2.1'))),
  ).toEqual(['192.0.2.1'])
  expect(
    ends(
      cname('a.example.com'),
      named('a', address('192.0.2.1')),
      named('a', address('2001:db8::1', { Type: 'AAAA' })),
    ),
  ).toEqual(['192.0.2.1', '2001:db8::1'])
})

test('all records of a set count, but for those of weight 0 beside others', () => {
  const set = (first: number, second: number): unknown =>
    ends(
      aliasTo('a.example.com'),
      named('a', address('192.0.2.1', weight(first, 'x'))),
      named('a', address('192.0.2.2', weight(second, 'y'))),
    )
  expect(set(1, 1)).toEqual(['192.0.2.1', '192.0.2.2'])
  expect(set(1, 0)).toEqual(['192.0.2.1'])
  expect(set(0, 0)).toEqual(['192.0.2.1', '192.0.2.2'])
})

test('circles end', () => {
  expect(ends(aliasTo('a.example.com'), named('a', aliasTo('www.example.com')))).toMatch(
    /more than 5 levels$/,
  )
})
