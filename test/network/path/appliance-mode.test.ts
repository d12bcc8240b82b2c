import { describe, expect, test } from 'vitest'
import type { Account } from '../../support/account.ts'
import { ask, decided, open, places, placesBack } from './asking.ts'

const BOTH_WAYS = { '10.0.0.0/16': 'shop', '10.1.0.0/16': 'data' }

/** Two spokes in two zones, whose packets a firewall in a third VPC looks at, with an endpoint in each zone. */
const inspected = (ApplianceModeSupport: 'enable' | 'disable'): Account =>
  open()
    .transitGateway('hub')
    .vpc('firewall', { cidr: '10.9.0.0/16' })
    .subnet('fw-a', { zone: 'a', cidr: '10.9.3.0/24', routes: { '10.0.0.0/8': 'tgw-hub' }, empty: true })
    .subnet('fw-b', { zone: 'b', cidr: '10.9.4.0/24', sharesTableOf: 'fw-a', empty: true })
    .firewallEndpoint('a', 'fw-a')
    .firewallEndpoint('b', 'fw-b')
    .subnet('door-a', { zone: 'a', cidr: '10.9.1.0/24', routes: { '10.0.0.0/8': 'vpce-a' }, empty: true })
    .subnet('door-b', { zone: 'b', cidr: '10.9.2.0/24', routes: { '10.0.0.0/8': 'vpce-b' }, empty: true })
    .vpc('data', { cidr: '10.1.0.0/16', routes: { '10.0.0.0/16': 'tgw-hub' } })
    .subnet('db', { zone: 'b', cidr: '10.1.1.0/24' })
    .vpc('shop', { cidr: '10.0.0.0/16', routes: { '10.1.0.0/16': 'tgw-hub' } })
    .subnet('app', { zone: 'a', cidr: '10.0.1.0/24' })
    .attach('shop', { tgw: 'hub', vpc: 'shop', subnets: ['app'], table: 'spokes' })
    .attach('data', { tgw: 'hub', vpc: 'data', subnets: ['db'], table: 'spokes' })
    .attach(
      'firewall',
      { tgw: 'hub', vpc: 'firewall', subnets: ['door-a', 'door-b'], table: 'firewall' },
      { Options: { ApplianceModeSupport, SecurityGroupReferencingSupport: 'enable' } },
    )
    .transitTable('spokes', 'hub', { '0.0.0.0/0': 'firewall' })
    .transitTable('firewall', 'hub', {}, BOTH_WAYS)

describe('a firewall behind a transit gateway', () => {
  test('without appliance mode sees each direction in the zone that it comes from', () => {
    expect(decided(inspected('disable'), 'i-app', 'i-db')).toContain(
      'back: unknown vpce-b the way there went through vpce-a',
    )
  })
  test('in appliance mode sees both directions of a connection in one zone, whichever it is', () => {
    const answer = ask(inspected('enable'), 'i-app', 'i-db')
    expect(answer.verdict).toBe('delivered')
    expect(
      answer.ways.map((way) =>
        [way.forward, way.return].map(
          (leg) => leg?.hops.find((hop) => hop.resource.id.startsWith('vpce-'))?.resource.id,
        ),
      ),
    ).toEqual([
      ['vpce-a', 'vpce-a'],
      ['vpce-b', 'vpce-b'],
    ])
  })
})

test('packets stay in their zone when the attachment they leave by has a subnet there', () => {
  expect(places(ask(inspected('disable'), 'i-app', 'i-db'))).toContain('vpce-a')
  expect(placesBack(ask(inspected('disable'), 'i-app', 'i-db'))).toContain('vpce-b')
  expect(ask(inspected('disable'), 'i-app', 'i-db').ways).toHaveLength(1)
})
