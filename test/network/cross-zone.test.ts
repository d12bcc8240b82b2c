import { expect, test } from 'vitest'
import { Facts } from '../../src/inventory/inventory.ts'
import { effectiveCrossZone } from '../../src/network/cross-zone.ts'
import { account } from '../support/account.ts'

const KEY = 'load_balancing.cross_zone.enabled'
type Type = 'application' | 'network' | 'gateway'

const enabled = (
  type: Type,
  ofGroup: string | undefined,
  ofBalancer: string | undefined,
): boolean | 'unknown' => {
  const builder = account()
    .vpc('shop')
    .loadBalancer('lb', { type, attributes: { [KEY]: ofBalancer ?? '' } })
    .targetGroup('web', { balancers: ['lb'], attributes: { [KEY]: ofGroup ?? '' } })
  const inventory = new Facts(builder.snapshot()).at({ account: builder.id, region: builder.region })
  const [group] = inventory.targetGroups
  const [balancer] = inventory.loadBalancers
  if (!group || !balancer) throw new Error('the story has both')
  const answer = effectiveCrossZone(group, balancer, inventory)
  return 'unknown' in answer ? 'unknown' : answer.enabled
}

const DEFER = 'use_load_balancer_configuration'

test.each<[Type, string | undefined, string | undefined, boolean | 'unknown']>([
  ['application', DEFER, 'false', true],
  ['application', undefined, undefined, true],
  ['application', 'false', 'true', false],
  ['network', DEFER, 'false', false],
  ['network', DEFER, 'true', true],
  ['network', undefined, 'true', true],
  ['network', 'true', 'false', true],
  ['network', 'false', 'true', false],
  ['network', DEFER, undefined, 'unknown'],
  ['gateway', undefined, 'true', true],
])('%s load balancer, group %s, balancer %s: %s', (type, ofGroup, ofBalancer, expected) => {
  expect(enabled(type, ofGroup, ofBalancer)).toBe(expected)
})
