import { describe, expect, test } from 'vitest'
import { parsePrefix } from '../../src/network/prefix.ts'
import { type TransitRoute, bestTransitRoute } from '../../src/network/transit-routes.ts'

const place = { account: '1', region: 'us-east-1', type: 'AWS::EC2::TransitGatewayRoute', id: 'tgw-rtb-hub' }
const route = (
  DestinationCidrBlock: string | undefined,
  { from, Type = 'propagated', ...fields }: Partial<TransitRoute> & { readonly from?: 'vpc' | 'vpn' } = {},
): TransitRoute => ({
  ...place,
  ...(DestinationCidrBlock === undefined ? {} : { DestinationCidrBlock }),
  TransitGatewayRouteTableId: 'tgw-rtb-hub',
  Type,
  State: 'active',
  TransitGatewayAttachments: from ? [{ ResourceType: from }] : [],
  ...fields,
})
const best = (destination: string, ...routes: readonly TransitRoute[]): TransitRoute | undefined => {
  const prefix = parsePrefix(destination)
  return prefix && bestTransitRoute(routes, prefix)
}

const wide = route('10.0.0.0/8', { from: 'vpn' })
const narrow = route('10.1.0.0/16', { from: 'vpc' })
const hole = route('10.1.5.0/24', { Type: 'static', State: 'blackhole' })

describe('the route that a transit gateway takes', () => {
  for (const [what, destination, taken] of [
    ['the longest that holds the address', '10.1.9.9', narrow],
    ['a blackhole, where that is the longest', '10.1.5.9', hole],
    ['the one that holds all of a range', '10.1.0.0/16', narrow],
    ['a wider one, where a longer holds only a part of the range', '10.0.0.0/12', wide],
    ['none, where none holds it', '192.168.0.1', undefined],
    ['none of the other family', 'fd00::1', undefined],
  ] as const)
    test(`is ${what}`, () => expect(best(destination, wide, narrow, hole)).toBe(taken))

  for (const destination of ['10.1.9.9', '10.1.0.0/16']) {
    test(`is, of equal ones, a static one, then a prefix list's, then a VPC's, then a VPN's (${destination})`, () => {
      const ranked = [
        route('10.1.0.0/16', { Type: 'static' }),
        route('10.1.0.0/16', { Type: 'static', PrefixListId: 'pl-1' }),
        narrow,
        route('10.1.0.0/16', { from: 'vpn' }),
      ]
      for (const [from, first] of ranked.entries()) {
        expect(best(destination, ...ranked.slice(from))).toBe(first)
        expect(best(destination, ...ranked.slice(from).toReversed())).toBe(first)
      }
    })
  }

  test('is never one without a destination', () => expect(best('10.1.0.1', route(undefined))).toBeUndefined())
})
