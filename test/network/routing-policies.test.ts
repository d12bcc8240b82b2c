import { expect, test } from 'vitest'
import { Facts } from '../../src/inventory/inventory.ts'
import { type PolicySet, isLastResort, policyOf, policySets } from '../../src/network/routing-policies.ts'
import { type RecordItem, address, country, latency, primary, weight, zone } from '../support/records.ts'

const setsOf = (...records: readonly RecordItem[]): readonly PolicySet[] => {
  const builder = zone(...records)
  const inventory = new Facts(builder.snapshot()).at({ account: builder.id, region: 'global' })
  return [...policySets(inventory, 'weighted', 'failover', 'geolocation', 'latency', 'multivalue')]
}
const one = (more: RecordItem): RecordItem => address('192.0.2.1', more)

test('each policy is known by its field', () => {
  const policies = [
    one(weight(0, 'a')),
    one(latency('us-east-1', { Name: 'b.example.com.' })),
    one(primary({ Name: 'c.example.com.' })),
    one(country('DE', { Name: 'd.example.com.' })),
    one({ SetIdentifier: 'x', MultiValueAnswer: true, Name: 'e.example.com.' }),
  ]
  expect(
    setsOf(one({ Name: 'simple.example.com.' }), ...policies).map((set) => policyOf(set.records[0])),
  ).toEqual(['weighted', 'latency', 'failover', 'geolocation', 'multivalue'])
})

test('records of one name and type are one set, and a record without a policy makes it unclear', () => {
  const [set, ...others] = setsOf(one(weight(1, 'a')), one(weight(1, 'b')))
  expect([set?.records.length, set?.unclear, others.length]).toEqual([2, undefined, 0])
  const [unclear] = setsOf(one(weight(1, 'a')), one({ SetIdentifier: 'b' }))
  expect(unclear?.unclear).toContain('is not in the answer')
})

test('the last resorts of a set', () => {
  const resorts = (...records: readonly RecordItem[]): unknown =>
    setsOf(...records).flatMap((set) => set.records.map((record) => isLastResort(record, set)))
  expect(resorts(one(weight(0, 'a')), one(weight(1, 'b')))).toEqual([true, false])
  expect(resorts(one(weight(0, 'a')), one(weight(0, 'b')))).toEqual([false, false])
  expect(resorts(one(country('*')), one(country('DE')))).toEqual([true, false])
})
