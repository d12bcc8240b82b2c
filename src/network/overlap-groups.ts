import { type Prefix, contains } from './prefix.ts'

interface Held {
  readonly prefix: Prefix
}

/**
 * Blocks in groups: those of a group lie in its first one, the widest, and those of different groups have nothing in
 * common. Prefixes nest or are apart, so in order of their addresses each belongs to the last group or begins one.
 */
export function overlapGroups<T extends Held>(all: readonly T[]): readonly (readonly T[])[] {
  const sorted = all.toSorted(
    ({ prefix: a }, { prefix: b }) =>
      a.family - b.family || (a.first < b.first ? -1 : a.first > b.first ? 1 : a.length - b.length),
  )
  const groups: T[][] = []
  for (const one of sorted) {
    const group = groups.at(-1)
    if (group?.[0] && contains(group[0].prefix, one.prefix)) group.push(one)
    else groups.push([one])
  }
  return groups
}
