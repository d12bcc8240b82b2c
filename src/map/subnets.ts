/** Subnets on the drawing: each by itself, or those of a VPC that are alike as one. */
import type { Inventory, RowOf } from '../inventory/inventory.ts'
import {
  type RouteTable,
  type Target,
  destinationOf,
  effectiveRouteTable,
  isActive,
  isPublic,
  targetOf,
} from '../network/routing.ts'
import type { Tone } from './model.ts'

export type Subnet = RowOf<'subnets'>
type Known = Inventory<'routeTables' | 'prefixListEntries' | 'subnets'>

/** Where a subnet's routes lead, but for the local ones: a target, and which destinations. */
export interface Way {
  readonly target: Target
  readonly destinations: readonly string[]
  readonly isDead: boolean
}

export interface SubnetGroup {
  readonly id: string
  readonly vpc: string
  readonly subnets: readonly Subnet[]
  readonly tone: Tone
  readonly ways: readonly Way[]
}

/** The subnets of a VPC as groups of those that leave alike, or one by one. */
export function subnetGroups(
  subnets: readonly Subnet[],
  collapse: boolean,
  inventory: Known,
): readonly SubnetGroup[] {
  const groups = new Map<string, SubnetGroup>()
  for (const subnet of subnets) {
    const table = effectiveRouteTable(subnet, inventory)
    const ways = waysOf(table)
    const tone = toneOf(subnet, table, ways, inventory)
    const key = collapse ? `${subnet.VpcId} ${tone} ${ways.map(likeness).toSorted().join(' ')}` : subnet.id
    const known = groups.get(key)
    groups.set(key, {
      id: known?.id ?? subnet.id,
      vpc: subnet.VpcId ?? '',
      subnets: [...(known?.subnets ?? []), subnet],
      tone,
      ways: known ? merged([...known.ways, ...ways]) : ways,
    })
  }
  return [...groups.values()]
}

/** Routes to a device in each zone are alike, whichever device it is; other targets are what they are. */
const likeness = ({ target, isDead }: Way): string =>
  ['nat-gateway', 'network-interface', 'endpoint'].includes(target.kind)
    ? `${target.kind} ${isDead}`
    : `${target.id} ${isDead}`

function waysOf(table: RouteTable | undefined): readonly Way[] {
  const ways = (table?.Routes ?? []).flatMap((route): readonly Way[] => {
    const target = targetOf(route)
    if (target.kind === 'local') return []
    return [{ target, destinations: [destinationOf(route)], isDead: isActive(route) === false }]
  })
  return merged(ways)
}

function merged(ways: readonly Way[]): readonly Way[] {
  const byTarget = new Map<string, Way>()
  for (const way of ways) {
    const key = `${way.target.kind} ${way.target.id} ${way.isDead}`
    const known = byTarget.get(key)
    const destinations = [...new Set([...(known?.destinations ?? []), ...way.destinations])]
    byTarget.set(key, { ...way, destinations })
  }
  return [...byTarget.values()]
}

function toneOf(subnet: Subnet, table: RouteTable | undefined, ways: readonly Way[], inventory: Known): Tone {
  if (!table) return 'unknown'
  const open = isPublic(subnet, inventory)
  if (open === undefined) return 'unknown'
  if (open) return 'public'
  return ways.some((way) => !way.isDead && way.destinations.some((one) => !one.startsWith('pl-')))
    ? 'private'
    : 'isolated'
}

/** What people call some subnets together: their names without what tells the zones apart. */
export function nameOf(subnets: readonly Subnet[]): string {
  const [first] = subnets
  if (subnets.length === 1) return first?.name ?? first?.id ?? ''
  const roles = [...new Set(subnets.map((subnet) => (subnet.name ?? '').replace(ZONE_ENDING, '')))].filter(
    Boolean,
  )
  const shown = roles.slice(0, 3).join(', ')
  return roles.length === 0
    ? `${subnets.length} subnets`
    : `${shown}${roles.length > 3 ? ` + ${roles.length - 3}` : ''}`
}

const ZONE_ENDING = /[-_ .]?(?:[a-z]{2}(?:-[a-z]+)+-\d[a-z]|[a-z]{2,4}\d-az\d+|az[-_]?\d+|[a-f]|\d{1,2})$/i
