import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Interval, intersect, subtract, union } from '../../src/network/intervals.ts'

const WIDTH = 24

/** The slow definition: a set is the list of its members. */
const members = (intervals: readonly Interval<number>[]): readonly number[] =>
  Array.from({ length: WIDTH }, (_, value) => value).filter((value) =>
    intervals.some(([start, end]) => start <= value && value < end),
  )

/** Short intervals on a short line, so that they touch, nest and overlap all the time; some are empty. */
const intervals = fc.array(
  fc
    .tuple(fc.nat(WIDTH - 1), fc.nat(6))
    .map(([start, size]): Interval<number> => [start, Math.min(start + size, WIDTH)]),
  { maxLength: 6 },
)

describe('intervals', () => {
  test('a union holds what any of them holds, sorted and apart', () => {
    fc.assert(
      fc.property(intervals, (given) => {
        const merged = union(given)
        expect(members(merged)).toEqual(members(given))
        for (const [index, [start, end]] of merged.entries()) {
          expect(start).toBeLessThan(end)
          expect(end).toBeLessThan(merged[index + 1]?.[0] ?? Infinity)
        }
      }),
    )
  })

  test('an intersection holds what both hold', () => {
    fc.assert(
      fc.property(intervals, intervals, (a, b) => {
        const both = members(a).filter((value) => members(b).includes(value))
        expect(members(intersect(union(a), union(b)))).toEqual(both)
      }),
    )
  })

  test('a difference holds what only the first holds', () => {
    fc.assert(
      fc.property(intervals, intervals, (a, b) => {
        const left = members(a).filter((value) => !members(b).includes(value))
        expect(members(subtract(union(a), union(b)))).toEqual(left)
      }),
    )
  })
})
