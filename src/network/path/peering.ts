/** VPC peering: to addresses of the peer VPC, and no further. */
import { contains, parsePrefix } from '../prefix.ts'
import { same } from '../same.ts'
import { at } from './hops.ts'
import { hostPrefix } from './packet.ts'
import {
  type State,
  type Steps,
  type Way,
  away,
  destinationLabel,
  doubt,
  drop,
  nameless,
  withHop,
} from './walk.ts'
import { vpcBlocks } from '../blocks.ts'

/**
 * What comes over a peering connection reaches the peer VPC's own addresses only: neither its gateways nor its other
 * peers. Security groups can be named across it within a region.
 * https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html
 * https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-security-groups.html
 */
export function throughPeering(id: string, vpc: string, state: State, steps: Steps): readonly Way[] {
  const { packet, world } = state
  const peering = world.vpcPeeringConnections.get(id)
  const where = peering ?? nameless('VPCPeeringConnection', id, world.here)
  const [requester, accepter] = [peering?.RequesterVpcInfo, peering?.AccepterVpcInfo]
  if (!peering?.Status?.Code || !requester?.VpcId || !accepter?.VpcId)
    return doubt(state, where, `${id} was not read`)
  if (!same(peering.Status.Code, 'active')) return drop(state, where, `${id} is ${peering.Status.Code}`)

  const [own, peer] = requester.VpcId === vpc ? [requester, accepter] : [accepter, requester]
  const row = world.vpcs.get(peer.VpcId)
  const named = [
    peer.CidrBlock,
    ...(peer.CidrBlockSet ?? []).map((one) => one.CidrBlock),
    ...(peer.Ipv6CidrBlockSet ?? []).map((one) => one.Ipv6CidrBlock),
  ]
  const blocks = row ? vpcBlocks(row) : named.flatMap((text) => parsePrefix(text) ?? [])
  const inside = blocks.some((block) => contains(block, hostPrefix(packet.family, packet.destination)))
  if (!inside && blocks.length > 0) {
    const remedy = 'connect the two VPCs by a peering of their own, or by a transit gateway'
    return drop(
      state,
      where,
      `${destinationLabel(state)} is not in ${peer.VpcId}: peering is not transitive, and leads to no gateway of the peer`,
      remedy,
    )
  }
  if (!row) {
    const place = { account: peer.OwnerId ?? 'unknown', region: peer.Region ?? 'unknown' }
    return away(
      state,
      where,
      `${peer.VpcId} in account ${place.account}, ${place.region} was not read`,
      place,
    )
  }
  const next = withHop(state, at(where, 'forwards', `to ${peer.VpcId}`))
  return steps.arriveInVpc(
    row.id,
    undefined,
    own.Region === peer.Region ? next : { ...next, origin: undefined },
  )
}
