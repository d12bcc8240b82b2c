/** Transit gateways: in by one attachment, by the route table associated with it, out by another. */
import { same } from '../same.ts'
import { associationOf } from '../transit-association.ts'
import { type TransitRoute, bestTransitRoute } from '../transit-routes.ts'
import { zoneLabel } from '../zones.ts'
import { throughAcl } from './filters.ts'
import { type Hop, at } from './hops.ts'
import { hostPrefix } from './packet.ts'
import { attachedSubnets, doorsOf, visible } from './transit-attachments.ts'
import {
  type State,
  type Steps,
  type Way,
  away,
  destinationLabel,
  doubt,
  drop,
  filtered,
  finish,
  nameless,
  withHop,
} from './walk.ts'
import { type Subnet, isAudited, wasRead } from './world.ts'

/**
 * From a subnet: only if the attachment of its VPC has a subnet in the same zone. The ACL of that subnet is asked
 * inbound about what goes to the gateway, even when the sender is in it, and not about what comes from the gateway.
 * https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html
 * https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html
 */
export function throughTransitGateway(
  id: string,
  vpc: string,
  from: Subnet | undefined,
  state: State,
  steps: Steps,
): readonly Way[] {
  const { world, packet } = state
  const gateway = world.transitGateways.get(id) ?? nameless('TransitGateway', id, from ?? world.here)
  const attachments = world.transitGatewayVpcAttachments
    .where('VpcId', vpc)
    .filter((one) => one.TransitGatewayId === id)
  // Attachments that were deleted stay in the answers for a while.
  const attachment = attachments.find((one) => same(one.State, 'available')) ?? attachments[0]
  if (!attachment) {
    return wasRead('transitGatewayVpcAttachments', from ?? gateway, world)
      ? drop(state, gateway, `${vpc} is not attached to ${id}`)
      : doubt(state, gateway, `the attachments of ${id} were not read`)
  }
  if (!attachment.State) return doubt(state, attachment, 'its state is not in the answer')
  if (!same(attachment.State, 'available'))
    return drop(state, attachment, `the attachment is ${attachment.State}`)
  const subnets = attachedSubnets(attachment, world)
  if (!subnets) return doubt(state, attachment, 'the subnets of the attachment were not read')
  if ([...(from ? [from] : []), ...subnets].some((one) => !one.AvailabilityZoneId))
    return doubt(state, attachment, 'the zones of its subnets are not in the answer')
  const door = from ? subnets.find((one) => one.AvailabilityZoneId === from.AvailabilityZoneId) : subnets[0]
  if (!door) {
    const remedy = `aws ec2 modify-transit-gateway-vpc-attachment --transit-gateway-attachment-id ${attachment.id} --add-subnet-ids SUBNET_IN_${from?.AvailabilityZoneId}`
    return drop(
      state,
      attachment,
      `the attachment has no subnet in ${from ? zoneLabel(from) : 'the zone'}, and serves only zones where it has one`,
      remedy,
    )
  }
  const origin = visible(visible(state.origin, world.transitGateways.get(id)?.Options), attachment.Options)
  return filtered({ ...state, origin }, throughAcl(door, 'inbound', packet, world), (next) =>
    byAttachment(
      attachment.id,
      id,
      door.AvailabilityZoneId,
      { ...next, passed: [...next.passed, door.id] },
      steps,
    ),
  )
}

/** By the table of the attachment by which packets enter. */
export function byAttachment(
  attachment: string,
  gatewayId: string,
  zone: string | undefined,
  state: State,
  steps: Steps,
): readonly Way[] {
  const { world } = state
  const gateway = world.transitGateways.get(gatewayId) ?? nameless('TransitGateway', gatewayId, world.here)
  const association = associationOf(attachment, gatewayId, world)
  if ('unknown' in association) return doubt(state, gateway, association.unknown)
  if ('none' in association)
    return drop(
      state,
      gateway,
      `${attachment} is associated with no route table of ${gatewayId}`,
      `aws ec2 associate-transit-gateway-route-table --transit-gateway-attachment-id ${attachment} …`,
    )
  const tableId = association.table
  const where =
    world.transitGatewayRouteTables.get(tableId) ?? nameless('TransitGatewayRouteTable', tableId, gateway)
  const routes = world.transitGatewayRoutes.under(tableId)
  if (!routes) return doubt(state, where, `the routes of ${tableId} were not read`)
  const to = destinationLabel(state)
  const step = `${tableId} ${to}`
  if (state.seen.includes(step))
    return drop(state, where, `${to} comes back to ${tableId}: the routes lead in a circle`)
  const best = bestTransitRoute(routes, hostPrefix(state.packet.family, state.packet.destination))
  if (!best) {
    const remedy = `aws ec2 create-transit-gateway-route --transit-gateway-route-table-id ${tableId} --destination-cidr-block …`
    return drop(state, where, `no route of ${tableId} holds ${to}`, remedy)
  }
  if (same(best.State, 'blackhole'))
    return drop(state, where, `the route ${best.DestinationCidrBlock} of ${tableId} is a blackhole`)
  if (!same(best.State, 'active'))
    return doubt(state, where, `the state of the route ${best.DestinationCidrBlock} is not in the answer`)
  const targets = best.TransitGatewayAttachments ?? []
  if (targets.length === 0)
    return doubt(state, where, `where the route ${best.DestinationCidrBlock} leads is not in the answer`)
  const next = { ...state, seen: [...state.seen, step] }
  return targets.flatMap((target) => {
    const hop = at(
      where,
      'routes',
      `${best.DestinationCidrBlock} to ${target.TransitGatewayAttachmentId} (${target.ResourceId})`,
      { TransitGatewayRouteTableId: tableId, Type: best.Type },
    )
    return leave(target, gatewayId, zone, withHop(next, hop), where, steps)
  })
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
    return finish(
      state,
      'exits-network',
      at(
        where,
        'leaves',
        `by ${id} (${target.ResourceType ?? 'an unknown kind'}); what lies there cannot be read`,
      ),
      { kind: 'premises', gateway: id },
    )
  }
  const peering = world.transitGatewayPeeringAttachments.where('TransitGatewayAttachmentId', id)[0]
  const [a, b] = [peering?.RequesterTgwInfo, peering?.AccepterTgwInfo]
  const peer = a?.TransitGatewayId === gatewayId ? b : a
  if (!peering || !peer?.TransitGatewayId) return doubt(state, where, `the peering ${id} was not read`)
  if (!same(peering.State, 'available'))
    return drop(
      state,
      peering,
      `the peering of transit gateways is ${peering.State ?? 'in an unknown state'}`,
    )
  const other = { account: peer.OwnerId ?? world.here.account, region: peer.Region ?? world.here.region }
  if (!isAudited(other, world))
    return away(
      state,
      peering,
      `${peer.TransitGatewayId} in account ${other.account}, ${other.region}, was not read`,
      other,
    )
  const next = withHop(
    { ...state, origin: undefined },
    at(peering, 'forwards', `to ${peer.TransitGatewayId} in ${other.region}`),
  )
  return byAttachment(id, peer.TransitGatewayId, undefined, next, steps)
}

/**
 * Packets stay in their zone where the attachment has a subnet there; else any of its subnets may take them. In
 * appliance mode any may take the first, and the rest of the connection, answers included, keeps to it.
 * https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-appliance-scenario.html
 */
function intoVpc(
  id: string,
  vpc: string | undefined,
  zone: string | undefined,
  state: State,
  where: Hop['resource'],
  steps: Steps,
): readonly Way[] {
  const { world } = state
  const attachment = world.transitGatewayVpcAttachments.where('TransitGatewayAttachmentId', id)[0]
  const [known] = world.transitGatewayAttachments.where('TransitGatewayAttachmentId', id)
  const place = {
    account: attachment?.VpcOwnerId ?? known?.ResourceOwnerId ?? where.account,
    region: where.region,
  }
  if (!attachment)
    return away(state, where, `${vpc ?? id} was not read: it is in another account or region`, place)
  if (!same(attachment.State, 'available'))
    return doubt(
      state,
      attachment,
      `the attachment is ${attachment.State ?? 'in an unknown state'}, and a route leads to it`,
    )
  const subnets = attachedSubnets(attachment, world)
  if (!subnets || subnets.length === 0)
    return away(
      state,
      attachment,
      `the subnets of the attachment (account ${place.account}) were not read`,
      place,
    )
  if (subnets.some((one) => !one.AvailabilityZoneId))
    return doubt(state, attachment, 'the zones of its subnets are not in the answer')
  const next = { ...state, origin: visible(state.origin, attachment.Options) }
  return doorsOf(attachment, subnets, zone, state).flatMap((door) =>
    steps.leaveSubnet(
      door,
      withHop(
        { ...next, passed: [...next.passed, door.id] },
        at(attachment, 'forwards', `into ${attachment.VpcId} by ${door.id}`),
      ),
    ),
  )
}
