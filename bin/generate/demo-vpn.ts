/** How offices, stores and warehouses reach the demo company: what was clicked together, beside what was planned. */
import type { Account } from '../../test/support/account.ts'

export function demoVpn(virginia: Account, ireland: Account): void {
  headquarters(virginia)
  officeVirginia(virginia)
  // Built by the same team as Ireland: two tunnels, BGP, modern proposals, logs.
  virginia.transitVpn('warehouse', { tgw: 'hub', table: 'hub', propagatesTo: ['hub'] })
  showroomVirginia(virginia)
  // The depot's router could speak BGP, and nobody asked it to.
  virginia.staticVpn('depot', 'depot', ['192.168.50.0/24'])
  leftoversVirginia(virginia)
  stores(virginia, ireland)
  franchiseVirginia(virginia)
}

/** Franchisees dial in to software of their own: one instance a zone, which the route tables divide among them. */
function franchiseVirginia(virginia: Account): void {
  virginia
    .vpc('franchise', { cidr: '10.79.0.0/16', tags: { env: 'prod' } })
    .securityGroup('default')
    .flowLog('franchise', 'vpc-franchise')
    .securityGroup('franchise-vpn', ['udp 51820 198.51.100.0/24'])
    .subnet('franchise-public-a', {
      zone: 'a',
      cidr: '10.79.0.0/24',
      routes: { '0.0.0.0/0': 'igw' },
      empty: true,
    })
    .subnet('franchise-public-b', {
      zone: 'b',
      cidr: '10.79.1.0/24',
      sharesTableOf: 'franchise-public-a',
      empty: true,
    })
  for (const [zone, publicIp] of [
    ['a', '203.0.113.60'],
    ['b', '203.0.113.61'],
  ] as const) {
    virginia
      .instance(
        `franchise-vpn-${zone}`,
        { subnet: `franchise-public-${zone}`, groups: ['franchise-vpn'], publicIp },
        { InstanceType: 't3.micro', SourceDestCheck: false },
        { SourceDestCheck: false },
      )
      .instanceStatus(`franchise-vpn-${zone}`)
      .subnet(`franchise-${zone}`, {
        zone,
        cidr: `10.79.1${zone === 'a' ? 0 : 1}.0/24`,
        routes: { '172.20.0.0/16': `eni-franchise-vpn-${zone}` },
      })
  }
}

/** Stores that are to reach each other by way of AWS: set up by hand in Virginia, by the book in Ireland. */
function stores(virginia: Account, ireland: Account): void {
  virginia
    .vpnGateway('stores')
    .staticVpn('store-boston', 'stores', ['192.168.61.0/24'])
    .staticVpn('store-albany', 'stores', ['192.168.62.0/24'])
  ireland.vpnGateway('stores')
  for (const [store, BgpAsn] of [
    ['store-cork', '65061'],
    ['store-galway', '65062'],
  ] as const) {
    ireland
      .customerGateway(store, { BgpAsn })
      .vpn(store, ['UP', 'UP'], { VpnGatewayId: ireland.idOf('vgw', 'stores') })
  }
}

/** Closed in March. The connection is paid for to this day. */
function showroomVirginia(virginia: Account): void {
  virginia.transitVpn(
    'showroom',
    { tgw: 'hub', table: 'hub', propagatesTo: ['hub'] },
    {
      VgwTelemetry: ['203.0.113.20', '203.0.113.21'].map((OutsideIpAddress) => ({
        OutsideIpAddress,
        Status: 'DOWN',
        StatusMessage: 'IPSEC IS DOWN',
        AcceptedRouteCount: 0,
        LastStatusChange: '2026-03-31T17:00:00.000Z',
      })),
    },
  )
}

/** Made with one click in 2019: everything at its default, and a second tunnel that nobody configured. */
function headquarters(virginia: Account): void {
  virginia.vpnGateway('hq', 'data').vpn('hq', ['UP', 'DOWN'], {
    Options: {
      TunnelOptions: ['203.0.113.20', '203.0.113.21'].map((OutsideIpAddress, index) => ({
        OutsideIpAddress,
        TunnelInsideCidr: '169.254.10.0/30',
        LogOptions: { CloudWatchLogOptions: { LogEnabled: false, BgpLogEnabled: false } },
        EnableTunnelLifecycleControl: index === 0,
      })),
    },
  })
  virginia.negotiated('hq', 0, {
    IkeVersion: 'ikev1',
    Phase1EncryptionAlgorithm: 'AES128',
    Phase1IntegrityAlgorithm: 'SHA1',
    Phase1DHGroup: 2,
    Phase2EncryptionAlgorithm: 'AES128',
    Phase2IntegrityAlgorithm: 'SHA1',
    Phase2DHGroup: 2,
  })
  // Lifecycle control was tried on the tunnel that works, and AWS's message about it went to somebody who has left.
  virginia.replacement('hq', 0, {
    PendingMaintenance: 'Available',
    MaintenanceAutoAppliedAfter: '2026-12-01T08:00:00.000Z',
    LastMaintenanceApplied: '2026-02-01T08:00:00.000Z',
  })
}

/** Of the company that was taken over: the device announces its prefixes on its first tunnel only. */
function officeVirginia(virginia: Account): void {
  virginia.vpnGateway('office', 'office').vpn('office', ['UP', 'UP'], {
    VgwTelemetry: [4, 0].map((AcceptedRouteCount, index) => ({
      OutsideIpAddress: `203.0.113.${20 + index}`,
      Status: 'UP',
      StatusMessage: `${AcceptedRouteCount} BGP ROUTES`,
      AcceptedRouteCount,
      LastStatusChange: '2026-11-01T08:00:00.000Z',
    })),
  })
}

/** What was left when projects ended. */
function leftoversVirginia(virginia: Account): void {
  virginia
    .vpnGateway('pilot')
    .customerGateway('outlet-2016')
    .vpn('annex', ['DOWN', 'DOWN'], { VpnGatewayId: undefined, GatewayAssociationState: 'not-associated' })
}
