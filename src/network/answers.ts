/** Whether what opens a connection through a network ACL also lets the answers pass: ACLs keep no state. */
import type { Inventory, RowOf } from '../inventory/inventory.ts'
import { subnetBlocks } from './blocks.ts'
import { type ClientPorts, isReplyRange } from './ephemeral.ts'
import { type IntervalSet, isEmpty, subtract } from './intervals.ts'
import { ALL_PORTS, type DeniedPorts, type Entry, TCP, allowsTcp, deniedPorts, openedBy } from './nacl.ts'
import { type Prefix, contains } from './prefix.ts'
import { routedParts } from './routed-parts.ts'
import type { RouteTable } from './routing.ts'

/** Connections that an entry opens and whose answers are denied on some of the clients' ports. */
export interface BlockedAnswers {
  readonly opening: Entry
  /** The ports on which the opening entry lets connections through. */
  readonly opened: IntervalSet<number>
  readonly denied: readonly DeniedPorts[]
  readonly clients: ClientPorts
}

export interface Verdict {
  /** One for each remote range, the widest first. */
  readonly blocked: readonly BlockedAnswers[]
  /** What was not read, where that decides. */
  readonly doubts: readonly string[]
}

/** What one entry makes of it. */
export type Outcome = BlockedAnswers | { readonly doubt: string } | undefined

/** The answers to connections that an entry opens between these clients and these remotes. */
export function answersTo(
  opening: Entry,
  opened: IntervalSet<number>,
  way: {
    readonly back: readonly Entry[]
    readonly remotes: readonly Prefix[]
    readonly clients: ClientPorts
  },
): Outcome {
  const denied = deniedPorts(way.back, TCP, way.remotes, way.clients.required)
  if (denied.length > 0) return { opening, opened, denied, clients: way.clients }
  const maybe = deniedPorts(way.back, TCP, way.remotes, way.clients.possible)
  return maybe.length > 0
    ? { doubt: `the ephemeral ports depend on the kind of client (${way.clients.kinds.join(', ')})` }
    : undefined
}

export function verdictOf(outcomes: readonly Outcome[]): Verdict {
  const blocked = new Map<string, BlockedAnswers>()
  const doubts: string[] = []
  for (const outcome of outcomes) {
    if (outcome && 'doubt' in outcome) doubts.push(outcome.doubt)
    else if (outcome && !blocked.has(outcome.opening.cidr)) blocked.set(outcome.opening.cidr, outcome)
  }
  const widestFirst = [...blocked.values()].toSorted(
    (a, b) => a.opening.prefix.length - b.opening.prefix.length,
  )
  return { blocked: widestFirst, doubts }
}

/** The answers to the connections that clients in a subnet open. */
export function answersFromOutside(
  subnet: RowOf<'subnets'>,
  acl: { readonly inbound: readonly Entry[]; readonly outbound: readonly Entry[] },
  clients: ClientPorts,
  table: RouteTable,
  inventory: Inventory<'prefixListEntries'>,
): Verdict {
  const own = subnetBlocks(subnet)
  const outcomes = acl.outbound.filter(allowsTcp).map((opening): Outcome => {
    const opened = openedBy(opening, acl.outbound)
    if (isEmpty(opened)) return undefined
    const { parts, uncertain } = routedParts(table, opening.prefix, inventory)
    const remotes = parts.filter((part) => !own.some((block) => contains(block, part)))
    if (remotes.length === 0) return undefined
    if (isReplyRange(opened) && admitsAny(acl.inbound, remotes)) return undefined
    const outcome = answersTo(opening, opened, { back: acl.inbound, remotes, clients })
    return outcome && uncertain ? { doubt: 'a prefix list that its route table names was not read' } : outcome
  })
  return verdictOf(outcomes)
}

/** Something may call from there, so that a wide range towards it is there for the answers. */
const admitsAny = (inbound: readonly Entry[], remotes: readonly Prefix[]): boolean =>
  !isEmpty(
    subtract(
      ALL_PORTS,
      deniedPorts(inbound, TCP, remotes, ALL_PORTS).flatMap((denied) => denied.ports),
    ),
  )
