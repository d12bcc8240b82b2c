import { bestRoute, effectiveRouteTable, targetOf } from '../routing.ts'
import { contains } from '../prefix.ts'
import { same } from '../same.ts'
import { type Hop } from './hops.ts'
import { hostPrefix } from './packet.ts'
import type { Peer, State } from './walk.ts'
import { subnetBlocks } from '../blocks.ts'
import { type Eni, type Subnet, type World, eniAt, subnetOf, wasRead } from './world.ts'

/**
 * The interface that has the destination, where rules for what goes out may name its groups: in the same VPC, or
 * straight over a peering within the region. Transit gateways support that for what comes in only, and across a
 * middlebox it does not work.
 * https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html#security-group-referencing
 * https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-security-groups.html
 */
export function receiverOf(subnet: Subnet, state: State): Peer {
  const { world, packet } = state
  const host = hostPrefix(packet.family, packet.destination)
  if (subnetBlocks(subnet).some((block) => contains(block, host))) return interfaceIn(subnet.VpcId, state)
  const table = effectiveRouteTable(subnet, world)
  const best = table && bestRoute(table, host, world)
  if (!best || 'unknown' in best) return 'unknown'
  const target = best.route && targetOf(best.route)
  if (target?.kind === 'local') return interfaceIn(subnet.VpcId, state)
  if (target?.kind !== 'peering') return undefined
  const peering = world.vpcPeeringConnections.get(target.id)
  const [a, b] = [peering?.RequesterVpcInfo, peering?.AccepterVpcInfo]
  if (!a?.Region || !b?.Region) return 'unknown'
  return a.Region === b.Region ? interfaceIn((a.VpcId === subnet.VpcId ? b : a).VpcId, state) : undefined
}

function interfaceIn(vpc: string | undefined, { world, packet }: State): Peer {
  const home = subnetOf(vpc, packet.family, packet.destination, world)
  const row = home ?? world.vpcs.get(vpc)
  if (!row || !wasRead('subnets', row, world)) return 'unknown'
  const eni = home && eniAt(home, packet.family, packet.destination, world)
  return eni ?? (wasRead('networkInterfaces', row, world) ? undefined : 'unknown')
}

/** Why nothing is sent from, or answers at, an interface. */
export function idleness(
  eni: Eni,
  world: World,
): { readonly where: Hop['resource']; readonly because: string; readonly remedy: string } | undefined {
  if (same(eni.Status, 'available')) {
    return {
      where: eni,
      because: `${eni.id} is attached to nothing`,
      remedy: `aws ec2 attach-network-interface --network-interface-id ${eni.id} …`,
    }
  }
  const instance = world.instances.get(eni.Attachment?.InstanceId)
  if (!instance || !same(instance.State?.Name, 'stopped', 'stopping', 'terminated', 'shutting-down'))
    return undefined
  return {
    where: instance,
    because: `${instance.id} is ${instance.State?.Name}: it neither sends nor answers`,
    remedy: `aws ec2 start-instances --instance-ids ${instance.id}`,
  }
}

/** Whether it can be said that the instance of an interface runs; one without an instance is somebody else's to run. */
export const isRunningKnown = (eni: Eni, world: World): boolean =>
  eni.Attachment?.InstanceId === undefined ||
  world.instances.get(eni.Attachment.InstanceId) !== undefined ||
  wasRead('instances', eni, world)
