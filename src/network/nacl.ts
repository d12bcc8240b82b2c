import type { Inventory, RowOf } from '../inventory/inventory.ts'
import { type IntervalSet, intersect, isEmpty, subtract, union } from './intervals.ts'
import { type Prefix, addresses, parsePrefix, prefixKey } from './prefix.ts'
import { same } from './same.ts'

export type NetworkAcl = RowOf<'networkAcls'>
type AclEntry = NonNullable<NetworkAcl['Entries']>[number]

/** An entry with all that deciding takes. `protocol` is IANA's number, -1 for all; `ports` is half-open. */
export interface Entry {
  readonly number: number
  readonly allow: boolean
  readonly protocol: number
  readonly prefix: Prefix
  /** The block as AWS wrote it. */
  readonly cidr: string
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
  const known = knownEntries.get(acl) ?? {}
  if (!(direction in known)) knownEntries.set(acl, { ...known, [direction]: readEntries(acl, direction) })
  return knownEntries.get(acl)?.[direction]
}

/** Hundreds of subnets share an ACL: what was worked out of it is kept as long as its row. */
const knownEntries = new WeakMap<NetworkAcl, { inbound?: readonly Entry[]; outbound?: readonly Entry[] }>()

function readEntries(acl: NetworkAcl, direction: 'inbound' | 'outbound'): readonly Entry[] | undefined {
  if (!acl.Entries) return undefined
  const entries: Entry[] = []
  for (const given of acl.Entries) {
    if (given.Egress === undefined) return undefined
    if (given.Egress !== (direction === 'outbound')) continue
    const entry = readEntry(given)
    if (!entry) return undefined
    entries.push(entry)
  }
  return entries.toSorted((a, b) => a.number - b.number)
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
  const cidr = given.CidrBlock ?? given.Ipv6CidrBlock
  const prefix = parsePrefix(cidr)
  const protocol = protocolNumber(given.Protocol)
  if (given.RuleNumber === undefined || !given.RuleAction || !cidr || !prefix || protocol === undefined)
    return undefined
  const hasPorts = protocol === TCP || protocol === UDP
  const { From, To } = given.PortRange ?? {}
  if (hasPorts && (From === undefined || To === undefined)) return undefined
  const { Type, Code } = given.IcmpTypeCode ?? {}
  return {
    number: given.RuleNumber,
    allow: same(given.RuleAction, 'allow'),
    protocol,
    prefix,
    cidr,
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
 * The ports, of those asked for, on which not one address of the remotes (of one family) gets through. An entry that
 * denies only a part of them (a block list) leaves its ports open for the rest, so they are not in the answer.
 */
export function deniedPorts(
  entries: readonly Entry[],
  protocol: number,
  remotes: readonly Prefix[],
  ports: IntervalSet<number>,
): readonly DeniedPorts[] {
  const family = remotes[0]?.family
  if (family === undefined) return []
  const known = knownDenials.get(entries) ?? new Map<string, readonly DeniedPorts[]>()
  knownDenials.set(entries, known)
  const key = `${protocol} ${remotes.map(prefixKey).join()} ${ports.join(';')}`
  const denials = known.get(key) ?? findDenials(entriesFor(entries, protocol, family), remotes, ports)
  known.set(key, denials)
  return denials
}

const knownDenials = new WeakMap<readonly Entry[], Map<string, readonly DeniedPorts[]>>()

function findDenials(
  relevant: readonly Entry[],
  remotes: readonly Prefix[],
  ports: IntervalSet<number>,
): readonly DeniedPorts[] {
  const remote = union(remotes.map(addresses))
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
export function segments(ports: IntervalSet<number>, entries: readonly Entry[]): IntervalSet<number> {
  const edges = [...new Set(entries.flatMap((entry) => entry.ports.flat()))].toSorted((a, b) => a - b)
  return ports.flatMap(([start, end]) => {
    const cuts = [start, ...edges.filter((edge) => edge > start && edge < end), end]
    return cuts.slice(1).map((cut, index) => [cuts[index] ?? start, cut] as const)
  })
}

export const entriesFor = (entries: readonly Entry[], protocol: number, family: 4 | 6): readonly Entry[] =>
  entries.filter(
    (entry) => entry.prefix.family === family && (entry.protocol === -1 || entry.protocol === protocol),
  )

/** The entry that lets no address of `remote` through on these ports, or undefined when one gets through. */
function denyingRule(
  entries: readonly Entry[],
  remote: IntervalSet<bigint>,
  ports: readonly [number, number],
): number | undefined {
  let left = remote
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

/** Some address of an entry's block really gets through on these of its ports: earlier entries leave them to it. */
export const openedBy = (entry: Entry, entries: readonly Entry[]): IntervalSet<number> =>
  subtract(
    entry.ports,
    deniedPorts(entries, TCP, [entry.prefix], entry.ports).flatMap((denied) => denied.ports),
  )

/** Whether an entry that allows is about TCP connections. */
export const allowsTcp = (entry: Entry): boolean =>
  entry.allow && (entry.protocol === TCP || entry.protocol === -1)

/** The number as the console shows it: the last rule, which denies what nothing matched, is `*`. */
export const ruleLabel = (rule: number): string => (rule >= IMPLICIT_DENY ? '*' : String(rule))

/** A number that decides before `rule` and that no entry of this direction has yet; undefined when none is left. */
export function freeNumberBefore(rule: number, entries: readonly Entry[]): number | undefined {
  const taken = new Set(entries.map((entry) => entry.number))
  const before = Math.max(0, ...[...taken].filter((number) => number < rule))
  if (before + 10 < Math.min(rule, IMPLICIT_DENY)) return before + 10
  for (let number = Math.min(rule, IMPLICIT_DENY) - 1; number > 0; number--)
    if (!taken.has(number)) return number
  return undefined
}

/** Whether an ACL is, or may be, the default one as AWS made it: all in and all out, for each family that it speaks of. */
export const isOriginalDefault = (acl: NetworkAcl): boolean =>
  acl.IsDefault !== false &&
  [true, false].every((egress) =>
    acl.Entries?.some((entry) => entry.Egress === egress && isAllowAll(entry)),
  ) &&
  (acl.Entries ?? []).every((entry) => isAllowAll(entry) || (entry.RuleNumber ?? 0) >= IMPLICIT_DENY)

const isAllowAll = (entry: AclEntry): boolean =>
  same(entry.RuleAction, 'allow') &&
  entry.Protocol === '-1' &&
  (entry.CidrBlock === '0.0.0.0/0' || entry.Ipv6CidrBlock === '::/0')

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
