import { requestFor } from '../../src/inventory/inventory.ts'
import { kinds } from '../../src/inventory/kinds/index.ts'
import type { Item } from './facts-builder.ts'
import { FirewallBuilder } from './firewall-builder.ts'

/** Direct Connect: ports in locations, virtual interfaces on them, and the gateways on which these end. */
export class DirectConnectBuilder extends FirewallBuilder {
  /** Itself and the account's other regions: all list the same Direct Connect gateways. */
  #regions: readonly DirectConnectBuilder[] = [this]
  #gatewayIds = new Map<string, string>()

  /** Says that another builder is another region of this account; before there are Direct Connect gateways. */
  sharesDirectConnectWith(other: DirectConnectBuilder): this {
    this.#regions = [...this.#regions, other]
    other.#regions = this.#regions
    other.#gatewayIds = this.#gatewayIds
    return this
  }

  directConnectGatewayId(name: string): string {
    const id = this.#gatewayIds.get(name) ?? this.idOf('dxgw', name)
    const [first = '', second = ''] = [id, this.idOf('dxgw', `${name}/2`)].map((one) => one.slice(-16))
    // AWS's are UUIDs and belong to no region: only these ids are not made of a prefix.
    return id === `dxgw-${name}` || !id.startsWith('dxgw-')
      ? id
      : [first.slice(0, 8), first.slice(8, 12), first.slice(12), second.slice(0, 4), second.slice(4)].join(
          '-',
        )
  }

  directConnectGateway(name: string, fields: Item<'directConnectGateways'> = {}): this {
    const directConnectGatewayId = this.directConnectGatewayId(name)
    this.#gatewayIds.set(name, directConnectGatewayId)
    for (const region of this.#regions) {
      region.add('directConnectGateways', {
        directConnectGatewayId,
        directConnectGatewayName: name,
        amazonSideAsn: 64_512,
        ownerAccount: this.id,
        directConnectGatewayState: 'available',
        tags: [],
        ...fields,
      })
    }
    return this
  }

  /** A dedicated port of 10 Gbit/s, used and old enough. */
  directConnect(name: string, location: string, fields: Item<'directConnectConnections'> = {}): this {
    const device = `${location}-device-${name}`
    return this.add('directConnectConnections', {
      connectionId: this.idOf('dxcon', name),
      connectionName: name,
      ownerAccount: this.id,
      connectionState: 'available',
      location,
      bandwidth: '10Gbps',
      vlan: 0,
      loaIssueTime: '2025-01-01T00:00:00.000Z',
      awsDeviceV2: device,
      awsLogicalDeviceId: device,
      hasLogicalRedundancy: 'no',
      jumboFrameCapable: true,
      macSecCapable: false,
      macSecKeys: [],
      encryptionMode: 'no_encrypt',
      portEncryptionStatus: 'Encryption Down',
      tags: [],
      ...fields,
    })
  }

  /** A group of ports that were made before. */
  lag(name: string, members: readonly string[], fields: Item<'directConnectLags'> = {}): this {
    const lagId = this.idOf('dxlag', name)
    const connections = members.flatMap((member) => {
      const known = this.find(
        'directConnectConnections',
        (item) => item.connectionId === this.idOf('dxcon', member),
      )
      if (!known) throw new Error(`There is no connection ${member} yet: make it before its LAG.`)
      const bundled = { ...known, lagId }
      this.replace('directConnectConnections', known, bundled)
      return [bundled]
    })
    const [{ location, awsDeviceV2, awsLogicalDeviceId } = {}] = connections
    return this.add('directConnectLags', {
      lagId,
      lagName: name,
      ownerAccount: this.id,
      lagState: 'available',
      location,
      awsDeviceV2,
      awsLogicalDeviceId,
      connectionsBandwidth: '10Gbps',
      numberOfConnections: connections.length,
      minimumLinks: 1,
      connections,
      allowsHostedConnections: false,
      macSecCapable: false,
      encryptionMode: 'no_encrypt',
      macSecKeys: [],
      tags: [],
      ...fields,
    })
  }

  /**
   * An interface with one IPv4 session, on a connection or a LAG (`dxcon-hq`, `dxlag-hq`), which ends on a gateway of
   * this name: a Direct Connect gateway, or a virtual private one (`vgw-hq`).
   */
  virtualInterface(
    name: string,
    { on, to }: { readonly on: string; readonly to?: string },
    fields: Item<'virtualInterfaces'> = {},
    owner: DirectConnectBuilder = this,
  ): this {
    const connectionId = this.ref(on)
    const port =
      this.find('directConnectConnections', (item) => item.connectionId === connectionId) ??
      this.find('directConnectLags', (item) => item.lagId === connectionId)
    const virtualInterfaceId = this.idOf('dxvif', name)
    const isVirtualPrivate = to?.startsWith('vgw-') === true
    const gateway = to === undefined || isVirtualPrivate ? '' : owner.directConnectGatewayId(to)
    this.add('virtualInterfaces', {
      virtualInterfaceId,
      virtualInterfaceName: name,
      ownerAccount: this.id,
      virtualInterfaceType: to === undefined ? 'public' : 'private',
      virtualInterfaceState: 'available',
      connectionId,
      location: port?.location,
      vlan: 101,
      asn: 65_001,
      amazonSideAsn: 64_600,
      mtu: 1500,
      siteLinkEnabled: false,
      virtualGatewayId: to && isVirtualPrivate ? this.ref(to) : '',
      directConnectGatewayId: gateway,
      awsDeviceV2: port?.awsDeviceV2,
      awsLogicalDeviceId: port?.awsLogicalDeviceId,
      bgpPeers: [
        {
          bgpPeerId: this.idOf('dxpeer', name),
          asn: 65_001,
          addressFamily: 'ipv4',
          customerAddress: '169.254.96.2/29',
          bgpPeerState: 'available',
          bgpStatus: 'up',
        },
      ],
      tags: [],
      ...fields,
    })
    for (const region of gateway === '' ? [] : owner.#regions) {
      const attachment: Item<'directConnectGatewayAttachments'> = {
        directConnectGatewayId: gateway,
        virtualInterfaceId,
        virtualInterfaceRegion: this.region,
        virtualInterfaceOwnerAccount: this.id,
        attachmentState: 'attached',
      }
      const params = requestFor(kinds.directConnectGatewayAttachments, [gateway])
      region.add('directConnectGatewayAttachments', attachment, params)
    }
    return this
  }

  /** Associates a Direct Connect gateway with a gateway of here (`vgw-hq`, `tgw-hub`), for these prefixes. */
  associateDirectConnect(
    name: string,
    gateway: string,
    prefixes: readonly string[] = ['10.0.0.0/8'],
    fields: Item<'directConnectGatewayAssociations'> = {},
    owner: DirectConnectBuilder = this,
  ): this {
    const directConnectGatewayId = owner.directConnectGatewayId(name)
    const id = this.ref(gateway)
    const association: Item<'directConnectGatewayAssociations'> = {
      associationId: this.idOf('dxassoc', `${name}-${gateway}`),
      associationState: 'associated',
      directConnectGatewayId,
      directConnectGatewayOwnerAccount: owner.id,
      associatedGateway: {
        id,
        type: gateway.startsWith('tgw-') ? 'transitGateway' : 'virtualPrivateGateway',
        ownerAccount: this.id,
        region: this.region,
      },
      allowedPrefixesToDirectConnectGateway: prefixes.map((cidr) => ({ cidr })),
      ...fields,
    }
    const params = requestFor(kinds.directConnectAssociationsOfGateways, [id])
    this.add('directConnectAssociationsOfGateways', association, params)
    for (const region of owner.#regions) {
      const asked = requestFor(kinds.directConnectGatewayAssociations, [directConnectGatewayId])
      region.add('directConnectGatewayAssociations', association, asked)
    }
    return this
  }

  /** The attachment of a Direct Connect gateway, or of a VPN (`vpn-hq`), which writes these routes into a table. */
  propagateTransit(table: string, resource: string, prefixes: readonly string[]): this {
    const isVpn = resource.startsWith('vpn-')
    const TransitGatewayRouteTableId = this.idOf('tgw-rtb', table)
    const attachment = {
      TransitGatewayAttachmentId: this.idOf('tgw-attach', resource),
      ResourceId: isVpn ? this.ref(resource) : this.directConnectGatewayId(resource),
      ResourceType: isVpn ? ('vpn' as const) : ('direct-connect-gateway' as const),
    }
    this.add(
      'transitGatewayPropagations',
      { ...attachment, State: 'enabled' },
      requestFor(kinds.transitGatewayPropagations, [TransitGatewayRouteTableId]),
    )
    for (const prefix of prefixes) this.transitRoute(table, prefix, attachment, 'propagated')
    return this
  }

  /** A static route of a transit gateway's table to a VPN (`vpn-hq`). */
  staticTransitRoute(table: string, prefix: string, vpn: string): this {
    const attachment = {
      TransitGatewayAttachmentId: this.idOf('tgw-attach', vpn),
      ResourceId: this.ref(vpn),
      ResourceType: 'vpn' as const,
    }
    return this.transitRoute(table, prefix, attachment, 'static')
  }

  private transitRoute(
    table: string,
    DestinationCidrBlock: string,
    attachment: object,
    Type: 'static' | 'propagated',
  ): this {
    return this.add(
      'transitGatewayRoutes',
      { DestinationCidrBlock, Type, State: 'active', TransitGatewayAttachments: [attachment] },
      requestFor(kinds.transitGatewayRoutes, [this.idOf('tgw-rtb', table)]),
    )
  }
}
