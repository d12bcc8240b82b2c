import { expect, test } from 'vitest'
import { classicInstances, ofBalancer } from '../../src/network/classic-balancers.ts'
import { Facts } from '../../src/inventory/inventory.ts'
import { type Account, account } from '../support/account.ts'

const balancerWith = (...states: readonly string[]) =>
  account()
    .vpc('shop')
    .classicLoadBalancer('web', { instances: states.map((_, index) => `${index}`) })
    .instanceHealth('web', Object.fromEntries(states.map((state, index) => [`${index}`, state])))

const inventoryOf = (first: Account, ...others: readonly Account[]) =>
  new Facts(first.snapshot(...others)).at({ account: first.id, region: first.region })

const numbersOf = (...states: readonly string[]): unknown => {
  const inventory = inventoryOf(balancerWith(...states))
  const [balancer] = inventory.classicLoadBalancers
  const found = balancer && classicInstances(balancer, inventory)
  if (!found || 'unknown' in found) return found
  return [found.inService.length, found.coming.length, found.out.length]
}

test.each([
  ['InService', [1, 0, 0]],
  ['InService: Instance deregistration currently in progress.', [0, 0, 0]],
  ['OutOfService: Instance registration is still in progress.', [0, 1, 0]],
  ['OutOfService: Instance is in pending state.', [0, 1, 0]],
  ['OutOfService: Instance is in stopped state.', [0, 0, 1]],
  [
    'Unknown: A transient error occurred. Please try again later.',
    { unknown: 'the state of i-0 is not known' },
  ],
])('%s', (state, expected) => {
  expect(numbersOf(state)).toEqual(expected)
})

test('counts each', () => {
  expect(numbersOf('InService', 'InService', 'OutOfService: Instance is in terminated state.')).toEqual([
    2, 0, 1,
  ])
})

test('tells balancers of one name in two regions apart', () => {
  const ireland = account({ region: 'eu-west-1' }).classicLoadBalancer('web')
  const inventory = inventoryOf(ireland, balancerWith('InService'))
  const [balancer] = inventory.classicLoadBalancers
  const rows = inventory.classicLoadBalancerAttributes.where('id', 'web')
  expect(rows.length).toBe(2)
  expect(balancer && ofBalancer(balancer, rows)?.region).toBe(balancer?.region)
})
