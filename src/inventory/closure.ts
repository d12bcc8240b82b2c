import { type KindName, nameOf } from './inventory.ts'
import type { Kind } from './kind.ts'
import { kinds } from './kinds/index.ts'

/**
 * The kinds that must be read to know these: a kind that is read once a parent needs one that names the parents.
 * Where several can name them, those that are wanted anyway do.
 */
export function withParents(wanted: readonly KindName[]): readonly KindName[] {
  const all = new Set(wanted)
  for (const name of all) {
    const { per } = kinds[name] as unknown as Kind
    const sources = per?.from.map((source) => nameOf(source.kind)) ?? []
    if (per?.except) all.add(nameOf(per.except))
    // A set that grows while it is walked is walked to its new end: parents of parents come in, too.
    if (!sources.some((source) => all.has(source))) for (const source of sources) all.add(source)
  }
  return [...all]
}
