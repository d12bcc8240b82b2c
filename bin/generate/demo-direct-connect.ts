import type { Account } from '../../test/support/account.ts'

/** Private lines: the head office and a plant came to Virginia as they were needed; Ireland was planned. */
export function demoDirectConnect(virginia: Account, ireland: Account): void {
  virginia.sharesDirectConnectWith(ireland)
  headOffice(virginia)
  plant(virginia)
  dataCentre(ireland)
}

const TRANSIT = { virtualInterfaceType: 'transit' }
const SECURED = {
  macSecCapable: true,
  encryptionMode: 'must_encrypt',
  macSecKeys: [
    {
      secretARN:
        'arn:aws:secretsmanager:eu-west-1:123456789012:secret:directconnect!prod/us-east-1/directconnect/0a1b2c',
      ckn: '0011',
      state: 'associated',
      startOn: '2025-01-01T00:00:00.000Z',
    },
  ],
}
const ENCRYPTED = { ...SECURED, portEncryptionStatus: 'Encryption Up' }

/** The router was replaced in October. IPv6 was left for later. */
function headOffice(virginia: Account): void {
  const session = { bgpPeerState: 'available' as const, asn: 65_010 }
  virginia
    .directConnectGateway('corp', { amazonSideAsn: 64_600 })
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
    // Prepared for the second line, which did not come.
    .directConnectGateway('corp-2', { amazonSideAsn: 64_601 })
    .associateDirectConnect('corp-2', 'tgw-hub', ['10.20.0.0/16'])
    // What the head office falls back on when EqDC2 fails.
    .vpn('head-office', ['UP', 'UP'], {
      VpnGatewayId: undefined,
      TransitGatewayId: virginia.idOf('tgw', 'hub'),
    })
    // Somebody tested it by announcing two halves of a network, and found that it works.
    .propagateTransit('hub', 'vpn-head-office', ['172.17.0.0/17', '172.17.128.0/17'])
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
    .directConnect('plant-1', 'CS32A', { ...ENCRYPTED, encryptionMode: 'should_encrypt' })
    .directConnect('plant-2', 'CS32A', { ...ENCRYPTED, encryptionMode: 'should_encrypt' })
    // Both were left as they came: no minimum of links, and clear text when the keys do not match.
    .lag('plant', ['plant-1', 'plant-2'], { ...SECURED, encryptionMode: 'should_encrypt', minimumLinks: 0 })
    .virtualInterface('plant', { on: 'dxlag-plant', to: 'vgw-plant' })
}

/** Two locations, a line in each, either of which carries everything. */
function dataCentre(ireland: Account): void {
  ireland
    .directConnectGateway('dublin', { amazonSideAsn: 64_602 })
    .directConnect('dublin-1a', 'EirCL', ENCRYPTED)
    .directConnect('dublin-1b', 'EirCL', ENCRYPTED)
    .lag('dublin-1', ['dublin-1a', 'dublin-1b'], SECURED)
    .directConnect('dublin-2', 'EqDU1', ENCRYPTED)
    .virtualInterface('dublin-1', { on: 'dxlag-dublin-1', to: 'dublin' }, TRANSIT)
    .virtualInterface('dublin-2', { on: 'dxcon-dublin-2', to: 'dublin' }, TRANSIT)
    .associateDirectConnect('dublin', 'tgw-hub-eu', ['10.60.0.0/16'])
    .propagateTransit('hub-eu', 'dublin', ['172.18.0.0/16'])
}
