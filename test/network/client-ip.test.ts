import { expect, test } from 'vitest'
import { Facts } from '../../src/inventory/inventory.ts'
import { PRESERVE, preservesClientIp } from '../../src/network/client-ip.ts'
import { type Account, account } from '../support/account.ts'
import type { Item } from '../support/facts-builder.ts'

type Fields = Item<'targetGroups'>

const preserves = (
  fields: Fields,
  set?: string,
  change = (builder: Account): Account => builder,
): boolean | undefined => {
  const builder = change(
    account()
      .vpc('shop')
      .targetGroup('web', { attributes: set === undefined ? {} : { [PRESERVE]: set } }, fields),
  )
  const inventory = new Facts(builder.snapshot()).at({ account: builder.id, region: builder.region })
  const [group] = inventory.targetGroups
  if (!group) throw new Error('the story has one')
  return preservesClientIp(group, inventory)
}

test.each<[Fields['TargetType'], Fields['Protocol'], string | undefined, boolean | undefined]>([
  ['instance', 'TCP', undefined, true],
  ['instance', 'TCP', 'false', false],
  ['ip', 'TCP', undefined, false],
  ['ip', 'TLS', undefined, false],
  ['ip', 'TCP', 'true', true],
  ['ip', 'UDP', undefined, true],
  ['ip', 'TCP_UDP', undefined, true],
  ['instance', 'HTTP', undefined, false],
  ['instance', 'GENEVE', undefined, false],
  [undefined, 'TCP', undefined, undefined],
  ['ip', undefined, undefined, undefined],
])('%s targets by %s, set to %s: %s', (TargetType, Protocol, set, expected) => {
  expect(preserves({ TargetType, Protocol }, set)).toBe(expected)
})

test('attributes that were not read decide it', () => {
  expect(
    preserves({ Protocol: 'TCP' }, undefined, (one) => one.unread('targetGroupAttributes')),
  ).toBeUndefined()
})
