import { requestFor } from '../../src/inventory/inventory.ts'
import { kinds } from '../../src/inventory/kinds/index.ts'
import { type Item, NOW } from './facts-builder.ts'
import { TransitBuilder } from './transit-builder.ts'

type Status = 'UP' | 'DOWN'
type TunnelOption = NonNullable<NonNullable<Item<'vpnConnections'>['Options']>['TunnelOptions']>[number]

const values = <Value>(...list: readonly Value[]): { readonly Value: Value }[] =>
  list.map((Value) => ({ Value }))

const STRONG = {
  IkeVersions: values('ikev2'),
  Phase1EncryptionAlgorithms: values('AES256', 'AES256-GCM-16'),
  Phase2EncryptionAlgorithms: values('AES256', 'AES256-GCM-16'),
  Phase1IntegrityAlgorithms: values('SHA2-256', 'SHA2-384'),
  Phase2IntegrityAlgorithms: values('SHA2-256', 'SHA2-384'),
  Phase1DHGroupNumbers: values(14, 20),
  Phase2DHGroupNumbers: values(14, 20),
} as const

/** VPN connections to premises: gateways on both sides, and tunnels between them. */
export class VpnBuilder extends TransitBuilder {
  #devices = 0

  /** Attached to a VPC, or to none. */
  vpnGateway(name: string, vpc?: string, fields: Item<'vpnGateways'> = {}): this {
    return this.add('vpnGateways', {
      VpnGatewayId: this.idOf('vgw', name),
      State: 'available',
      Type: 'ipsec.1',
      AmazonSideAsn: 64_512,
      VpcAttachments: vpc === undefined ? [] : [{ VpcId: this.idOf('vpc', vpc), State: 'attached' }],
      Tags: this.tags(name),
      ...fields,
    })
  }

  /** A device on premises; each has an address of its own. */
  customerGateway(name: string, fields: Item<'customerGateways'> = {}): this {
    return this.add('customerGateways', {
      CustomerGatewayId: this.idOf('cgw', name),
      State: 'available',
      Type: 'ipsec.1',
      IpAddress: `192.0.2.${1 + this.#devices++}`,
      BgpAsn: '65010',
      Tags: this.tags(name),
      ...fields,
    })
  }

  /** A tunnel as it should be: modern proposals only, logged, replaced when its owner says so. */
  tunnelOption(OutsideIpAddress: string, fields: Partial<TunnelOption> = {}): TunnelOption {
    const LogGroupArn = `arn:aws:logs:${this.region}:${this.id}:log-group:vpn`
    return {
      OutsideIpAddress,
      TunnelInsideCidr: '169.254.10.0/30',
      ...STRONG,
      LogOptions: {
        CloudWatchLogOptions: {
          LogEnabled: true,
          LogGroupArn,
          BgpLogEnabled: true,
          BgpLogGroupArn: LogGroupArn,
        },
      },
      EnableTunnelLifecycleControl: true,
      ...fields,
    }
  }

  /** A BGP connection to a device of its own, whose tunnels have these states; `Options` go over the usual ones. */
  vpn(
    name: string,
    tunnels: readonly Status[] = ['UP', 'UP'],
    fields: Item<'vpnConnections'> = {},
    tunnelFields: Partial<TunnelOption> = {},
  ): this {
    const CustomerGatewayId = fields.CustomerGatewayId ?? this.idOf('cgw', name)
    if (!this.find('customerGateways', (item) => item.CustomerGatewayId === CustomerGatewayId)) {
      this.customerGateway(name, { CustomerGatewayId })
    }
    const addresses = [...tunnels, 'UP', 'UP']
      .slice(0, Math.max(2, tunnels.length))
      .map((_, index) => `203.0.113.${20 + index}`)
    const Options = {
      EnableAcceleration: false,
      StaticRoutesOnly: false,
      TunnelOptions: addresses.map((address) => this.tunnelOption(address, tunnelFields)),
      ...fields.Options,
    }
    const elsewhere = 'TransitGatewayId' in fields || 'CoreNetworkArn' in fields
    this.add('vpnConnections', {
      VpnConnectionId: this.idOf('vpn', name),
      State: 'available',
      Type: 'ipsec.1',
      Category: 'VPN',
      CustomerGatewayId,
      ...(elsewhere ? {} : { VpnGatewayId: this.idOf('vgw', name) }),
      GatewayAssociationState: 'associated',
      Routes: [],
      VgwTelemetry: tunnels.map((Status, index) => ({
        OutsideIpAddress: addresses[index],
        Status,
        StatusMessage: Status === 'UP' ? '4 BGP ROUTES' : 'IPSEC IS DOWN',
        AcceptedRouteCount: Status === 'UP' ? 4 : 0,
        LastStatusChange: NOW.replace('2026-11-22', '2026-11-01'),
      })),
      Tags: this.tags(name),
      ...fields,
      ...('Options' in fields && !fields.Options ? {} : { Options }),
    })
    for (const [index, status] of tunnels.entries()) {
      if (status === 'UP') this.negotiated(name, index)
      this.replacement(name, index)
    }
    return this
  }

  /** A BGP connection to a transit gateway: from where its packets are routed, and to which tables its routes go. */
  transitVpn(
    name: string,
    {
      tgw,
      table,
      propagatesTo = [],
    }: { readonly tgw: string; readonly table?: string; readonly propagatesTo?: readonly string[] },
    fields: Item<'vpnConnections'> = {},
  ): this {
    this.vpn(name, ['UP', 'UP'], { TransitGatewayId: this.idOf('tgw', tgw), ...fields })
    this.attachVpn(name, { tgw, ...(table === undefined ? {} : { table }) })
    for (const one of propagatesTo) {
      this.add(
        'transitGatewayPropagations',
        {
          TransitGatewayAttachmentId: this.idOf('tgw-attach', name),
          ResourceId: this.idOf('vpn', name),
          ResourceType: 'vpn',
          State: 'enabled',
        },
        requestFor(kinds.transitGatewayPropagations, [this.idOf('tgw-rtb', one)]),
      )
    }
    return this
  }

  /** What a tunnel (0 or 1) that is up agreed on with the device. */
  negotiated(vpn: string, tunnel: number, fields: Item<'activeVpnTunnels'> = {}): this {
    return this.add(
      'activeVpnTunnels',
      {
        IkeVersion: 'ikev2',
        Phase1EncryptionAlgorithm: 'AES256',
        Phase1IntegrityAlgorithm: 'SHA2-256',
        Phase1DHGroup: 20,
        Phase2EncryptionAlgorithm: 'AES256',
        Phase2IntegrityAlgorithm: 'SHA2-256',
        Phase2DHGroup: 20,
        ProvisioningStatus: 'available',
        ...fields,
      },
      this.#tunnel(vpn, tunnel),
    )
  }

  /** When AWS replaces the endpoint of a tunnel; by default nothing is planned. */
  replacement(
    vpn: string,
    tunnel: number,
    MaintenanceDetails: Item<'vpnTunnelReplacements'>['MaintenanceDetails'] = {
      LastMaintenanceApplied: '2026-05-01T08:00:00.000Z',
    },
  ): this {
    const asked = this.#tunnel(vpn, tunnel)
    return this.add('vpnTunnelReplacements', { ...asked, MaintenanceDetails }, asked)
  }

  #tunnel(vpn: string, tunnel: number): { VpnConnectionId: string; VpnTunnelOutsideIpAddress: string } {
    return {
      VpnConnectionId: this.idOf('vpn', vpn),
      VpnTunnelOutsideIpAddress: `203.0.113.${20 + tunnel}`,
    }
  }

  /** A connection without BGP, which carries these prefixes. */
  staticVpn(
    name: string,
    gateway: string,
    prefixes: readonly string[],
    fields: Item<'vpnConnections'> = {},
  ): this {
    return this.vpn(name, ['UP', 'UP'], {
      VpnGatewayId: this.idOf('vgw', gateway),
      Options: { StaticRoutesOnly: true },
      Routes: prefixes.map((DestinationCidrBlock) => ({ DestinationCidrBlock, State: 'available' as const })),
      ...fields,
    })
  }
}
