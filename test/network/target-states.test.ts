import { expect, test } from 'vitest'
import { Facts } from '../../src/inventory/inventory.ts'
import {
  adviceFor,
  byState,
  isUnchecked,
  isUnclear,
  isUnhealthy,
  stateEvidence,
} from '../../src/network/target-states.ts'
import { type Account, account } from '../support/account.ts'

const read = (change: (builder: Account) => Account) => {
  const builder = change(account().vpc('shop').targetGroup('web'))
  const inventory = new Facts(builder.snapshot()).at({ account: builder.id, region: builder.region })
  const [group] = inventory.targetGroups
  if (!group) throw new Error('the story has one')
  return { group, targets: inventory.targetHealth.under(group.id) ?? [] }
}
const state = (value: string, reason?: string) =>
  read((one) => one.target('web', 'a', { state: value, ...(reason ? { reason } : {}) })).targets

test.each<[string, string | undefined, readonly boolean[]]>([
  ['healthy', undefined, [false, false, false]],
  ['unhealthy', 'Target.Timeout', [true, false, false]],
  ['unhealthy.draining', undefined, [true, false, false]],
  ['draining', undefined, [false, false, false]],
  ['unavailable', 'Target.HealthCheckDisabled', [false, true, false]],
  ['unavailable', 'Elb.InternalError', [false, false, true]],
])('%s (%s): unhealthy, unchecked, unclear', (value, reason, expected) => {
  const [target] = state(value, reason)
  expect(target && [isUnhealthy(target), isUnchecked(target), isUnclear(target)]).toEqual(expected)
})

test('states are told the most frequent first, and long lists are cut', () => {
  const { group, targets } = read((one) => {
    one.target('web', 'z', { state: 'draining' })
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f'])
      one.target('web', name, { state: 'unhealthy', reason: 'Target.Timeout' })
    return one
  })
  expect(byState(targets).map((one) => [one.label, one.targets.length])).toEqual([
    ['unhealthy (Target.Timeout)', 6],
    ['draining', 1],
  ])
  expect(stateEvidence(group, targets).map(([, fact]) => fact)).toEqual([
    'has i-a:80, i-b:80, i-c:80, i-d:80, i-e:80 and 1 more unhealthy (Target.Timeout)',
    'has i-z:80 draining',
  ])
})

test.each([
  ['Target.Timeout', 'security groups'],
  ['Target.ResponseCodeMismatch', '--matcher HttpCode=200'],
  ['Target.InvalidState', 'aws ec2 start-instances --instance-ids i-a'],
  ['Target.Asleep', 'register or replace targets'],
])('%s: %s', (reason, advice) => {
  const { group } = read((one) => one)
  expect(adviceFor(group, state('unhealthy', reason))).toContain(advice)
})
