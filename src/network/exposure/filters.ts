/** Security groups, network ACLs and routes as sets: who gets through on which ports, for all addresses at once. */
import type { Inventory } from '../../inventory/inventory.ts'
import { type IntervalSet, intersect, isEmpty, subtract, union } from '../intervals.ts'
import { type Entry, TCP, UDP, protocolNumber } from '../nacl.ts'
import { ICMP, ICMPV6 } from '../path/packet.ts'
import { type Prefix, addresses, endOf } from '../prefix.ts'
import { NOT_ON_INTERNET } from '../private-ranges.ts'
import { type Route, type RouteTable, isActive, prefixesOf, rank, targetOf } from '../routing.ts'
import { type Permission, permittedPorts, sourcesOf } from '../security-groups.ts'

type Addresses = IntervalSet<bigint>
type Ports = IntervalSet<number>

/** Ports that are open to the same addresses. */
export interface Opening {
  readonly ports: Ports
  readonly sources: Addresses
}

const everything = (family: 4 | 6): Addresses => [[0n, endOf(family)]]

const strangersOf = (family: 4 | 6): Addresses =>
  subtract(everything(family), union(NOT_ON_INTERNET[family].map(addresses)))

/** The addresses from which strangers come. */
export const INTERNET: Readonly<Record<4 | 6, Addresses>> = { 4: strangersOf(4), 6: strangersOf(6) }

/** For ICMP the only question is whether a ping gets through: the type of an echo request, and of the answer. */
export const PING: Readonly<Record<number, { readonly asks: number; readonly answers: number }>> = {
  [ICMP]: { asks: 8, answers: 0 },
  [ICMPV6]: { asks: 128, answers: 129 },
}

/** The ports that are asked about: all of them, or the echo request. */
export function portsOf(protocol: number): Ports {
  const ping = PING[protocol]
  return ping ? [[ping.asks, ping.asks + 1]] : [[0, 65_536]]
}

/** What an ACL lets in, by ranges of ports that it treats alike. */
export function throughEntries(
  entries: readonly Entry[],
  protocol: number,
  family: 4 | 6,
  ports: Ports,
): readonly Opening[] {
  const relevant = entries.filter(
    (one) => one.prefix.family === family && (one.protocol === -1 || one.protocol === protocol),
  )
  const cut = relevant.map((entry) => ({
    entry,
    ports: coverage(entry),
    block: [addresses(entry.prefix)] as Addresses,
  }))
  const edges = [...new Set(cut.flatMap((one) => one.ports.flat()))].toSorted((a, b) => a - b)
  return ports.flatMap(([start, end]) => {
    const points = [start, ...edges.filter((edge) => edge > start && edge < end), end]
    return points.slice(1).flatMap((to, index) => {
      const segment: Ports = [[points[index] ?? start, to]]
      let left = everything(family)
      let sources: Addresses = []
      for (const one of cut) {
        if (isEmpty(intersect(one.ports, segment))) continue
        if (one.entry.allow) sources = union([...sources, ...intersect(left, one.block)])
        left = subtract(left, one.block)
        if (isEmpty(left)) break
      }
      return isEmpty(sources) ? [] : [{ ports: segment, sources }]
    })
  })
}

/** The ports of an entry; for ICMP its type. */
function coverage({ protocol, ports, icmp }: Entry): Ports {
  if (protocol !== ICMP && protocol !== ICMPV6) return ports
  return icmp && icmp.type !== -1 ? [[icmp.type, icmp.type + 1]] : [[0, 65_536]]
}

/** The addresses that get through on every one of these ports. */
export function throughOnAll(
  entries: readonly Entry[],
  protocol: number,
  family: 4 | 6,
  ports: Ports,
): Addresses {
  const openings = throughEntries(entries, protocol, family, ports)
  const open = union(openings.flatMap((one) => one.ports))
  if (!isEmpty(subtract(ports, open))) return []
  return openings.reduce((left, one) => intersect(left, one.sources), everything(family))
}

/** A permission's part in an opening. */
export interface Admission extends Opening {
  readonly permission: Permission
  readonly labels: readonly string[]
}

/** What a permission admits by address; `unknown` when a prefix list or the ports were not read. */
export function admissionOf(
  permission: Permission,
  protocol: number,
  family: 4 | 6,
  world: Inventory<'prefixListEntries'>,
): Admission | 'unknown' | undefined {
  const ports = protocol in PING ? pingPorts(permission, protocol) : permittedPorts(permission, protocol)
  if (ports === undefined) return 'unknown'
  if (isEmpty(ports)) return undefined
  const { sources, unknown } = sourcesOf(permission, world)
  if (unknown.length > 0) return 'unknown'
  const own = sources.filter((one) => one.prefix.family === family)
  if (own.length === 0) return undefined
  return {
    ports,
    sources: union(own.map((one) => addresses(one.prefix))),
    permission,
    labels: [...new Set(own.map((one) => one.label))],
  }
}

function pingPorts(permission: Permission, protocol: number): Ports | undefined {
  const own = protocolNumber(permission.IpProtocol)
  if (own === undefined) return undefined
  if (own === -1) return portsOf(protocol)
  if (own !== protocol) return []
  const { FromPort } = permission
  if (FromPort === undefined) return undefined
  return FromPort === -1 || FromPort === PING[protocol]?.asks ? portsOf(protocol) : []
}

/** Which protocols a permission can open: its own; for «all traffic» those that people ask about. */
export function protocolsOf(permission: Permission, family: 4 | 6): readonly number[] {
  const own = protocolNumber(permission.IpProtocol)
  if (own === undefined) return []
  return own === -1 ? [TCP, UDP, family === 4 ? ICMP : ICMPV6] : [own]
}

/** The addresses to which a table's best route is an active one to an internet gateway, and which; undefined when not all is known. */
export function routedToInternet(
  table: RouteTable,
  family: 4 | 6,
  world: Inventory<'prefixListEntries'>,
): { readonly addresses: Addresses; readonly gateway: string } | undefined {
  const routes: { readonly route: Route; readonly prefix: Prefix }[] = []
  for (const route of table.Routes ?? []) {
    const prefixes = prefixesOf(route, world)
    // The lists of gateway endpoints are AWS's own services, which call nobody.
    if (!prefixes && targetOf(route).kind !== 'endpoint') return undefined
    for (const prefix of prefixes ?? []) if (prefix.family === family) routes.push({ route, prefix })
  }
  const byLength = routes.toSorted(
    (a, b) => b.prefix.length - a.prefix.length || rank(a.route) - rank(b.route),
  )
  let left = everything(family)
  let found: Addresses = []
  let gateway = ''
  for (const { route, prefix } of byLength) {
    const hit = intersect(left, [addresses(prefix)])
    left = subtract(left, [addresses(prefix)])
    const target = targetOf(route)
    if (target.kind !== 'internet-gateway') continue
    if (isActive(route) === undefined) return undefined
    if (!isActive(route)) continue
    gateway = target.id
    found = union([...found, ...hit])
  }
  return { addresses: found, gateway }
}
