/**
 * Patterns of CloudFront and of load balancers: `*` is any number of characters, also none and also slashes, `?` is one.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesPathPattern
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html
 */

/** Each is an automaton whose states are its positions; more sets of them than this and the question is given up. */
const MOST_SETS = 20_000

/**
 * Whether everything that `narrower` matches is matched by `wider`, too: each word that leads through `narrower` is
 * followed through `wider`, at all the positions where it may be by then. Of patterns so tangled that this takes too
 * long, false.
 */
export function includes(
  wider: string,
  narrower: string,
  { caseInsensitive = false }: { readonly caseInsensitive?: boolean } = {},
): boolean {
  const outer = tokens(wider, caseInsensitive)
  const inner = tokens(narrower, caseInsensitive)
  // All characters that `wider` does not name are alike to it: one stands for them.
  const alphabet = new Set([...outer.filter((token) => token !== '*' && token !== '?'), OTHER])
  const seen = new Set<string>()
  const waiting: State[] = [{ at: 0, positions: withSkips(outer, [0]) }]
  for (let state = waiting.pop(); state; state = waiting.pop()) {
    const key = `${state.at} ${state.positions.join(' ')}`
    if (seen.has(key)) continue
    seen.add(key)
    if (seen.size > MOST_SETS) return false
    // From every position of `narrower` a word leads to its end.
    if (state.positions.length === 0) return false
    if (state.at === inner.length && state.positions.at(-1) !== outer.length) return false
    waiting.push(...following(state, inner, outer, alphabet))
  }
  return true
}

interface State {
  /** Where in `narrower` a word has led. */
  readonly at: number
  /** Everywhere in `wider` that it may have led, in ascending order. */
  readonly positions: readonly number[]
}

const OTHER = ''

/** Several asterisks side by side are one. */
const tokens = (pattern: string, caseInsensitive: boolean): readonly string[] => [
  ...(caseInsensitive ? pattern.toLowerCase() : pattern).replaceAll(/\*+/g, '*'),
]

function* following(
  { at, positions }: State,
  inner: readonly string[],
  outer: readonly string[],
  alphabet: ReadonlySet<string>,
): Iterable<State> {
  const token = inner[at]
  if (token === undefined) return
  if (token === '*') yield { at: at + 1, positions }
  const stays = token === '*' ? at : at + 1
  for (const character of token === '*' || token === '?' ? alphabet : [token]) {
    yield { at: stays, positions: after(character, positions, outer) }
  }
}

function after(character: string, positions: readonly number[], outer: readonly string[]): readonly number[] {
  const next = positions.flatMap((position) => {
    const token = outer[position]
    if (token === '*') return [position]
    return token === '?' || token === character ? [position + 1] : []
  })
  return withSkips(outer, next)
}

/** An asterisk may also stand for nothing. */
const withSkips = (outer: readonly string[], positions: readonly number[]): readonly number[] =>
  [
    ...new Set(
      positions.flatMap((position) => (outer[position] === '*' ? [position, position + 1] : [position])),
    ),
  ].sort((a, b) => a - b)
