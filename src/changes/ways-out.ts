/** Subnets that lost, got or changed their IPv4 way out of the VPC. */
import type { Resource } from '../inventory/inventory.ts'
import type { World } from '../network/path/world.ts'
import { effectiveRouteTable } from '../network/routing.ts'
import { type WayOut, wayOut } from '../network/way-out.ts'

export interface WayOutChange {
  readonly subnet: Resource
  readonly before: string | undefined
  readonly after: string | undefined
  /** Why there is none now, where it was lost. */
  readonly because?: string
}

/** Compares the subnets of both snapshots; one whose way cannot be told in one of them is left out. */
export function wayOutChanges(before: World, after: World): readonly WayOutChange[] {
  return after.subnets.everywhere.flatMap((subnet) => {
    const earlier = before.subnets.get(subnet.id)
    if (!earlier) return []
    const [old, now] = [wayOf(earlier, before), wayOf(subnet, after)]
    if (!old || !now || 'unknown' in old || 'unknown' in now) return []
    const [left, right] = [exitOf(old), exitOf(now)]
    if (left === right) return []
    const because = 'lost' in now ? LOST[now.lost](now.route) : undefined
    return [{ subnet, before: left, after: right, ...(because ? { because } : {}) }]
  })
}

function wayOf(subnet: Parameters<typeof effectiveRouteTable>[0], world: World): WayOut | undefined {
  const table = effectiveRouteTable(subnet, world)
  return table && wayOut(table, world)
}

/** Through which gateway packets leave, and what they pass on the way. */
const exitOf = (way: Exclude<WayOut, { unknown: string }>): string | undefined =>
  'lost' in way ? undefined : [...way.via, way.target].map(({ id }) => id).join(' and ')

type Lost = Extract<WayOut, { lost: string }>

const LOST: Readonly<Record<Lost['lost'], (route: Lost['route']) => string>> = {
  nothing: () => 'it has no default route',
  dead: (route) => `its route to ${route?.DestinationCidrBlock ?? 'everywhere'} is dead`,
  loop: () => 'its default route leads back to where packets came from',
}
