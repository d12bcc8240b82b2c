import { requestFor } from '../../src/inventory/inventory.ts'
import { kinds } from '../../src/inventory/kinds/index.ts'
import { DistributionBuilder } from './distribution-builder.ts'
import type { Item } from './facts-builder.ts'
import type { Routes } from './vpc-builder.ts'

const CREATED = '2026-01-01T00:00:00.000Z'

interface Attached {
  /** Another builder may have made the attachment: a peering has one id for both sides. */
  readonly TransitGatewayAttachmentId?: string
  readonly ResourceId: string
  readonly ResourceType: 'vpc' | 'vpn' | 'peering'
}

/** The attachments that a target names. */
const names = (target: string): readonly string[] =>
  target
    .replace('!', '')
    .split('+')
    .filter((name) => name !== '')

/** Transit gateways: what is attached to them, and their tables. */
export class TransitBuilder extends DistributionBuilder {
  readonly #attached = new Map<string, Attached>()

  transitGateway(name: string, fields: Item<'transitGateways'> = {}): this {
    return this.add('transitGateways', {
      TransitGatewayId: this.idOf('tgw', name),
      OwnerId: this.id,
      State: 'available',
      CreationTime: CREATED,
      Options: {
        AmazonSideAsn: 64_512,
        AutoAcceptSharedAttachments: 'disable',
        DefaultRouteTableAssociation: 'disable',
        DefaultRouteTablePropagation: 'disable',
        VpnEcmpSupport: 'enable',
        DnsSupport: 'enable',
        SecurityGroupReferencingSupport: 'disable',
        MulticastSupport: 'disable',
      },
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
      CreationTime: CREATED,
      Options: {
        DnsSupport: 'enable',
        SecurityGroupReferencingSupport: 'enable',
        Ipv6Support: 'disable',
        ApplianceModeSupport: 'disable',
      },
      Tags: this.tags(name),
      ...fields,
    }
    this.add('transitGatewayVpcAttachments', attachment)
    if (owner !== this) owner.add('transitGatewayVpcAttachments', attachment)
    const { State, CreationTime, Tags } = attachment
    const shared = { State, CreationTime, Tags } as const
    return this.#attachment(name, { ResourceId: VpcId, ResourceType: 'vpc' }, tgw, table, owner, shared)
  }

  /** Lets the gateway translate what an attachment of a VPC sends: one block => another. */
  translate(
    name: string,
    rules: Routes,
    fields: Item<'transitGatewayNatConfigurations'> = {},
    NatGatewaySupport: 'enabled' | 'enabling' = 'enabled',
  ): this {
    const TransitGatewayAttachmentId = this.idOf('tgw-attach', name)
    const known = this.find(
      'transitGatewayAttachments',
      (item) => item.TransitGatewayAttachmentId === TransitGatewayAttachmentId,
    )
    if (!known) throw new Error(`There is no attachment ${name} yet: make it before it translates.`)
    return this.replace('transitGatewayAttachments', known, { ...known, NatGatewaySupport }).add(
      'transitGatewayNatConfigurations',
      {
        TransitGatewayAttachmentId,
        NatGatewaySupport,
        NatSystemRouteSupport: 'enable',
        NatGatewayRules: Object.entries(rules).map(([MatchSourceCidr, NatCidr], index) => ({
          RuleNumber: index + 1,
          MatchSourceCidr,
          NatCidr,
          State: 'activated',
        })),
        ...fields,
      },
      requestFor(kinds.transitGatewayNatConfigurations, [TransitGatewayAttachmentId]),
    )
  }

  /** Attaches a VPN, behind which lie premises. */
  attachVpn(
    name: string,
    { tgw, table }: { readonly tgw: string; readonly table?: string },
    fields: Item<'transitGatewayAttachments'> = {},
  ): this {
    const attached = { ResourceId: this.idOf('vpn', name), ResourceType: 'vpn' } as const
    return this.#attachment(name, attached, tgw, table, this, fields)
  }

  /** Only the owner of the gateway sees with which table an attachment is associated, and whether it translates. */
  #attachment(
    name: string,
    attached: Attached,
    tgw: string,
    table: string | undefined,
    owner: TransitBuilder,
    fields: Item<'transitGatewayAttachments'>,
  ): this {
    const TransitGatewayAttachmentId = this.idOf('tgw-attach', name)
    const attachment: Item<'transitGatewayAttachments'> = {
      TransitGatewayAttachmentId,
      TransitGatewayId: owner.idOf('tgw', tgw),
      TransitGatewayOwnerId: owner.id,
      ResourceOwnerId: this.id,
      ...attached,
      State: 'available',
      CreationTime: CREATED,
      Tags: this.tags(name),
      ...fields,
    }
    owner.#attached.set(name, { TransitGatewayAttachmentId, ...attached })
    owner.add('transitGatewayAttachments', {
      ...attachment,
      NatGatewaySupport: 'disabled',
      ...owner.#associate(table, { TransitGatewayAttachmentId, ...attached }),
    })
    return owner === this ? this : this.add('transitGatewayAttachments', attachment)
  }

  #associate(table: string | undefined, attached: Attached): Item<'transitGatewayAttachments'> {
    if (table === undefined) return {}
    const TransitGatewayRouteTableId = this.idOf('tgw-rtb', table)
    this.add(
      'transitGatewayAssociations',
      { ...attached, State: 'associated' },
      requestFor(kinds.transitGatewayAssociations, [TransitGatewayRouteTableId]),
    )
    return { Association: { TransitGatewayRouteTableId, State: 'associated' } }
  }

  /** Lets an attachment write its routes into a table; which those are, `transitTable` says. */
  propagateTo(
    table: string,
    attachment: string,
    fields: Item<'transitGatewayPropagations'> = { State: 'enabled' },
  ): this {
    return this.add(
      'transitGatewayPropagations',
      {
        TransitGatewayAttachmentId: this.idOf('tgw-attach', attachment),
        ...this.#attached.get(attachment),
        ...fields,
      },
      requestFor(kinds.transitGatewayPropagations, [this.idOf('tgw-rtb', table)]),
    )
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
      const attached = { TransitGatewayAttachmentId, ResourceId: peer, ResourceType: 'peering' } as const
      builder.#attached.set(name, attached)
      builder.add('transitGatewayAttachments', {
        ...attached,
        TransitGatewayId: builder.idOf('tgw', own.tgw),
        TransitGatewayOwnerId: builder.id,
        ResourceOwnerId: builder === this ? other.id : this.id,
        State: peering.State,
        CreationTime: CREATED,
        NatGatewaySupport: 'disabled',
        Tags: builder.tags(name),
        ...builder.#associate(own.table, attached),
      })
    }
    return this
  }

  /**
   * Destination => names of attachments (`app`, or `a+b` for several at equal cost); `!` is a blackhole, `!app` one
   * that led to an attachment. Who has routes that are propagated is let propagate.
   */
  transitTable(
    name: string,
    tgw: string,
    routes: Routes,
    propagated: Routes = {},
    fields: Item<'transitGatewayRouteTables'> = {},
  ): this {
    const TransitGatewayRouteTableId = this.idOf('tgw-rtb', name)
    this.add('transitGatewayRouteTables', {
      TransitGatewayRouteTableId,
      TransitGatewayId: this.idOf('tgw', tgw),
      State: 'available',
      CreationTime: CREATED,
      Tags: this.tags(name),
      ...fields,
    })
    return this.transitRoutes(name, routes, propagated)
  }

  /** More routes in a table. */
  transitRoutes(name: string, routes: Routes, propagated: Routes = {}): this {
    const writers = new Set(Object.values(propagated).flatMap(names))
    for (const attachment of writers) this.propagateTo(name, attachment)
    const params = requestFor(kinds.transitGatewayRoutes, [this.idOf('tgw-rtb', name)])
    const add = (
      [DestinationCidrBlock, target]: readonly [string, string],
      Type: 'static' | 'propagated',
    ): void => {
      const TransitGatewayAttachments = names(target).map((attachment) => ({
        TransitGatewayAttachmentId: this.idOf('tgw-attach', attachment),
        ...this.#attached.get(attachment),
      }))
      const State = target.startsWith('!') ? ('blackhole' as const) : ('active' as const)
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
