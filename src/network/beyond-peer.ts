import type { Inventory, RowOf } from '../inventory/inventory.ts'
import { vpcBlocks } from './blocks.ts'
import { type Side, sidesOf } from './peering.ts'
import { type Prefix, overlaps } from './prefix.ts'
import { isPrivate } from './private-ranges.ts'
import {
  type Route,
  type RouteTable,
  type Target,
  bestRoute,
  destinationOf,
  isActive,
  prefixesOf,
  targetOf,
} from './routing.ts'
import { same } from './same.ts'

type Connection = RowOf<'vpcPeeringConnections'>
type Known = Inventory<'vpcPeeringConnections' | 'routeTables' | 'vpcs' | 'prefixListEntries'>

/** What someone wanted to reach behind a peer, and by which of the peer's own ways. */
export type Purpose =
  /** Everything, or public addresses. */
  | 'internet'
  /** A range that the peer itself reaches by a gateway of its own: premises, mostly. */
  | 'gateway'
  /** Another VPC, or what the peer reaches by a transit gateway. */
  | 'network'
  /** Private addresses that nobody here has. */
  | 'unowned'

/** A route that hands a peering connection packets which the peer's VPC has no address for. */
export interface BeyondPeer {
  readonly route: Route
  readonly connection: Connection
  readonly peer: Side
  readonly peerBlocks: readonly Prefix[]
  readonly purpose: Purpose
  /** The peer's route or connection that would lead on, if there were a way through. */
  readonly onward: readonly string[]
}

export interface PeeringRoutes {
  /** Working routes over active connections. */
  readonly count: number
  readonly beyond: readonly BeyondPeer[]
  /** Why it cannot be said of some route where it leads. */
  readonly doubts: readonly string[]
}

/**
 * The routes of a table over peering connections, and those of them that lead nowhere: a connection carries packets to
 * addresses of the peer's VPC only, never through its gateways, its endpoints or its other peers.
 * https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html#vpc-peering-limitations
 */
export function peeringRoutesOf(table: RouteTable, inventory: Known): PeeringRoutes {
  const beyond: BeyondPeer[] = []
  const doubts: string[] = []
  let count = 0
  for (const route of table.Routes ?? []) {
    const id = route.VpcPeeringConnectionId
    if (!id || isActive(route) === false) continue
    const connection = inventory.vpcPeeringConnections.get(id)
    if (connection?.Status?.Code && !same(connection.Status.Code, 'active')) continue
    const found = routeBeyond(table, route, connection, inventory)
    if (typeof found === 'string') doubts.push(found)
    else count++
    if (typeof found === 'object') beyond.push(found)
  }
  return { count, beyond, doubts }
}

/** Where a route leads beyond the peer; undefined when it does not, a text when that is not known. */
function routeBeyond(
  table: RouteTable,
  route: Route,
  connection: Connection | undefined,
  inventory: Known,
): BeyondPeer | string | undefined {
  const peer = connection && sidesOf(connection)?.find((side) => side.vpc !== table.VpcId)
  if (!connection?.Status?.Code || !peer || isActive(route) === undefined) {
    return `the state or the VPCs of ${route.VpcPeeringConnectionId} are not in the answer`
  }
  const prefixes = prefixesOf(route, inventory)
  if (!prefixes) return `the entries of ${destinationOf(route)} were not read`
  // A connection's answer may be older than a block that was added to the VPC since.
  const row = inventory.vpcs.get(peer.vpc)
  const peerBlocks = [...peer.blocks, ...(row ? vpcBlocks(row) : [])]
  const lost = prefixes.filter(
    (prefix) =>
      (isDefault(prefix) || !peerBlocks.some((block) => overlaps(block, prefix))) &&
      decides(table, route, prefix, inventory),
  )
  const [first] = lost
  if (first && !lost.some(isDefault) && inventory.vpcs.unreadIn(peer))
    return `the blocks of ${peer.vpc} were not read`
  return first && { route, connection, peer, peerBlocks, ...aimOf(lost, table, peer, inventory) }
}

const isDefault = (prefix: Prefix): boolean => prefix.length <= 1

function decides(table: RouteTable, route: Route, prefix: Prefix, inventory: Known): boolean {
  const best = bestRoute(table, prefix, inventory)
  return 'unknown' in best || best.route === route
}

const EDGES: readonly Target['kind'][] = [
  'internet-gateway',
  'egress-only-internet-gateway',
  'nat-gateway',
  'virtual-private-gateway',
  'endpoint',
]
const NETWORKS: readonly Target['kind'][] = ['transit-gateway', 'core-network']

function aimOf(
  lost: readonly Prefix[],
  table: RouteTable,
  peer: Side,
  inventory: Known,
): Pick<BeyondPeer, 'purpose' | 'onward'> {
  if (lost.some((prefix) => isDefault(prefix) || !isPrivate(prefix)))
    return { purpose: 'internet', onward: onwardOf(lost, peer, EDGES, inventory) }
  const specific = onwardOf(lost, peer, EDGES, inventory)
  if (specific.length > 0) return { purpose: 'gateway', onward: specific }
  const networks = [...otherPeers(lost, table, peer, inventory), ...onwardOf(lost, peer, NETWORKS, inventory)]
  return networks.length > 0 ? { purpose: 'network', onward: networks } : { purpose: 'unowned', onward: [] }
}

/** Whether a route of the peer to `to` is how it reaches a range itself: its default route says nothing of private ones. */
function isWayTo(range: Prefix, to: Prefix): boolean {
  if (isDefault(range)) return isDefault(to)
  return overlaps(to, range) && (!isPrivate(range) || !isDefault(to))
}

/** The gateways to which the peer's own tables route these ranges. */
function onwardOf(
  lost: readonly Prefix[],
  peer: Side,
  kinds: readonly Target['kind'][],
  inventory: Known,
): readonly string[] {
  const found = new Set<string>()
  for (const table of inventory.routeTables.where('VpcId', peer.vpc)) {
    for (const route of table.Routes ?? []) {
      const target = targetOf(route)
      if (!kinds.includes(target.kind) || isActive(route) === false) continue
      const leads = prefixesOf(route, inventory)?.some((to) => lost.some((one) => isWayTo(one, to)))
      if (leads) found.add(target.id)
    }
  }
  return [...found].toSorted()
}

const vpcsOf = (connection: Connection): readonly (string | undefined)[] => [
  connection.RequesterVpcInfo?.VpcId,
  connection.AccepterVpcInfo?.VpcId,
]

/** Other VPCs that the peer is peered with and that have these ranges. */
function otherPeers(
  lost: readonly Prefix[],
  table: RouteTable,
  peer: Side,
  inventory: Known,
): readonly string[] {
  const found = inventory.vpcPeeringConnections.where(vpcsOf, peer.vpc).flatMap((connection) => {
    if (!same(connection.Status?.Code, 'active')) return []
    const third = sidesOf(connection)?.find((side) => side.vpc !== peer.vpc)
    const has = third?.blocks.some((block) => lost.some((prefix) => overlaps(block, prefix)))
    return third && has && third.vpc !== table.VpcId ? [third.vpc] : []
  })
  return [...new Set(found)].toSorted()
}
