import { expect, test } from 'vitest'
import { Facts } from '../../src/inventory/inventory.ts'
import { isForInternet, routesToNat, tableBehind } from '../../src/network/nat-use.ts'
import { destinationOf } from '../../src/network/routing.ts'
import { type Account, account } from '../support/account.ts'

const seen = (given: Account): { uses: readonly string[]; behind: string | undefined } => {
  const inventory = new Facts(given.snapshot()).at({ account: given.id, region: given.region })
  const gateway = inventory.natGateways.get('nat-a')
  if (!gateway) throw new Error('The story has no gateway.')
  const uses = routesToNat(gateway, inventory).map(
    ({ table, route }) =>
      `${table.id} ${destinationOf(route)}${isForInternet(route, inventory) ? ' for the internet' : ''}`,
  )
  return { uses, behind: tableBehind(gateway, inventory)?.id }
}

test('every route to a gateway, and which are for the internet', () => {
  const given = account()
    .vpc('shop')
    .prefixList('pl-all', ['0.0.0.0/0'])
    .subnet('public', { routes: { '0.0.0.0/0': 'igw' }, empty: true })
    .natGateway('a', { in: 'public' })
    .subnet('app', { routes: { '0.0.0.0/1': 'nat-a', '10.9.0.0/16': 'nat-a', '64:ff9b::/96': 'nat-a' } })
    .subnet('db', { routes: { 'pl-all': '!nat-a', '192.168.0.0/16': 'nat-b' } })
  expect(seen(given)).toEqual({
    uses: [
      'rtb-app 0.0.0.0/1 for the internet',
      'rtb-app 10.9.0.0/16',
      'rtb-app 64:ff9b::/96 for the internet',
      'rtb-db pl-all for the internet',
    ],
    behind: 'rtb-public',
  })
})

test.each([
  [
    'by its field',
    account().vpc('shop').routeTable('own').natGateway('a', {}, { RouteTableId: 'rtb-own' }),
    'rtb-own',
  ],
  ['by its association', account().vpc('shop').natGateway('a').gatewayTable('nat-a', {}), 'rtb-of-nat-a'],
  ['not at all', account().vpc('shop').natGateway('a'), undefined],
] as const)('the table of a regional gateway: %s', (_, given, expected) =>
  expect(seen(given).behind).toBe(expected),
)
