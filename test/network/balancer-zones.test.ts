import { expect, test } from 'vitest'
import { isEdgeZoneName } from '../../src/network/balancer-zones.ts'

test.each([
  ['us-east-1a', 'us-east-1', false],
  ['us-gov-west-1b', 'us-gov-west-1', false],
  ['us-west-2-lax-1a', 'us-west-2', true],
  ['us-east-1-wl1-bos-wlz-1', 'us-east-1', true],
])('%s is an edge zone of %s: %s', (name, region, expected) => {
  expect(isEdgeZoneName(name, region)).toBe(expected)
})
