import type { Inventory, RowOf } from '../inventory/inventory.ts'
import { type Interval, type IntervalSet, isEmpty, subtract, union } from './intervals.ts'
import { TCP, UDP, ALL_PORTS, protocolNumber } from './nacl.ts'
import { type Prefix, addresses, contains, endOf, parsePrefix, widest } from './prefix.ts'

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
  const own = sources.filter((source) => source.prefix.family === family)
  // Nearly every group ends here: its sources, even side by side, are not as large as everything.
  if (own.reduce((share, source) => share + 2 ** -source.prefix.length, 0) < 1) return false
  const blocks = own.map((source): Interval<bigint> => addresses(source.prefix))
  return isEmpty(subtract<bigint>([[0n, endOf(family)]], union(blocks)))
}

/** A permission that opens wanted ports to the whole internet, alone or with others. */
export interface Opening {
  readonly family: 4 | 6
  readonly permission: Permission
  /** The sources that do it, as they are written: `0.0.0.0/0`, both halves of it, or a prefix list. */
  readonly sources: readonly string[]
}

export interface InternetAccess {
  readonly openings: readonly Opening[]
  /** The wanted TCP ports that are open, by family. */
  readonly ports: Readonly<Record<4 | 6, readonly number[]>>
  /** Some protocol `-1` permission opens everything. */
  readonly allTraffic: boolean
  /** What was not read and could add to it. */
  readonly unknown: readonly string[]
}

/** Which of these TCP ports, and whether all traffic, a group admits from every address of a family. */
export function internetAccess(
  group: SecurityGroup,
  wanted: readonly number[],
  inventory: Inventory<'prefixListEntries'>,
): InternetAccess {
  const read = (group.IpPermissions ?? []).map((permission) => ({
    permission,
    ports: permittedPorts(permission, TCP),
    everything: protocolNumber(permission.IpProtocol) === -1,
    ...sourcesOf(permission, inventory),
  }))
  const openings: Opening[] = []
  const ports: Record<4 | 6, number[]> = { 4: [], 6: [] }
  let allTraffic = false
  const examine = (family: 4 | 6, given: typeof read): boolean => {
    const sources = given.flatMap((one) => one.sources)
    if (!isWholeInternet(sources, family)) return false
    const needed = widest(sources.map((source) => source.prefix).filter((prefix) => prefix.family === family))
    for (const { permission, sources: own } of given) {
      const labels = own.filter((source) => needed.some((prefix) => contains(source.prefix, prefix)))
      const known = openings.some((one) => one.family === family && one.permission === permission)
      if (labels.length > 0 && !known)
        openings.push({ family, permission, sources: [...new Set(labels.map((one) => one.label))] })
    }
    return true
  }
  for (const family of [4, 6] as const) {
    if (
      examine(
        family,
        read.filter((one) => one.everything),
      )
    )
      allTraffic = true
    for (const port of wanted) {
      if (
        examine(
          family,
          read.filter((one) => holds(one.ports, port)),
        )
      )
        ports[family].push(port)
    }
  }
  const relevant = read.filter(
    (one) => one.everything || wanted.some((port) => one.ports === undefined || holds(one.ports, port)),
  )
  const unknown = relevant.flatMap((one) =>
    one.ports ? one.unknown : ['the ports of a permission', ...one.unknown],
  )
  return { openings, ports, allTraffic, unknown }
}

const holds = (ports: IntervalSet<number> | undefined, port: number): boolean =>
  ports?.some(([start, end]) => start <= port && port < end) ?? false

/** `TCP 22`, `TCP 0-65535`, `all traffic` */
export function permissionLabel(permission: Permission): string {
  if (protocolNumber(permission.IpProtocol) === -1) return 'all traffic'
  const { FromPort, ToPort } = permission
  return `TCP ${FromPort === ToPort ? FromPort : `${FromPort}-${ToPort}`}`
}
