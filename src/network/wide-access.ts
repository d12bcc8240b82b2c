import type { Inventory } from '../inventory/inventory.ts'
import { isPrivate } from './private-ranges.ts'
import { type InternetAccess, type SecurityGroup, permittedPorts, sourcesOf } from './security-groups.ts'
import { TCP } from './nacl.ts'

/** A block of more addresses than this many bits in front leave is no office and no partner. */
const WIDEST = 16

/**
 * Which of these TCP ports a group admits from public IPv4 blocks that are wider than a /16, although not from
 * everywhere: a cloud's or a country's, and so nearly as good as the internet.
 */
export function wideAccess(
  group: SecurityGroup,
  wanted: readonly number[],
  inventory: Inventory<'prefixListEntries'>,
): InternetAccess {
  const openings: InternetAccess['openings'][number][] = []
  const ports = new Set<number>()
  const unknown: string[] = []
  for (const permission of group.IpPermissions ?? []) {
    const open = permittedPorts(permission, TCP)
    const hit = open && wanted.filter((port) => open.some(([start, end]) => start <= port && port < end))
    if (hit?.length === 0) continue
    const { sources, unknown: lists } = sourcesOf(permission, inventory)
    unknown.push(...(hit ? lists : ['the ports of a permission']))
    const wide = sources.filter(
      ({ prefix }) => prefix.family === 4 && prefix.length < WIDEST && !isPrivate(prefix),
    )
    if (!hit || wide.length === 0) continue
    openings.push({ family: 4, permission, sources: [...new Set(wide.map((source) => source.label))] })
    for (const port of hit) ports.add(port)
  }
  return { openings, ports: { 4: [...ports], 6: [] }, allTraffic: false, unknown }
}
