import { type Prefix, addresses } from './prefix.ts'

interface Entry<T> {
  readonly prefix: Prefix
  /** Among equal prefixes the lowest wins. */
  readonly rank: number
  readonly value: T
}

/**
 * Finds the value of the longest prefix that holds an address. Prefixes nest or are apart, so they cut the addresses of
 * a family into ranges with one answer each: a look-up is a binary search among the ranges' starts.
 */
export class LongestPrefix<T> {
  readonly #ranges: Readonly<Record<4 | 6, Ranges<T>>>

  constructor(entries: readonly Entry<T>[]) {
    this.#ranges = { 4: rangesOf(entries, 4), 6: rangesOf(entries, 6) }
  }

  at(family: 4 | 6, address: bigint): T | undefined {
    const { starts, values } = this.#ranges[family]
    // IPv4 addresses are exact as numbers, and comparing those is several times faster.
    return values[family === 4 ? lastUpTo(starts, Number(address)) : lastUpTo(starts, address)]
  }
}

interface Ranges<T> {
  readonly starts: ArrayLike<number> | ArrayLike<bigint>
  readonly values: readonly (T | undefined)[]
}

/** The index of the last start that is not above an address; -1 before the first. */
function lastUpTo(starts: ArrayLike<number | bigint>, address: number | bigint): number {
  let [low, high] = [0, starts.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((starts[middle] ?? 0) <= address) low = middle + 1
    else high = middle
  }
  return low - 1
}

function rangesOf<T>(entries: readonly Entry<T>[], family: 4 | 6): Ranges<T> {
  const nested = entries
    .filter((entry) => entry.prefix.family === family)
    .toSorted(
      (a, b) =>
        (a.prefix.first < b.prefix.first ? -1 : a.prefix.first > b.prefix.first ? 1 : 0) ||
        a.prefix.length - b.prefix.length ||
        b.rank - a.rank,
    )
  const starts: bigint[] = []
  const values: (T | undefined)[] = []
  const open: { readonly end: bigint; readonly value: T }[] = []
  const begin = (start: bigint, value: T | undefined): void => {
    // What begins at the same address is longer, or of a better rank: it takes the place.
    if (starts.at(-1) === start) values[values.length - 1] = value
    else {
      starts.push(start)
      values.push(value)
    }
  }
  const closeUpTo = (address: bigint): void => {
    for (let last = open.at(-1); last && last.end <= address; last = open.at(-1)) {
      open.pop()
      begin(last.end, open.at(-1)?.value)
    }
  }
  for (const { prefix, value } of nested) {
    const [start, end] = addresses(prefix)
    closeUpTo(start)
    open.push({ end, value })
    begin(start, value)
  }
  closeUpTo(1n << 200n)
  return { starts: family === 4 ? Float64Array.from(starts, Number) : starts, values }
}
