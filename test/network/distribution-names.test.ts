import { expect, test } from 'vitest'
import { Facts, type Inventory } from '../../src/inventory/inventory.ts'
import { claimantOf, unreadNames } from '../../src/network/distribution-names.ts'
import { type Account, DENIED, account } from '../support/account.ts'

const seen = (first: Account, ...others: readonly Account[]): Inventory =>
  new Facts(first.snapshot(...others)).at({ account: first.id, region: 'global' })
const names = (...Items: string[]): Account =>
  account().distribution('E1', { Aliases: { Quantity: Items.length, Items } })

test.each([
  ['www.example.com', ['www.example.com'], true],
  ['www.example.com', ['WWW.example.com'], true],
  ['a.b.example.com', ['*.example.com'], true],
  ['example.com', ['*.example.com'], false],
  ['wwwexample.com', ['*.example.com'], false],
  ['*.example.com', ['*.example.com'], true],
])('%s is claimed by %s: %s', (name, listed, isClaimed) =>
  expect(claimantOf(name, seen(names(...listed)))?.id === 'E1').toBe(isClaimed),
)

test('nobody knows all names where an account was not read', () => {
  expect(unreadNames(seen(names('a.example.com')))).toBeUndefined()
  const other = account({ id: '222222222222' })
  expect(unreadNames(seen(names(), other.unread('distributions', DENIED)))).toBe(
    'not all distributions were read',
  )
})
