import { expect, test } from 'vitest'
import { Facts } from '../../src/inventory/inventory.ts'
import { sitesOf } from '../../src/network/vpn-sites.ts'
import { type Account, account } from '../support/account.ts'
import { HERE } from '../support/facts.ts'

function sites(given: Account): readonly string[] | undefined {
  const inventory = new Facts(given.snapshot()).at(HERE)
  return sitesOf([...inventory.vpnConnections], inventory)?.map((site) =>
    site.connections.map((one) => one.id).join('+'),
  )
}

test('two ways to one place are one site', () => {
  const given = account()
    .staticVpn('leeds', 'hub', ['10.1.0.0/16'])
    .staticVpn('leeds-2', 'hub', ['10.1.0.0/16'])
    .staticVpn('york', 'hub', ['10.2.0.0/16'])
    .customerGateway('kent', { BgpAsn: '65009' })
    .vpn('kent')
    .vpn('kent-2', ['UP', 'UP'], {
      CustomerGatewayId: 'cgw-kent',
      Options: { StaticRoutesOnly: true },
      Routes: [],
    })
    .customerGateway('bath', { BgpAsn: undefined, BgpAsnExtended: '4200000001' })
    .vpn('bath')
  expect(sites(given)).toEqual(['vpn-leeds+vpn-leeds-2', 'vpn-york', 'vpn-kent+vpn-kent-2', 'vpn-bath'])
})

test('connections that do not say how they are routed make it unknown', () => {
  expect(
    sites(account().vpn('hq', ['UP', 'UP'], { Options: { StaticRoutesOnly: undefined } })),
  ).toBeUndefined()
  expect(sites(account().vpn('hq', ['UP', 'UP'], { VgwTelemetry: undefined }))).toBeUndefined()
  expect(sites(account().customerGateway('hq', { BgpAsn: undefined }).vpn('hq'))).toBeUndefined()
})
