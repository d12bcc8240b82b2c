import { describe, expect, test } from 'vitest'
import { byZone, isAtTheEdge } from '../../src/network/placement-zones.ts'

type Instance = Parameters<typeof isAtTheEdge>[0]

/** Only what the functions look at. */
const at = (Placement: object, more: object = {}): Instance =>
  ({ id: 'i-1', account: '1', region: 'us-east-1', Placement, ...more }) as unknown as Instance
const labels = (...instances: readonly Instance[]): unknown => {
  const found = byZone(instances)
  return 'zones' in found ? [...found.zones].map(([label, all]) => `${label}: ${all.length}`) : found.unknown
}

const a = { AvailabilityZone: 'us-east-1a', AvailabilityZoneId: 'use1-az1' }
const b = { AvailabilityZone: 'us-east-1b', AvailabilityZoneId: 'use1-az2' }

describe('byZone', () => {
  test('counts by zone', () =>
    expect(labels(at(b), at(a), at(a))).toEqual(['us-east-1a (use1-az1): 2', 'us-east-1b (use1-az2): 1']))
  test('compares ids, whatever another account calls the zone', () =>
    expect(labels(at(a), at({ ...b, AvailabilityZoneId: 'use1-az1' }, { account: '2' }))).toEqual([
      'us-east-1a (use1-az1): 2',
    ]))
  test('compares names where there is no id', () =>
    expect(labels(at({ AvailabilityZone: 'us-east-1a' }), at({ AvailabilityZone: 'us-east-1b' }))).toEqual([
      'us-east-1a: 1',
      'us-east-1b: 1',
    ]))
  test('compares names where one has no id', () =>
    expect(labels(at({ AvailabilityZone: 'us-east-1a' }), at(a))).toEqual(['us-east-1a: 2']))
  test('does not compare names of two accounts', () =>
    expect(labels(at({ AvailabilityZone: 'us-east-1a' }), at(a, { account: '2' }))).toBe(
      'the zone of its member i-1 is not in the answer',
    ))
  test('does not guess', () => expect(labels(at({}))).toBe('the zone of its member i-1 is not in the answer'))
})

test.each([
  ['an Availability Zone', at(a), false],
  ['a Local Zone', at({ AvailabilityZoneId: 'use1-bos1-az1' }), true],
  ['a Local Zone, by name', at({ AvailabilityZone: 'us-east-1-bos-1a' }), true],
  ['a zone, by name', at({ AvailabilityZone: 'us-east-1a' }), false],
  ['a zone that is not known', at({}), false],
  ['an Outpost', at(a, { OutpostArn: 'arn:aws:outposts:us-east-1:1:outpost/op-1' }), true],
])('%s', (_, instance, expected) => expect(isAtTheEdge(instance)).toBe(expected))
