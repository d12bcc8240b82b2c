import { requestFor } from '../../src/inventory/inventory.ts'
import { kinds } from '../../src/inventory/kinds/index.ts'
import { EdgeBuilder } from './edge-builder.ts'
import type { Item } from './facts-builder.ts'
import type { Routes } from './vpc-builder.ts'

interface Attached {
  /** The id of an attachment that another builder made: a peering has one for both sides. */
  readonly TransitGatewayAttachmentId?: string
  readonly ResourceId: string
  readonly ResourceType: 'vpc' | 'vpn' | 'peering'
}

/** Transit gateways: what is attached to them, and their tables. */
export class TransitBuilder extends EdgeBuilder {
  readonly #attached = new Map<string, Attached>()

  transitGateway(name: string, fields: Item<'transitGateways'> = {}): this {
    return this.add('transitGateways', {
      TransitGatewayId: this.idOf('tgw', name),
      OwnerId: this.id,
      State: 'available',
      Options: { SecurityGroupReferencingSupport: 'disable', VpnEcmpSupport: 'enable' },
      Tags: this.tags(name),
      ...fields,
    })
  }

  /** Attaches a VPC by these subnets. Without a table, it is associated with none. */
  attach(
    name: string,
    {
      tgw,
      vpc,
      subnets,
      table,
      owner = this,
    }: {
      readonly tgw: string
      readonly vpc: string
      readonly subnets: readonly string[]
      readonly table?: string
      readonly owner?: TransitBuilder
    },
    fields: Item<'transitGatewayVpcAttachments'> = {},
  ): this {
    const VpcId = this.idOf('vpc', vpc)
    const attachment: Item<'transitGatewayVpcAttachments'> = {
      TransitGatewayAttachmentId: this.idOf('tgw-attach', name),
      TransitGatewayId: owner.idOf('tgw', tgw),
      VpcId,
      VpcOwnerId: this.id,
      State: 'available',
      SubnetIds: subnets.map((subnet) => this.idOf('subnet', subnet)),
      Options: { ApplianceModeSupport: 'disable', SecurityGroupReferencingSupport: 'enable' },
      Tags: this.tags(name),
      ...fields,
    }
    this.add('transitGatewayVpcAttachments', attachment)
    if (owner !== this) owner.add('transitGatewayVpcAttachments', attachment)
    return this.#attachment(name, { ResourceId: VpcId, ResourceType: 'vpc' }, tgw, table, owner)
  }

  /** Attaches a VPN, behind which lie premises. */
  attachVpn(name: string, { tgw, table }: { readonly tgw: string; readonly table?: string }): this {
    return this.#attachment(
      name,
      { ResourceId: this.idOf('vpn', name), ResourceType: 'vpn' },
      tgw,
      table,
      this,
    )
  }

  /** Only the owner of the gateway sees with which table an attachment is associated. */
  #attachment(
    name: string,
    attached: Attached,
    tgw: string,
    table: string | undefined,
    owner: TransitBuilder,
  ): this {
    const attachment: Item<'transitGatewayAttachments'> = {
      TransitGatewayAttachmentId: this.idOf('tgw-attach', name),
      TransitGatewayId: owner.idOf('tgw', tgw),
      TransitGatewayOwnerId: owner.id,
      ResourceOwnerId: this.id,
      ...attached,
      State: 'available',
    }
    const Association = {
      TransitGatewayRouteTableId: owner.idOf('tgw-rtb', table ?? ''),
      State: 'associated',
    } as const
    owner.#attached.set(name, attached)
    owner.add('transitGatewayAttachments', { ...attachment, ...(table === undefined ? {} : { Association }) })
    return owner === this ? this : this.add('transitGatewayAttachments', attachment)
  }

  /** Peers two transit gateways; each side associates the peering with a table of its own. */
  peerTransitGateways(
    name: string,
    { tgw, table }: { readonly tgw: string; readonly table: string },
    other: TransitBuilder,
    far: { readonly tgw: string; readonly table: string },
    fields: Item<'transitGatewayPeeringAttachments'> = {},
  ): this {
    const TransitGatewayAttachmentId = this.idOf('tgw-attach', name)
    const side = (builder: TransitBuilder, gateway: string): object => ({
      TransitGatewayId: builder.idOf('tgw', gateway),
      OwnerId: builder.id,
      Region: builder.region,
    })
    const peering = {
      TransitGatewayAttachmentId,
      RequesterTgwInfo: side(this, tgw),
      AccepterTgwInfo: side(other, far.tgw),
      State: 'available' as const,
      ...fields,
    }
    for (const [builder, own, peer] of [
      [this, { tgw, table }, other.idOf('tgw', far.tgw)],
      [other, far, this.idOf('tgw', tgw)],
    ] as const) {
      builder.add('transitGatewayPeeringAttachments', peering)
      builder.#attached.set(name, { TransitGatewayAttachmentId, ResourceId: peer, ResourceType: 'peering' })
      builder.add('transitGatewayAttachments', {
        TransitGatewayAttachmentId,
        TransitGatewayId: builder.idOf('tgw', own.tgw),
        TransitGatewayOwnerId: builder.id,
        ResourceId: peer,
        ResourceType: 'peering',
        State: 'available',
        Association: { TransitGatewayRouteTableId: builder.idOf('tgw-rtb', own.table), State: 'associated' },
      })
    }
    return this
  }

  /** Destination => names of attachments (`app`, or `a+b` for several at equal cost); `!` is a blackhole. */
  transitTable(name: string, tgw: string, routes: Routes, propagated: Routes = {}): this {
    const TransitGatewayRouteTableId = this.idOf('tgw-rtb', name)
    this.add('transitGatewayRouteTables', {
      TransitGatewayRouteTableId,
      TransitGatewayId: this.idOf('tgw', tgw),
      State: 'available',
    })
    const params = requestFor(kinds.transitGatewayRoutes, [TransitGatewayRouteTableId])
    const add = (
      [DestinationCidrBlock, target]: readonly [string, string],
      Type: 'static' | 'propagated',
    ): void => {
      const TransitGatewayAttachments =
        target === '!'
          ? []
          : target.split('+').map((attachment) => ({
              TransitGatewayAttachmentId: this.idOf('tgw-attach', attachment),
              ...this.#attached.get(attachment),
            }))
      const State = target === '!' ? ('blackhole' as const) : ('active' as const)
      this.add(
        'transitGatewayRoutes',
        { DestinationCidrBlock, Type, State, TransitGatewayAttachments },
        params,
      )
    }
    for (const route of Object.entries(routes)) add(route, 'static')
    for (const route of Object.entries(propagated)) add(route, 'propagated')
    return this
  }
}
