/** The steps inside a VPC: out of an interface, out of a subnet, by its route table, into a subnet, to an interface. */
import { contains } from '../prefix.ts'
import {
  type RouteTable,
  type Target,
  bestRoute,
  destinationOf,
  effectiveRouteTable,
  isActive,
  routeFields,
  targetOf,
} from '../routing.ts'
import { same } from '../same.ts'
import { deliver } from './delivery.ts'
import { throughEndpoint } from './endpoint.ts'
import { throughAcl, throughGroups } from './filters.ts'
import { at } from './hops.ts'
import { throughEgressOnly, throughInternetGateway } from './internet.ts'
import { backThroughRegionalNat, throughNat } from './nat.ts'
import { hostPrefix } from './packet.ts'
import { throughPeering } from './peering.ts'
import { throughVirtualPrivateGateway } from './premises.ts'
import { idleness, receiverOf } from './receiver.ts'
import { throughInterface } from './forwarding.ts'
import { throughTransitGateway } from './transit-gateway.ts'
import {
  type State,
  type Steps,
  type Way,
  destinationLabel,
  doubt,
  drop,
  filtered,
  nameless,
  withHop,
} from './walk.ts'
import { subnetBlocks, vpcBlocks } from '../blocks.ts'
import { type Eni, type Subnet, subnetOf, wasRead } from './world.ts'

export const steps: Steps = {
  leaveSubnet,
  arriveInVpc,
  byTable,
  backThroughRegionalNat: (nat, state) => backThroughRegionalNat(nat, state, steps),
}

/** Out of an interface: its security groups, then its subnet. */
export function leaveInterface(eni: Eni, state: State): readonly Way[] {
  const subnet = state.world.subnets.get(eni.SubnetId)
  if (!subnet) return doubt(state, eni, `its subnet ${eni.SubnetId ?? ''} was not read`)
  const own = { ...state, homeVpc: eni.VpcId }
  if (state.answers) return leaveSubnet(subnet, own)
  const idle = idleness(eni, state.world)
  if (idle) return drop(state, idle.where, idle.because, idle.remedy)
  const groups = throughGroups(eni, 'outbound', state.packet, receiverOf(subnet, state), state.world)
  return filtered(own, groups, (next) => leaveSubnet(subnet, next))
}

/**
 * What stays in its subnet meets neither ACL nor route.
 * https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html
 */
function leaveSubnet(subnet: Subnet, state: State): readonly Way[] {
  const { packet, world } = state
  if (subnetBlocks(subnet).some((block) => contains(block, hostPrefix(packet.family, packet.destination)))) {
    return deliver(
      subnet,
      steps,
      withHop(
        state,
        at(
          subnet,
          'forwards',
          `${destinationLabel(state)} is in the same subnet: no network ACL and no route is asked`,
        ),
      ),
    )
  }
  return filtered(state, throughAcl(subnet, 'outbound', packet, world), (next) => {
    const table = effectiveRouteTable(subnet, world)
    return table
      ? byTable(table, subnet, next)
      : doubt(next, subnet, `the route table of ${subnet.id} was not read`)
  })
}

/**
 * The route that decides, and what it leads to. A blackhole still wins.
 * https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html
 */
function byTable(table: RouteTable, from: Subnet | undefined, state: State): readonly Way[] {
  const { packet, world } = state
  const to = destinationLabel(state)
  const step = `${table.id} ${to}`
  if (state.seen.includes(step))
    return drop(state, table, `${to} comes back to ${table.id}: the routes lead in a circle`)

  const best = bestRoute(table, hostPrefix(packet.family, packet.destination), world)
  if ('unknown' in best) return doubt(state, table, best.unknown)
  const { route } = best
  if (!route) {
    const remedy = `add a route: aws ec2 create-route --route-table-id ${table.id} --destination-cidr-block …`
    return drop(state, table, `no route of ${table.id} holds ${to}`, remedy)
  }
  const target = targetOf(route)
  const said = `${destinationOf(route)} to ${target.id}`
  if (same(route.State, 'blackhole')) {
    const remedy = `replace it: aws ec2 replace-route --route-table-id ${table.id} …`
    return drop(
      state,
      table,
      `the route ${said} is a blackhole and still the longest that holds ${to}`,
      remedy,
    )
  }
  if (!isActive(route))
    return doubt(state, table, `the state of the route ${said} is ${route.State ?? 'not in the answer'}`)
  const next = withHop(
    { ...state, seen: [...state.seen, step] },
    at(table, 'routes', said, { RouteTableId: table.id, ...routeFields(route) }),
  )
  return toTarget(target, table, from, next)
}

function toTarget(target: Target, table: RouteTable, from: Subnet | undefined, state: State): readonly Way[] {
  const vpc = table.VpcId ?? ''
  switch (target.kind) {
    case 'local':
      return arriveInVpc(vpc, from, state)
    case 'internet-gateway':
      return throughInternetGateway(target.id, vpc, from, state, steps)
    case 'egress-only-internet-gateway':
      return throughEgressOnly(target.id, vpc, from, state, steps)
    case 'nat-gateway':
      return throughNat(target.id, from, state, steps)
    case 'transit-gateway':
      return throughTransitGateway(target.id, vpc, from, state, steps)
    case 'peering':
      return throughPeering(target.id, vpc, state, steps)
    case 'network-interface':
      return throughInterface(target.id, from, state, steps)
    case 'virtual-private-gateway':
      return throughVirtualPrivateGateway(target.id, from, state)
    case 'endpoint':
      return throughEndpoint(target.id, from, state, steps)
    default:
      return doubt(
        state,
        nameless('Route', target.id, table),
        `${target.id} (${target.kind}) is not followed further`,
      )
  }
}

/** Inside the VPC's blocks but in no subnet, and in a subnet but at no interface, are different drops. */
function arriveInVpc(vpc: string, from: Subnet | undefined, state: State): readonly Way[] {
  const { packet, world } = state
  const to = destinationLabel(state)
  const row = world.vpcs.get(vpc)
  const where = row ?? nameless('VPC', vpc, from ?? world.here)
  const subnet = subnetOf(vpc, packet.family, packet.destination, world)
  if (!subnet) {
    if (!row || !wasRead('subnets', row, world))
      return doubt(state, where, `the subnets of ${vpc} were not read`)
    const inside = vpcBlocks(row).some((block) =>
      contains(block, hostPrefix(packet.family, packet.destination)),
    )
    return drop(
      state,
      where,
      inside
        ? `${to} is in the block of ${vpc} but in none of its subnets`
        : `${to} is not an address of ${vpc}`,
    )
  }
  if (from?.id === subnet.id) return deliver(subnet, steps, state)
  return filtered(state, throughAcl(subnet, 'inbound', packet, world), (next) => deliver(subnet, steps, next))
}
