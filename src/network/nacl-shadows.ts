import { isEmpty, subtract } from './intervals.ts'
import { type Entry, IMPLICIT_DENY } from './nacl.ts'
import { contains } from './prefix.ts'

/** An entry that no packet ever gets to, and the earlier one that takes all of its packets. */
export interface Shadow {
  readonly entry: Entry
  readonly by: Entry
}

/**
 * The entries, of one direction in their order, that a single earlier entry covers wholly: rules are tried from the
 * lowest number on, and the first that matches decides.
 * https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html
 */
export function shadowsIn(entries: readonly Entry[]): readonly Shadow[] {
  const own = entries.filter((entry) => entry.number < IMPLICIT_DENY)
  return own.flatMap((entry, index) => {
    const by = own.slice(0, index).find((earlier) => covers(earlier, entry))
    return by ? [{ entry, by }] : []
  })
}

function covers(earlier: Entry, entry: Entry): boolean {
  if (!contains(earlier.prefix, entry.prefix)) return false
  if (earlier.protocol === -1) return true
  if (earlier.protocol !== entry.protocol) return false
  return isEmpty(subtract(entry.ports, earlier.ports)) && coversIcmp(earlier.icmp, entry.icmp)
}

const ALL = -1

/** Without a type, an entry is for all of them; -1 says the same. */
function coversIcmp(earlier: Entry['icmp'], entry: Entry['icmp']): boolean {
  if (earlier === undefined || earlier.type === ALL) return true
  if (entry === undefined || entry.type !== earlier.type) return false
  return earlier.code === ALL || earlier.code === entry.code
}
