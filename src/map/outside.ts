/** What joins VPCs to each other and to the rest: peering, transit gateways, VPN and Direct Connect. */
import type { RowOf } from '../inventory/inventory.ts'
import { same } from '../network/same.ts'
import type { MapWorld } from './build.ts'
import type { Drawing } from './drawing.ts'
import { few, labelsOf } from './inside.ts'
import { subnetGroups } from './subnets.ts'

interface Canvas {
  readonly drawing: Drawing
  readonly world: MapWorld
}

const PREMISES = 'premises'

export function drawOutside(vpcs: readonly RowOf<'vpcs'>[], canvas: Canvas): void {
  drawTransit(vpcs, canvas)
  drawPrivateGateways(vpcs, canvas)
  drawVpn(canvas)
  drawDirectConnect(canvas)
  drawPeering(vpcs, canvas)
  for (const vpc of vpcs) drawRoutes(vpc, canvas)
}

function drawTransit(vpcs: readonly RowOf<'vpcs'>[], { drawing, world }: Canvas): void {
  const shown = new Set(vpcs.map(({ id }) => id))
  const attachments = world.transitGatewayVpcAttachments.everywhere.filter(
    (one) => shown.has(one.VpcId ?? '') && !same(one.State, 'deleted', 'deleting', 'failed', 'rejected'),
  )
  for (const attachment of attachments) {
    const id = attachment.TransitGatewayId ?? ''
    transitGateway(id, { drawing, world })
    drawing.stands(attachment.id, id)
    for (const subnet of attachment.SubnetIds ?? [])
      drawing.edge({ from: drawing.placeOf(subnet) ?? '', to: id, kind: 'attachment', labels: [] })
  }
  for (const peering of world.transitGatewayPeeringAttachments.everywhere) {
    const ends = [
      peering.RequesterTgwInfo?.TransitGatewayId,
      peering.AccepterTgwInfo?.TransitGatewayId,
    ].flatMap((one) => one ?? [])
    if (
      !ends.some((one) => drawing.has(one)) ||
      same(peering.State, 'deleted', 'deleting', 'failed', 'rejected')
    )
      continue
    for (const end of ends) transitGateway(end, { drawing, world })
    const [from = '', to = ''] = ends
    drawing.edge({ from, to, kind: 'peering', labels: [peering.name ?? peering.id] })
    drawing.stands(peering.id, from)
  }
}

function transitGateway(id: string, { drawing, world }: Canvas): void {
  const gateway = world.transitGateways.get(id)
  drawing.node({
    id,
    kind: 'transit-gateway',
    sort: 'transit gateway',
    name: gateway?.name ?? id,
    lines: gateway?.name ? [id] : [],
  })
}

function drawPrivateGateways(vpcs: readonly RowOf<'vpcs'>[], { drawing, world }: Canvas): void {
  for (const vpc of vpcs) {
    for (const gateway of world.vpnGateways.where(attachedVpcs, vpc.id)) {
      drawing.node({
        id: gateway.id,
        kind: 'virtual-private-gateway',
        sort: 'virtual private gateway',
        name: gateway.name ?? gateway.id,
        lines: [],
        parent: vpc.id,
      })
    }
  }
}

const attachedVpcs = (gateway: RowOf<'vpnGateways'>): readonly (string | undefined)[] =>
  (gateway.VpcAttachments ?? [])
    .filter((one) => !same(one.State, 'detached', 'detaching'))
    .map((one) => one.VpcId)

function drawVpn({ drawing, world }: Canvas): void {
  for (const connection of world.vpnConnections.everywhere) {
    if (same(connection.State, 'deleted', 'deleting')) continue
    const end = connection.TransitGatewayId ?? connection.VpnGatewayId
    if (end === undefined || !drawing.has(end)) continue
    const id = connection.CustomerGatewayId ?? `site of ${connection.id}`
    const site = world.customerGateways.get(id)
    drawing.box({ id: PREMISES, kind: 'outside', name: 'On premises', lines: [] })
    drawing.node({
      id,
      kind: 'site',
      sort: 'customer gateway',
      name: site?.name ?? id,
      lines: [site?.IpAddress ?? ''].filter(Boolean),
      parent: PREMISES,
    })
    drawing.edge({ from: end, to: id, kind: 'tunnel', labels: [connection.name ?? connection.id] })
    drawing.stands(connection.id, id)
  }
}

function drawDirectConnect({ drawing, world }: Canvas): void {
  for (const association of world.directConnectGatewayAssociations.everywhere) {
    const end = association.associatedGateway?.id ?? association.virtualGatewayId
    const id = association.directConnectGatewayId
    if (!id || !end || !drawing.has(end)) continue
    directConnectGateway(id, { drawing, world })
    drawing.edge({ from: end, to: id, kind: 'tunnel', labels: [] })
  }
  for (const line of world.virtualInterfaces.everywhere) {
    const end = line.directConnectGatewayId || line.virtualGatewayId
    if (!end || !drawing.has(end)) continue
    const id = `location ${line.location ?? 'unknown'}`
    drawing.box({ id: PREMISES, kind: 'outside', name: 'On premises', lines: [] })
    drawing.node({
      id,
      kind: 'site',
      sort: 'Direct Connect',
      name: line.location ?? 'unknown location',
      lines: [],
      parent: PREMISES,
    })
    drawing.edge({ from: end, to: id, kind: 'tunnel', labels: [line.virtualInterfaceName ?? line.id] })
    drawing.stands(line.id, id)
  }
}

function directConnectGateway(id: string, { drawing, world }: Canvas): void {
  const gateway = world.directConnectGateways.get(id)
  drawing.node({
    id,
    kind: 'direct-connect',
    sort: 'Direct Connect gateway',
    name: gateway?.directConnectGatewayName ?? id,
    lines: [],
  })
}

/** A node in the middle of each connection, so that findings and names have a place and either side may be missing. */
function drawPeering(vpcs: readonly RowOf<'vpcs'>[], { drawing, world }: Canvas): void {
  const shown = new Set(vpcs.map(({ id }) => id))
  for (const connection of world.vpcPeeringConnections.everywhere) {
    const sides = [connection.RequesterVpcInfo, connection.AccepterVpcInfo]
    if (!same(connection.Status?.Code, 'active', 'pending-acceptance', 'provisioning')) continue
    if (!sides.some((side) => shown.has(side?.VpcId ?? ''))) continue
    drawing.node({
      id: connection.id,
      kind: 'outside',
      sort: same(connection.Status?.Code, 'active') ? 'peering' : 'peering, not active',
      joins: sides.flatMap((side) => side?.VpcId ?? []),
      name: connection.name ?? connection.id,
      lines: sides
        .filter((side) => !shown.has(side?.VpcId ?? ''))
        .map((side) => `to ${side?.VpcId ?? 'a VPC'} of ${side?.OwnerId ?? 'another account'}`),
    })
  }
}

/** Routes of subnets to what joins VPCs. */
function drawRoutes(vpc: RowOf<'vpcs'>, { drawing, world }: Canvas): void {
  for (const group of subnetGroups(world.subnets.where('VpcId', vpc.id), false, world)) {
    const from = drawing.placeOf(group.id)
    for (const { target, destinations, isDead } of group.ways) {
      const joins = ['transit-gateway', 'peering', 'virtual-private-gateway'].includes(target.kind)
      if (!from || !joins || isDead) continue
      if (target.kind === 'transit-gateway' && !drawing.has(target.id))
        transitGateway(target.id, { drawing, world })
      drawing.edge({
        from,
        to: target.id,
        kind: target.kind === 'peering' ? 'peering' : 'route',
        labels: labelsOf(destinations).map((one) => few([one], 1)),
      })
    }
  }
}
