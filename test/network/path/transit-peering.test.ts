import { expect, test } from 'vitest'
import type { Account } from '../../support/account.ts'
import { ask, decided, open, places, verdict } from './asking.ts'

/** Two regions whose transit gateways are peered. */
const regions = (farTable = 'peered', fields = {}): readonly [Account, Account] => {
  const [here, there] = [open({ region: 'us-east-1' }), open({ region: 'eu-west-1' })]
  there
    .transitGateway('far')
    .vpc('data', { cidr: '10.1.0.0/16', routes: { '10.0.0.0/16': 'tgw-far' } })
    .subnet('db', { cidr: '10.1.1.0/24' })
    .attach('data', { tgw: 'far', vpc: 'data', subnets: ['db'], table: 'spokes' })
  here
    .transitGateway('hub')
    .vpc('shop', { cidr: '10.0.0.0/16', routes: { '10.1.0.0/16': 'tgw-hub' } })
    .subnet('app', { cidr: '10.0.1.0/24' })
    .attach('shop', { tgw: 'hub', vpc: 'shop', subnets: ['app'], table: 'all' })
    .peerTransitGateways(
      'ocean',
      { tgw: 'hub', table: 'all' },
      there,
      { tgw: 'far', table: farTable },
      fields,
    )
    .transitTable('all', 'hub', { '10.1.0.0/16': 'ocean', '10.0.0.0/16': 'shop' })
  there
    .transitTable('spokes', 'far', { '10.0.0.0/16': 'ocean' })
    .transitTable('peered', 'far', {}, { '10.1.0.0/16': 'data' })
  return [here, there]
}

test('after a peering of transit gateways the table that is associated with the peering attachment decides', () => {
  const answer = ask(regions(), 'i-app', 'i-db')
  expect(answer.verdict).toBe('delivered')
  expect(places(answer)).toContain('tgw-rtb-peered')
  expect(decided(regions('spokes'), 'i-app', 'i-db')).toContain('drops tgw-rtb-spokes no route')
})

test('a peering of transit gateways that is not available carries nothing', () => {
  expect(decided(regions('peered', { State: 'pendingAcceptance' }), 'i-app', 'i-db')).toContain(
    'the peering of transit gateways is pendingAcceptance',
  )
})

test('a peered transit gateway in a region that was not read is where facts end', () => {
  expect(verdict(regions()[0], 'i-app', '10.1.1.11')).toBe('exits-network')
})

/** A spoke whose gateway belongs to another account. */
const shared = (): readonly [Account, Account] => {
  const [owner, spoke] = [open({ id: '999999999999' }), open()]
  owner
    .transitGateway('hub')
    .vpc('data', { cidr: '10.1.0.0/16', routes: { '10.0.0.0/16': 'tgw-hub' } })
    .subnet('db', { cidr: '10.1.1.0/24' })
  owner.attach('data', { tgw: 'hub', vpc: 'data', subnets: ['db'], table: 'all' })
  spoke
    .vpc('shop', { cidr: '10.0.0.0/16', routes: { '10.1.0.0/16': 'tgw-hub' } })
    .subnet('app', { cidr: '10.0.1.0/24' })
    .attach('shop', { tgw: 'hub', vpc: 'shop', subnets: ['app'], table: 'all', owner })
  owner.transitTable('all', 'hub', {}, { '10.0.0.0/16': 'shop', '10.1.0.0/16': 'data' })
  return [spoke, owner]
}

test("a shared transit gateway's tables are its owner's, and with the owner's account read the way goes on", () => {
  expect(verdict(shared(), 'i-app', 'i-db')).toBe('delivered')
})

test("without the owner's account a shared transit gateway's tables are not known", () => {
  expect(decided(shared()[0], 'i-app', '10.1.1.11')).toBe(
    'unknown tgw-hub the route tables of tgw-hub are seen by its owner only (account 999999999999), which was not read',
  )
})

test('a spoke in an account that was not read is where facts end', () => {
  const [, owner] = shared()
  expect(verdict(owner, 'i-db', '10.0.1.10')).toBe('exits-network')
})
