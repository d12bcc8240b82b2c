import { expect, test } from 'vitest'
import { Facts, type RowOf } from '../../src/inventory/inventory.ts'
import { balancerZoneLabel, isEdgeZoneName, zonesOf } from '../../src/network/balancer-zones.ts'
import { account } from '../support/account.ts'

test.each([
  ['us-east-1a', 'us-east-1', false],
  ['us-gov-west-1b', 'us-gov-west-1', false],
  ['us-west-2-lax-1a', 'us-west-2', true],
  ['us-east-1-wl1-bos-wlz-1', 'us-east-1', true],
])('%s is an edge zone of %s: %s', (name, region, expected) => {
  expect(isEdgeZoneName(name, region)).toBe(expected)
})

const zone = (ZoneId: string) => ({ ZoneName: 'us-east-1a', ZoneId })

test('a zone has the id that the account of the balancer knows it by', () => {
  const mine = account().vpc('shop').loadBalancer('lb').add('availabilityZones', zone('use1-az4'))
  const other = account({ id: '222222222222' }).add('availabilityZones', zone('use1-az1'))
  const inventory = new Facts(other.snapshot(mine)).at({ account: mine.id, region: mine.region })
  const [balancer] = inventory.loadBalancers
  expect(balancer && balancerZoneLabel('us-east-1a', balancer, inventory)).toBe('us-east-1a (use1-az4)')
})

test.each([
  [
    [{ ZoneName: 'a' }, { ZoneName: 'b' }, { ZoneName: 'a' }],
    ['a', 'b'],
  ],
  [[{ ZoneName: 'a' }, {}], undefined],
  [[], undefined],
  [undefined, undefined],
])('the zones of %j are %j', (AvailabilityZones, expected) => {
  // Only what the function looks at.
  expect(zonesOf({ AvailabilityZones } as unknown as RowOf<'loadBalancers'>)).toEqual(expected)
})
