/** The steps inside a VPC: out of an interface, out of a subnet, by its route table, into a subnet, to an interface. */
import { isNatGatewayInterface } from '../interfaces.ts'
import { contains } from '../prefix.ts'
import { type Target, bestRoute, destinationOf, effectiveRouteTable, isActive, routeFields, targetOf } from '../routing.ts'
import type { RouteTable } from '../routing.ts'
import { same } from '../same.ts'
import { throughAcl, throughGroups } from './filters.ts'
import { throughEndpoint } from './endpoint.ts'
import { at } from './hops.ts'
import { throughEgressOnly, throughInternetGateway } from './internet.ts'
import { backThroughNat, throughNat } from './nat.ts'
import { hostPrefix } from './packet.ts'
import { throughPeering } from './peering.ts'
import { throughTransitGateway } from './transit-gateway.ts'
import { throughVirtualPrivateGateway } from './premises.ts'
import { type State, type Steps, type Way, destinationLabel, doubt, drop, filtered, finish, nameless, withHop } from './walk.ts'
import { type Eni, type Subnet, eniAt, subnetBlocks, subnetOf, vpcBlocks, wasRead } from './world.ts'

export const steps: Steps = { leaveSubnet, arriveInVpc, byTable }

/** Out of an interface: its security groups, then its subnet. */
export function leaveInterface(eni: Eni, state: State): readonly Way[] {
  const subnet = state.world.subnets.get(eni.SubnetId)
  if (!subnet) return doubt(state, eni, `its subnet ${eni.SubnetId ?? ''} was not read`)
  if (state.answers) return leaveSubnet(subnet, state)
  const groups = throughGroups(eni, 'outbound', state.packet, destinationInterface(subnet, state), state.world)
  return filtered(state, groups, (next) => leaveSubnet(subnet, next))
}

/** The interface that has the destination, where security groups may name each other: in the VPC, or its peer. */
function destinationInterface(subnet: Subnet, { world, packet }: State): Eni | undefined {
  const table = effectiveRouteTable(subnet, world)
  const best = table && bestRoute(table, hostPrefix(packet.family, packet.destination), world)
  const target = best && 'route' in best && best.route ? targetOf(best.route) : undefined
  const peering = target?.kind === 'peering' ? world.vpcPeeringConnections.get(target.id) : undefined
  const [a, b] = [peering?.RequesterVpcInfo, peering?.AccepterVpcInfo]
  const vpc = peering ? (a?.VpcId === subnet.VpcId ? b : a)?.VpcId : subnet.VpcId
  const home = subnetOf(vpc, packet.family, packet.destination, world)
  return home && eniAt(home, packet.family, packet.destination, world)
}

function leaveSubnet(subnet: Subnet, state: State): readonly Way[] {
  const { packet, world } = state
  // What stays in its subnet meets neither ACL nor route.
  if (subnetBlocks(subnet).some((block) => contains(block, hostPrefix(packet.family, packet.destination)))) {
    return deliver(subnet, withHop(state, at(subnet, 'forwards', `${destinationLabel(state)} is in the same subnet: no network ACL and no route is asked`)))
  }
  return filtered(state, throughAcl(subnet, 'outbound', packet, world), (next) => {
    const table = effectiveRouteTable(subnet, world)
    return table ? byTable(table, subnet, next) : doubt(next, subnet, `the route table of ${subnet.id} was not read`)
  })
}

function byTable(table: RouteTable, from: Subnet | undefined, state: State): readonly Way[] {
  const { packet, world } = state
  const to = destinationLabel(state)
  const step = `${table.id} ${to}`
  if (state.seen.includes(step)) return drop(state, table, `${to} comes back to ${table.id}: the routes lead in a circle`)

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
    return drop(state, table, `the route ${said} is a blackhole and still the longest that holds ${to}`, remedy)
  }
  if (!isActive(route)) return doubt(state, table, `the state of the route ${said} is ${route.State ?? 'not in the answer'}`)
  const next = withHop({ ...state, seen: [...state.seen, step] }, at(table, 'routes', said, { RouteTableId: table.id, ...routeFields(route) }))
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
      return throughEgressOnly(target.id, vpc, from, state)
    case 'nat-gateway':
      return throughNat(target.id, from, state, steps)
    case 'transit-gateway':
      return throughTransitGateway(target.id, vpc, from, state, steps)
    case 'peering':
      return throughPeering(target.id, vpc, state, steps)
    case 'network-interface':
      return throughInterface(target.id, from, state)
    case 'virtual-private-gateway':
      return throughVirtualPrivateGateway(target.id, state)
    case 'endpoint':
      return throughEndpoint(target.id, from, state, steps)
    default: {
      const where = nameless('Route', target.id, table)
      return finish(state, 'exits-network', at(where, 'leaves', `${target.id} (${target.kind}) is not followed further`), { kind: 'elsewhere' })
    }
  }
}

/** An instance that forwards for others. What its software does is not AWS's to tell. */
function throughInterface(id: string, from: Subnet | undefined, state: State): readonly Way[] {
  const { world, packet } = state
  const eni = world.networkInterfaces.get(id)
  const home = world.subnets.get(eni?.SubnetId)
  if (!eni || !home) return doubt(state, nameless('NetworkInterface', id, from ?? state.world.here), `${id} was not read`)
  const own = eniAt(home, packet.family, packet.destination, world) === eni
  const enter = (next: State): readonly Way[] => {
    if (own) return deliverTo(eni, home, next)
    if (eni.SourceDestCheck === undefined) return doubt(next, eni, 'its SourceDestCheck is not in the answer')
    if (eni.SourceDestCheck) {
      const remedy = `aws ec2 modify-network-interface-attribute --network-interface-id ${eni.id} --no-source-dest-check`
      return drop(next, eni, `its source/destination check drops what is not for itself (${destinationLabel(next)})`, remedy)
    }
    const handed = (passed: State): readonly Way[] =>
      doubt(passed, eni, `${eni.Attachment?.InstanceId ?? eni.id} is handed the packets; what its software does with them cannot be read`)
    if (next.answers) return handed(next)
    return filtered(next, throughGroups(eni, 'inbound', next.packet, next.origin, world), handed)
  }
  return from?.id === home.id ? enter(state) : filtered(state, throughAcl(home, 'inbound', packet, world), enter)
}

function arriveInVpc(vpc: string, from: Subnet | undefined, state: State): readonly Way[] {
  const { packet, world } = state
  const to = destinationLabel(state)
  const row = world.vpcs.get(vpc)
  const where = row ?? nameless('VPC', vpc, from ?? world.here)
  const subnet = subnetOf(vpc, packet.family, packet.destination, world)
  if (!subnet) {
    if (!row || !wasRead('subnets', row, world)) return doubt(state, where, `the subnets of ${vpc} were not read`)
    const inside = vpcBlocks(row).some((block) => contains(block, hostPrefix(packet.family, packet.destination)))
    return drop(state, where, inside ? `${to} is in the block of ${vpc} but in none of its subnets` : `${to} is not an address of ${vpc}`)
  }
  if (from?.id === subnet.id) return deliver(subnet, state)
  return filtered(state, throughAcl(subnet, 'inbound', packet, world), (next) => deliver(subnet, next))
}

function deliver(subnet: Subnet, state: State): readonly Way[] {
  const { packet, world } = state
  const eni = eniAt(subnet, packet.family, packet.destination, world)
  if (eni) return deliverTo(eni, subnet, state)
  return wasRead('networkInterfaces', { account: subnet.owner ?? subnet.account, region: subnet.region }, world)
    ? drop(state, subnet, `no network interface in ${subnet.id} has the address ${destinationLabel(state)}`)
    : doubt(state, subnet, `the network interfaces of ${subnet.id} were not read`)
}

function deliverTo(eni: Eni, subnet: Subnet, state: State): readonly Way[] {
  if (isNatGatewayInterface(eni)) return backThroughNat(eni, subnet, state, steps)
  const stopped = state.world.instances.get(eni.Attachment?.InstanceId)
  if (same(stopped?.State?.Name, 'stopped', 'stopping', 'terminated', 'shutting-down') && stopped) {
    const remedy = `aws ec2 start-instances --instance-ids ${stopped.id}`
    return drop(state, stopped, `${stopped.id} is ${stopped.State?.Name}: nothing answers`, remedy)
  }
  const end = { kind: 'interface', eni, subnet } as const
  const what = eni.Attachment?.InstanceId ?? (eni.Description || eni.id)
  if (state.answers) return finish(state, 'delivered', at(eni, 'delivers', `${what}: security groups remember the connection`), end)
  const groups = throughGroups(eni, 'inbound', state.packet, state.origin, state.world)
  return filtered(state, groups, (next) => finish(next, 'delivered', at(eni, 'delivers', `${what} has the address ${destinationLabel(next)}`), end))
}
