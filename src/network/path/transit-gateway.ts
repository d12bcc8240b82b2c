/** Transit gateways: in by one attachment, by the route table associated with it, out by another. */
import type { RowOf } from '../../inventory/inventory.ts'
import { contains, parsePrefix } from '../prefix.ts'
import { same } from '../same.ts'
import { zoneLabel } from '../zones.ts'
import { throughAcl } from './filters.ts'
import { type Hop, at } from './hops.ts'
import { hostPrefix } from './packet.ts'
import { type State, type Steps, type Way, destinationLabel, doubt, drop, filtered, finish, nameless, withHop } from './walk.ts'
import { type Subnet, type World, wasRead } from './world.ts'

type Attachment = RowOf<'transitGatewayVpcAttachments'>
type TransitRoute = RowOf<'transitGatewayRoutes'>

/** From a subnet: only if the attachment of its VPC has a subnet in the same zone. */
export function throughTransitGateway(id: string, vpc: string, from: Subnet | undefined, state: State, steps: Steps): readonly Way[] {
  const { world, packet } = state
  const gateway = world.transitGateways.get(id) ?? nameless('TransitGateway', id, from ?? world.here)
  const attachment = world.transitGatewayVpcAttachments.where('VpcId', vpc).find((one) => one.TransitGatewayId === id)
  if (!attachment) {
    return wasRead('transitGatewayVpcAttachments', from ?? gateway, world)
      ? drop(state, gateway, `${vpc} is not attached to ${id}`)
      : doubt(state, gateway, `the attachments of ${id} were not read`)
  }
  if (!same(attachment.State, 'available')) return drop(state, attachment, `the attachment is ${attachment.State ?? 'in an unknown state'}`)
  const subnets = attachedSubnets(attachment, world)
  if (!subnets) return doubt(state, attachment, 'the subnets of the attachment were not read')
  const door = from ? subnets.find((one) => one.AvailabilityZoneId === from.AvailabilityZoneId) : subnets[0]
  if (!door) {
    const remedy = `aws ec2 modify-transit-gateway-vpc-attachment --transit-gateway-attachment-id ${attachment.id} --add-subnet-ids SUBNET_IN_${from?.AvailabilityZoneId}`
    return drop(state, attachment, `the attachment has no subnet in ${from ? zoneLabel(from) : 'the zone'}, and serves only zones where it has one`, remedy)
  }
  const enter = (next: State): readonly Way[] => byAttachment(attachment.id, id, door.AvailabilityZoneId, next, steps)
  const visible = same(world.transitGateways.get(id)?.Options?.SecurityGroupReferencingSupport, 'enable')
  const going = visible ? state : { ...state, origin: undefined }
  return from?.id === door.id ? enter(going) : filtered(going, throughAcl(door, 'inbound', packet, world), enter)
}

function attachedSubnets(attachment: Attachment, world: World): readonly Subnet[] | undefined {
  const subnets = (attachment.SubnetIds ?? []).map((id) => world.subnets.get(id))
  return subnets.every((subnet) => subnet !== undefined) ? subnets : undefined
}

/** The attachment by which packets enter picks the table; the one by which they leave needs none. */
export function byAttachment(attachment: string, gatewayId: string, zone: string | undefined, state: State, steps: Steps): readonly Way[] {
  const { world } = state
  const gateway = world.transitGateways.get(gatewayId) ?? nameless('TransitGateway', gatewayId, world.here)
  const known = world.transitGatewayAttachments
    .where('TransitGatewayAttachmentId', attachment)
    .filter((one) => one.TransitGatewayId === gatewayId || one.TransitGatewayId === undefined)
  const table = known.map((one) => one.Association).find((one) => one?.TransitGatewayRouteTableId)
  if (!table?.TransitGatewayRouteTableId) {
    const owner = known.find((one) => one.TransitGatewayOwnerId)?.TransitGatewayOwnerId
    const seen = known.some((one) => one.account === owner)
    return seen
      ? drop(state, gateway, `${attachment} is associated with no route table of ${gatewayId}`, `aws ec2 associate-transit-gateway-route-table --transit-gateway-attachment-id ${attachment} …`)
      : doubt(state, gateway, `the route tables of ${gatewayId} are seen by its owner only (account ${owner ?? 'unknown'}), which was not read`)
  }
  const tableId = table.TransitGatewayRouteTableId
  const where = world.transitGatewayRouteTables.get(tableId) ?? nameless('TransitGatewayRouteTable', tableId, gateway)
  const routes = world.transitGatewayRoutes.under(tableId)
  if (!routes) return doubt(state, where, `the routes of ${tableId} were not read`)
  const to = destinationLabel(state)
  const step = `${tableId} ${to}`
  if (state.seen.includes(step)) return drop(state, where, `${to} comes back to ${tableId}: the routes lead in a circle`)
  const best = bestTransitRoute(routes, state)
  if (!best) {
    const remedy = `aws ec2 create-transit-gateway-route --transit-gateway-route-table-id ${tableId} --destination-cidr-block …`
    return drop(state, where, `no route of ${tableId} holds ${to}`, remedy)
  }
  if (same(best.State, 'blackhole')) return drop(state, where, `the route ${best.DestinationCidrBlock} of ${tableId} is a blackhole`)
  if (!same(best.State, 'active')) return doubt(state, where, `the state of the route ${best.DestinationCidrBlock} is not in the answer`)
  const targets = best.TransitGatewayAttachments ?? []
  if (targets.length === 0) return doubt(state, where, `where the route ${best.DestinationCidrBlock} leads is not in the answer`)
  const next = { ...state, seen: [...state.seen, step] }
  return targets.flatMap((target) => {
    const hop = at(where, 'routes', `${best.DestinationCidrBlock} to ${target.TransitGatewayAttachmentId} (${target.ResourceId})`, { TransitGatewayRouteTableId: tableId, Type: best.Type })
    return leave(target, gatewayId, zone, withHop(next, hop), where, steps)
  })
}

/** The longest prefix; of equal ones a static route before a propagated one. */
function bestTransitRoute(routes: readonly TransitRoute[], { packet }: State): TransitRoute | undefined {
  const host = hostPrefix(packet.family, packet.destination)
  const holding = routes.flatMap((route) => {
    const prefix = parsePrefix(route.DestinationCidrBlock)
    return prefix && contains(prefix, host) ? [{ route, length: prefix.length }] : []
  })
  holding.sort((a, b) => b.length - a.length || Number(same(a.route.Type, 'propagated')) - Number(same(b.route.Type, 'propagated')))
  return holding[0]?.route
}

function leave(
  target: NonNullable<TransitRoute['TransitGatewayAttachments']>[number],
  gatewayId: string,
  zone: string | undefined,
  state: State,
  where: Hop['resource'],
  steps: Steps,
): readonly Way[] {
  const { world } = state
  const id = target.TransitGatewayAttachmentId ?? ''
  if (same(target.ResourceType, 'vpc')) return intoVpc(id, target.ResourceId, zone, state, where, steps)
  if (!same(target.ResourceType, 'peering')) {
    return finish(state, 'exits-network', at(where, 'leaves', `by ${id} (${target.ResourceType ?? 'an unknown kind'}); what lies there cannot be read`), { kind: 'premises', gateway: id })
  }
  const peering = world.transitGatewayPeeringAttachments.where('TransitGatewayAttachmentId', id)[0]
  const [a, b] = [peering?.RequesterTgwInfo, peering?.AccepterTgwInfo]
  const peer = a?.TransitGatewayId === gatewayId ? b : a
  if (!peering || !peer?.TransitGatewayId) return doubt(state, where, `the peering ${id} was not read`)
  if (!same(peering.State, 'available')) return drop(state, peering, `the peering of transit gateways is ${peering.State ?? 'in an unknown state'}`)
  const other = { account: peer.OwnerId ?? world.here.account, region: peer.Region ?? world.here.region }
  if (!world.transitGatewayAttachments.readIn(other)) {
    return finish(state, 'exits-network', at(peering, 'leaves', `${peer.TransitGatewayId} in account ${other.account}, ${other.region}, was not read`), { kind: 'elsewhere' })
  }
  const next = withHop(state, at(peering, 'forwards', `to ${peer.TransitGatewayId} in ${other.region}`))
  return byAttachment(id, peer.TransitGatewayId, undefined, next, steps)
}

/** Packets stay in their zone where the attachment has a subnet there; else any of its subnets may take them. */
function intoVpc(id: string, vpc: string | undefined, zone: string | undefined, state: State, where: Hop['resource'], steps: Steps): readonly Way[] {
  const { world } = state
  const attachment = world.transitGatewayVpcAttachments.where('TransitGatewayAttachmentId', id)[0]
  if (!attachment) return finish(state, 'exits-network', at(where, 'leaves', `${vpc ?? id} was not read: it is in another account or region`), { kind: 'elsewhere' })
  const subnets = attachedSubnets(attachment, world)
  if (!subnets || subnets.length === 0) return doubt(state, attachment, 'the subnets of the attachment were not read')
  const near = same(attachment.Options?.ApplianceModeSupport, 'enable') ? [] : subnets.filter((one) => zone !== undefined && one.AvailabilityZoneId === zone)
  const doors = near.length > 0 ? near : subnets
  return doors.flatMap((door) => steps.leaveSubnet(door, withHop(state, at(attachment, 'forwards', `into ${attachment.VpcId} by ${door.id}`))))
}
