import type { Inventory, RowOf } from '../inventory/inventory.ts'
import { subnetBlocks } from './blocks.ts'
import { globalIpv6Of } from './interfaces.ts'
import { type Prefix, contains, overlaps, parsePrefix } from './prefix.ts'
import { type Route, type RouteTable, isActive, prefixesOf, subnetsRoutedBy, targetOf } from './routing.ts'
import { workloadsIn } from './subnet-use.ts'
import { isInUse } from './table-use.ts'

type Connection = RowOf<'vpcPeeringConnections'>
type Known = Inventory<'routeTables' | 'subnets' | 'networkInterfaces' | 'prefixListEntries'>

/** The VPCs of both sides: a key to look connections up by. */
export const peersOf = ({ RequesterVpcInfo, AccepterVpcInfo }: Connection): readonly string[] =>
  [RequesterVpcInfo?.VpcId, AccepterVpcInfo?.VpcId].flatMap((id) => id ?? [])

/** One of the two VPCs of a peering connection, and where its route tables are found. */
export interface Side {
  readonly vpc: string
  readonly account: string
  readonly region: string
  readonly blocks: readonly Prefix[]
  readonly labels: ReadonlyMap<Prefix, string>
  /** The answer holds all of its IPv4 blocks, and not the first alone. */
  readonly isWhole: boolean
}

/** Both sides, the requester's first; undefined when AWS left out something that identifies them. */
export function sidesOf(connection: Connection): readonly [requester: Side, accepter: Side] | undefined {
  const [requester, accepter] = [sideOf(connection.RequesterVpcInfo), sideOf(connection.AccepterVpcInfo)]
  return requester && accepter ? [requester, accepter] : undefined
}

function sideOf(info: Connection['RequesterVpcInfo']): Side | undefined {
  if (!info?.VpcId || !info.OwnerId || !info.Region) return undefined
  const texts = [
    info.CidrBlock,
    ...(info.CidrBlockSet ?? []).map((block) => block.CidrBlock),
    ...(info.Ipv6CidrBlockSet ?? []).map((block) => block.Ipv6CidrBlock),
  ].flatMap((text) => text ?? [])
  const labels = new Map(
    [...new Set(texts)].flatMap((text) => {
      const prefix = parsePrefix(text)
      return prefix ? [[prefix, text] as const] : []
    }),
  )
  if (labels.size === 0) return undefined
  const isWhole = info.CidrBlockSet?.every((block) => block.CidrBlock) ?? false
  return {
    vpc: info.VpcId,
    account: info.OwnerId,
    region: info.Region,
    blocks: [...labels.keys()],
    labels,
    isWhole,
  }
}

/** A route over a peering connection; `uncertain` when it is by a prefix list that was not read. */
export interface PeeringRoute {
  readonly table: RouteTable
  readonly route: Route
  readonly prefixes: readonly Prefix[]
  readonly uncertain: boolean
}

/** The working routes over a connection in the tables of one side that are in use. */
export function routesOver(connection: string, side: Side, inventory: Known): readonly PeeringRoute[] {
  const found: PeeringRoute[] = []
  for (const table of tablesInUse(side, inventory)) {
    for (const route of table.Routes ?? []) {
      if (route.VpcPeeringConnectionId !== connection || isActive(route) === false) continue
      const prefixes = prefixesOf(route, inventory)
      found.push({ table, route, prefixes: prefixes ?? [], uncertain: prefixes === undefined })
    }
  }
  return found
}

export const tablesInUse = (side: Side, inventory: Known): readonly RouteTable[] =>
  inventory.routeTables.where('VpcId', side.vpc).filter((table) => isInUse(table, inventory))

/** Whether any workload sends by this table. */
export const isBusy = (table: RouteTable, inventory: Known): boolean =>
  subnetsRoutedBy(table, inventory).some((subnet) => workloadsIn(subnet, inventory).length > 0)

export const reaches = (routes: readonly PeeringRoute[], blocks: readonly Prefix[]): boolean =>
  routes.some(({ prefixes }) => prefixes.some((prefix) => blocks.some((block) => overlaps(prefix, block))))

/**
 * A transit gateway or core network by which a side sends what is meant for these blocks: replies may return that way,
 * so that a route over the peering connection is not missing.
 */
export function otherWayTo(blocks: readonly Prefix[], side: Side, inventory: Known): string | undefined {
  for (const table of tablesInUse(side, inventory)) {
    for (const route of table.Routes ?? []) {
      const { kind, id } = targetOf(route)
      if ((kind !== 'transit-gateway' && kind !== 'core-network') || isActive(route) === false) continue
      const prefixes = prefixesOf(route, inventory) ?? blocks
      if (prefixes.some((prefix) => blocks.some((block) => overlaps(prefix, block)))) return id
    }
  }
  return undefined
}

/** Ranges that VPCs use for pods and the like on purpose, because nobody routes them. */
const UNROUTED_ON_PURPOSE = ['100.64.0.0/10', '198.18.0.0/15'].flatMap((text) => parsePrefix(text) ?? [])

/** Blocks of `to` that hold workloads and that no route of `from` reaches, although `from` speaks their family. */
export function unreachedBlocks(
  from: Side,
  to: Side,
  routes: readonly PeeringRoute[],
  inventory: Known,
): readonly string[] {
  if (routes.some((route) => route.uncertain)) return []
  const subnets = inventory.subnets.where('VpcId', to.vpc)
  return to.blocks.flatMap((block) => {
    if (!from.blocks.some((own) => own.family === block.family)) return []
    if (reaches(routes, [block]) || UNROUTED_ON_PURPOSE.some((range) => contains(range, block))) return []
    const used = subnets.some(
      (subnet) =>
        subnetBlocks(subnet).some((own) => contains(block, own)) &&
        workloadsIn(subnet, inventory).some((eni) => block.family === 4 || globalIpv6Of(eni).length > 0),
    )
    return used ? [to.labels.get(block) ?? ''] : []
  })
}
