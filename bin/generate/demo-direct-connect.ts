import type { Account } from '../../test/support/account.ts'

/** Private lines: the head office and a plant came to Virginia as they were needed; Ireland was planned. */
export function demoDirectConnect(virginia: Account, ireland: Account): void {
  virginia.sharesDirectConnectWith(ireland)
  headOffice(virginia)
  plant(virginia)
  dataCentre(ireland)
}

/** The router was replaced in October. IPv6 was left for later. */
function headOffice(virginia: Account): void {
  const TRANSIT = { virtualInterfaceType: 'transit' }
  const session = { bgpPeerState: 'available' as const, asn: 65_010 }
  virginia
    .directConnectGateway('corp')
    .directConnect('head-office', 'EqDC2')
    .virtualInterface(
      'head-office',
      { on: 'dxcon-head-office', to: 'corp' },
      {
        ...TRANSIT,
        bgpPeers: [
          { ...session, addressFamily: 'ipv4', customerAddress: '169.254.96.2/30', bgpStatus: 'up' },
          { ...session, addressFamily: 'ipv6', customerAddress: '2001:db8:96::2/125', bgpStatus: 'down' },
        ],
      },
    )
    .associateDirectConnect('corp', 'tgw-hub', ['10.20.0.0/16'])
    .propagateTransit('hub', 'corp', ['172.16.0.0/16', '172.17.0.0/16'])
    // What the head office falls back on when EqDC2 fails.
    .vpn('head-office', ['UP', 'UP'], {
      VpnGatewayId: undefined,
      TransitGatewayId: virginia.idOf('tgw', 'hub'),
    })
    .propagateTransit('hub', 'vpn-head-office', [])
    // The second line was ordered after an outage. The colocation never plugged it in, and nobody asked.
    .directConnect('head-office-2', 'CoreSite-DC2', {
      connectionState: 'pending',
      loaIssueTime: '2026-06-01T00:00:00.000Z',
    })
    // A project ended, its line did not.
    .directConnect('trading', 'EqDC2', { bandwidth: '1Gbps', partnerName: 'Fjord Fibre' })
}

/** The bottling plant's line ends on the gateway of its VPC. Nobody remembers why its VPN was cancelled. */
function plant(virginia: Account): void {
  virginia
    .vpnGateway('plant', 'legacy')
    .directConnect('plant', 'CS32A')
    .virtualInterface('plant', { on: 'dxcon-plant', to: 'vgw-plant' })
}

/** Two locations, a line in each, either of which carries everything. */
function dataCentre(ireland: Account): void {
  const TRANSIT = { virtualInterfaceType: 'transit' }
  ireland
    .directConnectGateway('dublin')
    .directConnect('dublin-1', 'EirCL')
    .directConnect('dublin-2', 'EqDU1')
    .virtualInterface('dublin-1', { on: 'dxcon-dublin-1', to: 'dublin' }, TRANSIT)
    .virtualInterface('dublin-2', { on: 'dxcon-dublin-2', to: 'dublin' }, TRANSIT)
    .associateDirectConnect('dublin', 'tgw-hub-eu', ['10.60.0.0/16'])
}
