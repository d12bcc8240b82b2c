import type { Inventory, RowOf } from '../../src/inventory/inventory.ts'
import { subnetBlocks } from '../../src/network/blocks.ts'
import { isWorkload } from '../../src/network/interfaces.ts'
import { type Side, peersOf, sidesOf, tablesInUse } from '../../src/network/peering.ts'
import { contains, overlaps } from '../../src/network/prefix.ts'
import {
  type Route,
  type RouteTable,
  bestRoute,
  destinationOf,
  effectiveRouteTable,
  isActive,
  routeFields,
  subnetsRoutedBy,
} from '../../src/network/routing.ts'
import { same } from '../../src/network/same.ts'
import { type Judgement, defineRule, fail, pass, unknown } from '../../src/rule.ts'

type Connection = RowOf<'vpcPeeringConnections'>
type Subnet = RowOf<'subnets'>
type Known = Inventory<
  'vpcPeeringConnections' | 'routeTables' | 'subnets' | 'networkInterfaces' | 'prefixListEntries'
>

export default defineRule({
  id: 'peering-peers-overlap',
  title: 'Answers to one peer go to another one with the same addresses',
  topic: 'peering',
  pillar: 'reliability',
  severity: 'medium',
  needs: ['vpcs', 'vpcPeeringConnections', 'routeTables', 'subnets', 'networkInterfaces'],
  consults: ['prefixListEntries'],
  why: `AWS refuses to peer VPCs that overlap, but one VPC may have two peers that overlap each other. A route table leads
each address to one of them; what the other peer sends arrives, and its answers go to the wrong VPC.`,
  fix: `Give each peer route tables, or routes to its own subnets, of its own; readdress one of them, or offer the service
by PrivateLink.`,
  check: `In the VPC console, compare the blocks of the VPC's peers, and follow in its route tables to which of them the
common addresses lead.`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/peering/peering-configurations-partial-access.html',

  *judge(inventory) {
    for (const vpc of inventory.vpcs) {
      const peers = inventory.vpcPeeringConnections
        .where(peersOf, vpc.id)
        .flatMap((connection) => peerOf(connection, vpc.id) ?? [])
      if (peers.length < 2) continue
      const judgements = [...pairs(peers)].flatMap(([taken, other]) => judge(vpc, taken, other, inventory))
      if (judgements.length === 0) yield pass(vpc)
      else yield* judgements
    }
  },
})

interface Peer {
  readonly connection: Connection
  readonly near: Side
  readonly far: Side
}

function peerOf(connection: Connection, vpc: string): Peer | undefined {
  const sides = sidesOf(connection)
  if (!sides || !same(connection.Status?.Code, 'active')) return undefined
  const [near, far] = sides[0].vpc === vpc ? sides : [sides[1], sides[0]]
  return { connection, near, far }
}

/** Every two peers that have addresses in common, in both orders. */
function* pairs(peers: readonly Peer[]): Iterable<readonly [Peer, Peer]> {
  for (const one of peers) {
    for (const two of peers) {
      const overlapping = one.far.blocks.some((block) =>
        two.far.blocks.some((other) => overlaps(block, other)),
      )
      if (one !== two && overlapping) yield [one, two]
    }
  }
}

/** Whether answers to workloads of one peer are taken to the other. */
function judge(vpc: RowOf<'vpcs'>, taken: Peer, other: Peer, inventory: Known): readonly Judgement[] {
  const key = `${taken.connection.id} ${other.connection.id}`
  const tables = tablesInUse(taken.near, inventory)
  const taking = tables.flatMap((table) => {
    const routes = (table.Routes ?? []).filter(
      (route) => route.VpcPeeringConnectionId === taken.connection.id && isActive(route) !== false,
    )
    return routes.length > 0 ? [table] : []
  })
  if (taking.length === 0) return []
  const isRead = (['routeTables', 'subnets', 'networkInterfaces'] as const).every((kind) =>
    inventory[kind].readIn(other.far),
  )
  if (!isRead)
    return [
      unknown(
        vpc,
        `whether ${other.far.vpc}, which has addresses of ${taken.far.vpc}, calls it is not known: its routes were not read`,
        key,
      ),
    ]
  for (const table of taking) {
    for (const caller of inventory.subnets.where('VpcId', other.far.vpc)) {
      const misled = misledAnswer(table, caller, taken, other, inventory)
      if (!misled) continue
      return isActive(misled.answer) && isActive(misled.call)
        ? [finding(vpc, taken, other, { table, caller, ...misled }, key)]
        : [
            unknown(
              vpc,
              `the state of a route of ${table.id} or of ${misled.callerTable.id} is not in the answer`,
              key,
            ),
          ]
    }
  }
  return []
}

interface Misled {
  readonly answer: Route
  readonly callerTable: RouteTable
  readonly call: Route
}

/** A subnet of the other peer that calls what this table routes for, and whose answers leave by the first peer. */
function misledAnswer(
  table: RouteTable,
  caller: Subnet,
  taken: Peer,
  other: Peer,
  inventory: Known,
): Misled | undefined {
  const [block] = subnetBlocks(caller)
  const isBusy = (subnet: Subnet): boolean =>
    inventory.networkInterfaces.where('SubnetId', subnet.id).some(isWorkload)
  if (!block || !isBusy(caller)) return undefined
  const best = bestRoute(table, block, inventory)
  const answer = 'route' in best ? best.route : undefined
  if (!answer || answer.VpcPeeringConnectionId !== taken.connection.id || isActive(answer) === false)
    return undefined
  const callerTable = effectiveRouteTable(caller, inventory)
  for (const server of callerTable ? subnetsRoutedBy(table, inventory) : []) {
    const [home] = subnetBlocks(server)
    if (!home || !callerTable || !isBusy(server) || contains(block, home)) continue
    const there = bestRoute(callerTable, home, inventory)
    const call = 'route' in there ? there.route : undefined
    if (call?.VpcPeeringConnectionId === other.connection.id && isActive(call) !== false)
      return { answer, callerTable, call }
  }
  return undefined
}

function finding(
  vpc: RowOf<'vpcs'>,
  taken: Peer,
  other: Peer,
  {
    table,
    caller,
    answer,
    callerTable,
    call,
  }: Misled & { readonly table: RouteTable; readonly caller: Subnet },
  key: string,
): Judgement {
  return fail(vpc, {
    key,
    message: `Answers to ${caller.id} in ${other.far.vpc} never arrive: ${table.id} takes them to ${taken.far.vpc}, which has the same addresses.`,
    evidence: [
      [
        table,
        `routes ${destinationOf(answer)} to ${taken.connection.id}`,
        {
          hubVpcId: vpc.id,
          peerB: taken.far.vpc,
          peerC: other.far.vpc,
          overlappingCidr: caller.CidrBlock,
          route: routeFields(answer),
        },
      ],
      [callerTable, `routes ${destinationOf(call)} to ${other.connection.id}`, routeFields(call)],
    ],
    remediation: `aws ec2 create-route --route-table-id ${table.id} --destination-cidr-block ${caller.CidrBlock} --vpc-peering-connection-id ${other.connection.id}, if nothing in ${taken.far.vpc} has these addresses; else readdress, or use PrivateLink`,
  })
}
