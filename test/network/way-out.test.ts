import { describe, expect, test } from 'vitest'
import { Facts } from '../../src/inventory/inventory.ts'
import { wayOut } from '../../src/network/way-out.ts'
import { type Account, account } from '../support/account.ts'

const viaIgw = { '0.0.0.0/0': 'igw' }

/** Where the table of the subnet `app` leads, and through what. */
function from(given: Account): string {
  const inventory = new Facts(given.snapshot()).at({ account: given.id, region: given.region })
  const table = inventory.routeTables.get('rtb-app')
  const way = table && wayOut(table, inventory)
  if (!way || 'unknown' in way) return way?.unknown ?? 'no table'
  if ('lost' in way) return `${way.lost} at ${way.table.id}`
  return [...way.via.map((one) => one.id), way.target.id].join(' > ')
}

const app = (target?: string): Account =>
  account()
    .vpc('shop')
    .subnet('app', { routes: target ? { '0.0.0.0/0': target } : {} })
const firewall = (given: Account, routes: Readonly<Record<string, string>> = viaIgw): Account =>
  given.subnet('firewall', { routes, empty: true }).firewallEndpoint('fw', 'firewall')
const nat = (given: Account, routes: Readonly<Record<string, string>>): Account =>
  given.subnet('public', { routes, empty: true }).natGateway('a', { in: 'public' })

describe('the way out of a table', () => {
  test.each([
    ['straight to the internet', app('igw'), 'igw-shop'],
    ['by a transit gateway', app('tgw-hub'), 'tgw-hub'],
    ['through a firewall endpoint', firewall(app('vpce-fw')), 'vpce-fw > igw-shop'],
    ['through a NAT gateway', nat(app('nat-a'), viaIgw), 'nat-a > igw-shop'],
    [
      'through a firewall and a NAT gateway',
      nat(firewall(app('vpce-fw'), { '0.0.0.0/0': 'nat-a' }), viaIgw),
      'vpce-fw > nat-a > igw-shop',
    ],
    [
      'through a NAT instance',
      app('eni-nat').subnet('public', { routes: viaIgw, empty: true }).instance('nat', { subnet: 'public' }),
      'eni-nat > igw-shop',
    ],
    [
      'by the half that leads nowhere',
      account()
        .vpc('shop')
        .subnet('app', { routes: { '0.0.0.0/1': 'igw', '128.0.0.0/1': '!nat-old' } }),
      'dead at rtb-app',
    ],
  ])('%s', (_, given, expected) => expect(from(given)).toBe(expected))
})

describe('packets are lost', () => {
  test.each([
    ['without a default route', app(), 'nothing at rtb-app'],
    ['at a dead one', app('!nat-a'), 'dead at rtb-app'],
    ['behind a firewall without one', firewall(app('vpce-fw'), {}), 'nothing at rtb-firewall'],
    ['in a circle of NAT gateways', nat(app('nat-a'), { '0.0.0.0/0': 'nat-a' }), 'loop at rtb-public'],
  ])('%s', (_, given, expected) => expect(from(given)).toBe(expected))
})

describe('it is not known', () => {
  test.each([
    [
      'where an endpoint sits that was not read',
      app('vpce-fw'),
      'vpce-fw, or the route table behind it, was not read',
    ],
    [
      'where a NAT gateway sits that was not read',
      app('nat-a'),
      'nat-a, or the route table behind it, was not read',
    ],
    [
      'where an appliance sends on',
      app('eni-fw').subnet('edge', { routes: {}, empty: true }).instance('fw', { subnet: 'edge' }),
      'where the appliance at eni-fw sends packets on is its own affair',
    ],
  ])('%s', (_, given, expected) => expect(from(given)).toBe(expected))
})
