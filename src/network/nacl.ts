import type { Inventory, RowOf } from '../inventory/inventory.ts'
import { type IntervalSet, intersect, isEmpty, subtract } from './intervals.ts'
import { type Prefix, addresses, parsePrefix } from './prefix.ts'
import { same } from './same.ts'

export type NetworkAcl = RowOf<'networkAcls'>
type AclEntry = NonNullable<NetworkAcl['Entries']>[number]

/** An entry with all that deciding takes. `protocol` is IANA's number, -1 for all; `ports` is half-open. */
export interface Entry {
  readonly number: number
  readonly allow: boolean
  readonly protocol: number
  readonly prefix: Prefix
  readonly ports: IntervalSet<number>
  readonly icmp?: { readonly type: number; readonly code: number } | undefined
}

export const TCP = 6
export const UDP = 17
export const ALL_PORTS: IntervalSet<number> = [[0, 65_536]]

/** The last entry of every ACL, which cannot be removed: what nothing matched is denied. */
export const IMPLICIT_DENY = 32_767

/**
 * The entries of one direction in the order in which they decide; undefined when one of them lacks what it takes.
 * IPv4 and IPv6 entries stand in one list and never match each other's packets.
 * https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html
 */
export function entriesOf(acl: NetworkAcl, direction: 'inbound' | 'outbound'): readonly Entry[] | undefined {
  if (!acl.Entries) return undefined
  const entries: Entry[] = []
  for (const given of acl.Entries) {
    if (given.Egress === undefined) return undefined
    if (given.Egress !== (direction === 'outbound')) continue
    const entry = readEntry(given)
    if (!entry) return undefined
    entries.push(entry)
  }
  return entries.sort((a, b) => a.number - b.number)
}

const PROTOCOLS: Readonly<Record<string, number>> = { all: -1, tcp: TCP, udp: UDP, icmp: 1, icmpv6: 58 }

/** The number of a protocol that AWS gives as a number in a text, or as one of a few names. */
export function protocolNumber(protocol: string | undefined): number | undefined {
  if (protocol === undefined) return undefined
  const named = PROTOCOLS[protocol.toLowerCase()]
  if (named !== undefined) return named
  return /^(-1|\d{1,3})$/.test(protocol) ? Number(protocol) : undefined
}

function readEntry(given: AclEntry): Entry | undefined {
  const prefix = parsePrefix(given.CidrBlock ?? given.Ipv6CidrBlock)
  const protocol = protocolNumber(given.Protocol)
  if (given.RuleNumber === undefined || !given.RuleAction || !prefix || protocol === undefined) return undefined
  const hasPorts = protocol === TCP || protocol === UDP
  const { From, To } = given.PortRange ?? {}
  if (hasPorts && (From === undefined || To === undefined)) return undefined
  const { Type, Code } = given.IcmpTypeCode ?? {}
  return {
    number: given.RuleNumber,
    allow: same(given.RuleAction, 'allow'),
    protocol,
    prefix,
    ports: hasPorts && From !== undefined && To !== undefined ? [[From, To + 1]] : ALL_PORTS,
    icmp: Type === undefined ? undefined : { type: Type, code: Code ?? -1 },
  }
}

/** Ports that an ACL treats alike for a remote range, and the entry that says so. */
export interface DeniedPorts {
  readonly ports: IntervalSet<number>
  /** The number of the entry that denies; 32767 is the implicit one. */
  readonly rule: number
}

/**
 * The ports, of those asked for, on which not one address of `remote` gets through. An entry that denies only a part
 * of `remote` (a block list) leaves its ports open for the rest, so they are not in the answer.
 */
export function deniedPorts(
  entries: readonly Entry[],
  protocol: number,
  remote: Prefix,
  ports: IntervalSet<number>,
): readonly DeniedPorts[] {
  const relevant = entries.filter(
    (entry) => entry.prefix.family === remote.family && (entry.protocol === -1 || entry.protocol === protocol),
  )
  const denied: { ports: IntervalSet<number>; rule: number }[] = []
  for (const segment of segments(ports, relevant)) {
    const rule = denyingRule(relevant, remote, segment)
    if (rule === undefined) continue
    const last = denied.at(-1)
    const [start, end] = segment
    const [lastStart, lastEnd] = last?.ports[0] ?? []
    if (last && last.rule === rule && lastEnd === start) last.ports = [[lastStart ?? start, end]]
    else denied.push({ ports: [segment], rule })
  }
  return denied
}

/** Cuts the asked ports at every edge of an entry: within a piece, each entry matches all ports or none. */
function segments(ports: IntervalSet<number>, entries: readonly Entry[]): IntervalSet<number> {
  const edges = [...new Set(entries.flatMap((entry) => entry.ports.flat()))].sort((a, b) => a - b)
  return ports.flatMap(([start, end]) => {
    const cuts = [start, ...edges.filter((edge) => edge > start && edge < end), end]
    return cuts.slice(1).map((cut, index) => [cuts[index] ?? start, cut] as const)
  })
}

/** The entry that leaves no address of `remote` through on these ports, or undefined when one gets through. */
function denyingRule(entries: readonly Entry[], remote: Prefix, ports: readonly [number, number]): number | undefined {
  let left: IntervalSet<bigint> = [addresses(remote)]
  let rule: number | undefined
  for (const entry of entries) {
    if (isEmpty(intersect(entry.ports, [ports]))) continue
    const block: IntervalSet<bigint> = [addresses(entry.prefix)]
    if (isEmpty(intersect(left, block))) continue
    if (entry.allow) return undefined
    rule ??= entry.number
    left = subtract(left, block)
    if (isEmpty(left)) return rule
  }
  // A deny that covered only a part is not why the rest is denied.
  return IMPLICIT_DENY
}

/** `1024-32767, 61000-65535` */
export const portsLabel = (ports: IntervalSet<number>): string =>
  ports.map(([start, end]) => (end - start === 1 ? String(start) : `${start}-${end - 1}`)).join(', ')

const aclSubnets = (acl: NetworkAcl): readonly string[] =>
  (acl.Associations ?? []).flatMap((association) => association.SubnetId ?? [])

/** The ACL of a subnet: there is always exactly one; undefined when it was not read. */
export const aclOf = (
  subnet: { readonly SubnetId?: string | undefined },
  inventory: Inventory<'networkAcls'>,
): NetworkAcl | undefined => inventory.networkAcls.where(aclSubnets, subnet.SubnetId)[0]
