import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Facts } from '../../src/inventory/inventory.ts'
import { parsePrefix } from '../../src/network/prefix.ts'
import { type Route, bestRoute, effectiveRouteTable } from '../../src/network/routing.ts'
import { account } from '../support/account.ts'

const inventory = new Facts(account().snapshot()).at({ account: '111111111111', region: 'us-east-1' })

/** Destinations that nest, so that several routes match: 10.0.0.0/0 … 10.0.0.255/32. */
const destination = fc.tuple(fc.nat(255), fc.integer({ min: 0, max: 32 }))
const routes = fc.uniqueArray(destination, {
  maxLength: 8,
  selector: ([host, length]) => blockText(host, length),
})

const addressText = (value: number): string =>
  [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join('.')
const masked = (host: number, length: number): number =>
  (length === 0 ? 0 : ((0x0a_00_00_00 + host) >>> (32 - length)) << (32 - length)) >>> 0
const blockText = (host: number, length: number): string => `${addressText(masked(host, length))}/${length}`

describe('best route', () => {
  test('is the longest prefix that holds the address, blackholes included', () => {
    fc.assert(
      fc.property(routes, fc.nat(255), fc.boolean(), (given, host, dead) => {
        const table = table4(
          given.map(([own, length]) => ({
            DestinationCidrBlock: blockText(own, length),
            State: dead ? 'blackhole' : 'active',
          })),
        )
        const target = parsePrefix(addressText(0x0a_00_00_00 + host))
        // The slow definition: of the blocks with the same first bits as the address, the one with most bits.
        const matching = given.filter(([own, length]) => masked(own, length) === masked(host, length))
        const [longest] = matching.toSorted(([, a], [, b]) => b - a)
        const best = target && bestRoute(table, target, inventory)
        const expected = longest && blockText(...longest)
        expect(best && 'route' in best ? best.route?.DestinationCidrBlock : 'unknown').toBe(expected)
      }),
      { numRuns: 500 },
    )
  })

  test.each([
    [
      'the local route before a static one',
      { GatewayId: 'local' },
      { GatewayId: 'igw-1', Origin: 'CreateRoute' },
    ],
    [
      'a static one before a propagated one',
      { TransitGatewayId: 'tgw-1', Origin: 'CreateRoute' },
      { GatewayId: 'vgw-1', Origin: 'EnableVgwRoutePropagation' },
    ],
  ] as const)('of equal prefixes takes %s, in either order', (_, winner, loser) => {
    const all = [loser, winner].map((route) => ({
      ...route,
      DestinationCidrBlock: '10.0.0.0/16',
      State: 'active' as const,
    }))
    const target = parsePrefix('10.0.1.0/24')
    for (const order of [all, all.toReversed()]) {
      expect(target && bestRoute(table4(order), target, inventory)).toMatchObject({ route: winner })
    }
  })
})

test('a subnet without a table of its own uses the main one of its own VPC', () => {
  const facts = new Facts(
    account()
      .vpc('other', { routes: { '0.0.0.0/0': 'igw' } })
      .vpc('shop')
      .subnet('app')
      .snapshot(),
  )
  const here = facts.at({ account: '111111111111', region: 'us-east-1' })
  const subnet = here.subnets.get('subnet-app')
  expect(subnet && effectiveRouteTable(subnet, here)?.id).toBe('rtb-main-shop')
})

const table4 = (Routes: readonly Route[]): Parameters<typeof bestRoute>[0] => ({
  Routes,
  account: '111111111111',
  region: 'us-east-1',
  type: 'AWS::EC2::RouteTable',
  id: 'rtb-1',
})
