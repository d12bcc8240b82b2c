/**
 * The codes that a matcher of health checks takes: `200,202` or `200-399`, as ranges. Undefined for anything else.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Matcher.html
 */
export function codesOf(matcher: string): readonly (readonly [from: number, to: number])[] | undefined {
  const ranges: (readonly [number, number])[] = []
  for (const part of matcher.split(',')) {
    const [, from, to = from] = /^\s*(\d+)\s*(?:-\s*(\d+)\s*)?$/.exec(part) ?? []
    if (from === undefined || to === undefined || Number(to) < Number(from)) return undefined
    ranges.push([Number(from), Number(to)])
  }
  return ranges
}

/** Those of some codes that are errors, as a matcher would write them: `404`, `400-499`. */
export const amongCodes = (
  codes: readonly (readonly [from: number, to: number])[],
  isError: (code: number) => boolean,
): readonly string[] =>
  codes.flatMap(([from, to]) => {
    const found: (readonly [number, number])[] = []
    for (let code = from; code <= Math.min(to, MOST); code++) {
      if (!isError(code)) continue
      const last = found.at(-1)
      if (last?.[1] === code - 1) found[found.length - 1] = [last[0], code]
      else found.push([code, code])
    }
    return found.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`))
  })

/** No status is longer than three digits. */
const MOST = 999
