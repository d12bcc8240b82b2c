/**
 * Sets of whole numbers as sorted, disjoint, half-open intervals `[start, end)`: ports as numbers, addresses as
 * bigints. Half-open, so that no operation has to add or subtract one.
 */
export type Interval<T extends number | bigint> = readonly [start: T, end: T]
export type IntervalSet<T extends number | bigint> = readonly Interval<T>[]

/** The set of all values in any of these intervals, which may overlap and stand in any order. */
export function union<T extends number | bigint>(intervals: readonly Interval<T>[]): IntervalSet<T> {
  const sorted = intervals
    .filter(([start, end]) => start < end)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  const merged: Interval<T>[] = []
  for (const [start, end] of sorted) {
    const last = merged.at(-1)
    if (last && start <= last[1]) merged[merged.length - 1] = [last[0], end > last[1] ? end : last[1]]
    else merged.push([start, end])
  }
  return merged
}

/** What both sets hold. */
export function intersect<T extends number | bigint>(a: IntervalSet<T>, b: IntervalSet<T>): IntervalSet<T> {
  const found: Interval<T>[] = []
  let i = 0
  let j = 0
  while (i < a.length && j < b.length) {
    const [left, right] = [a[i] as Interval<T>, b[j] as Interval<T>] // i and j are below the lengths
    const start = left[0] > right[0] ? left[0] : right[0]
    const end = left[1] < right[1] ? left[1] : right[1]
    if (start < end) found.push([start, end])
    if (left[1] < right[1]) i++
    else j++
  }
  return found
}

/** What `a` holds and `b` does not. */
export function subtract<T extends number | bigint>(a: IntervalSet<T>, b: IntervalSet<T>): IntervalSet<T> {
  const left: Interval<T>[] = []
  for (const [start, end] of a) {
    let from = start
    for (const [cutStart, cutEnd] of b) {
      if (cutEnd <= from || cutStart >= end) continue
      if (cutStart > from) left.push([from, cutStart])
      from = cutEnd
      if (from >= end) break
    }
    if (from < end) left.push([from, end])
  }
  return left
}

export const isEmpty = (set: IntervalSet<number | bigint>): boolean => set.length === 0
