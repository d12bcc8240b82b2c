import { expect, test } from 'vitest'
import { Facts } from '../../src/inventory/inventory.ts'
import { clusterOf } from '../../src/network/clusters.ts'
import { account } from '../support/account.ts'

test.each([
  ['kubernetes.io/cluster/shop', 'owned', 'shop'],
  ['eks:cluster-name', 'shop', 'shop'],
  ['aws:eks:cluster-name', 'shop', 'shop'],
  ['aws:ecs:clusterName', 'jobs', 'jobs'],
  ['eks:cluster-name', '', undefined],
  ['Name', 'kubernetes.io/cluster/shop', undefined],
])('%s=%s: %s', (Key, Value, expected) => {
  const builder = account()
    .vpc('shop')
    .subnet('a', { empty: true })
    .instance('a', { subnet: 'a' }, { Tags: [{ Key, Value }] })
  const [instance] = new Facts(builder.snapshot()).at({
    account: builder.id,
    region: builder.region,
  }).instances
  expect(instance && clusterOf(instance)).toBe(expected)
})
