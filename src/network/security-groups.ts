import type { Inventory, RowOf } from '../inventory/inventory.ts'
import { type Interval, type IntervalSet, isEmpty, subtract, union } from './intervals.ts'
import { TCP, UDP, ALL_PORTS, protocolNumber } from './nacl.ts'
import { type Prefix, addresses, endOf, parsePrefix } from './prefix.ts'

export type SecurityGroup = RowOf<'securityGroups'>
export type Permission = NonNullable<SecurityGroup['IpPermissions']>[number]

/**
 * The ports that a permission opens for a protocol: all of them for `-1`, none when it is for another protocol.
 * Undefined when AWS did not say.
 */
export function permittedPorts(permission: Permission, protocol: number): IntervalSet<number> | undefined {
  const own = protocolNumber(permission.IpProtocol)
  if (own === undefined) return undefined
  if (own === -1) return ALL_PORTS
  if (own !== protocol) return []
  if (own !== TCP && own !== UDP) return ALL_PORTS
  const { FromPort, ToPort } = permission
  if (FromPort === undefined || ToPort === undefined) return undefined
  // AWS gives -1 to -1 for «all ports» of a protocol that has them.
  return FromPort === -1 ? ALL_PORTS : [[FromPort, ToPort + 1]]
}

/** A source of a permission: its text, and its addresses in one family. */
export interface Source {
  readonly label: string
  readonly prefix: Prefix
}

/** The address sources of a permission, prefix lists expanded; `unknown` names the lists that were not read. */
export function sourcesOf(
  permission: Permission,
  inventory: Inventory<'prefixListEntries'>,
): { readonly sources: readonly Source[]; readonly unknown: readonly string[] } {
  const sources: Source[] = []
  const unknown: string[] = []
  const add = (label: string | undefined, cidr: string | undefined): void => {
    const prefix = parsePrefix(cidr)
    if (label && prefix) sources.push({ label, prefix })
  }
  for (const range of permission.IpRanges ?? []) add(range.CidrIp, range.CidrIp)
  for (const range of permission.Ipv6Ranges ?? []) add(range.CidrIpv6, range.CidrIpv6)
  for (const { PrefixListId: list } of permission.PrefixListIds ?? []) {
    const entries = inventory.prefixListEntries.under(list)
    if (!entries && list) unknown.push(list)
    for (const entry of entries ?? []) add(list, entry.Cidr)
  }
  return { sources, unknown }
}

/** Whether these sources together are every address of a family: `0.0.0.0/0`, or its two halves, or all its quarters. */
export function isWholeInternet(sources: readonly Source[], family: 4 | 6): boolean {
  const blocks = sources
    .filter((source) => source.prefix.family === family)
    .map((source): Interval<bigint> => addresses(source.prefix))
  return isEmpty(subtract<bigint>([[0n, endOf(family)]], union(blocks)))
}
