import { includes } from './glob-inclusion.ts'
import type { ListenerRule } from './listener-rules.ts'
import { contains, parsePrefix } from './prefix.ts'

type RawCondition = NonNullable<ListenerRule['Conditions']>[number]

/**
 * What a condition of a listener rule compares with what.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html
 */
interface Condition {
  /** The field; of headers, with the header's name. Only conditions on the same thing can cover one another. */
  readonly on: string
  readonly values: readonly Value[]
}

interface Value {
  readonly text: string
  readonly how: 'path' | 'word' | 'exact' | 'block' | 'regex'
  /** Of query strings: undefined is any key. */
  readonly key?: string | undefined
}

/** The conditions of a rule, or undefined where one is not known here, or not all in the answer. */
export function conditionsOf({ Conditions }: ListenerRule): readonly Condition[] | undefined {
  const conditions = Conditions?.map(conditionOf)
  return conditions?.every((one) => one !== undefined) && conditions.length > 0 ? conditions : undefined
}

function conditionOf(raw: RawCondition): Condition | undefined {
  const on = subjectOf(raw)
  const values = valuesOf(raw)
  return on !== undefined && values && values.length > 0 ? { on, values } : undefined
}

function subjectOf({ Field, HttpHeaderConfig }: RawCondition): string | undefined {
  const field = Field?.toLowerCase()
  if (field !== 'http-header') return field
  const name = HttpHeaderConfig?.HttpHeaderName?.toLowerCase()
  return name && `http-header ${name}`
}

function valuesOf(raw: RawCondition): readonly Value[] | undefined {
  switch (raw.Field?.toLowerCase()) {
    case 'path-pattern':
      return patterns(raw.PathPatternConfig ?? raw, 'path')
    case 'host-header':
      return patterns(raw.HostHeaderConfig ?? raw, 'word')
    case 'http-header':
      return patterns(raw.HttpHeaderConfig, 'word')
    case 'http-request-method':
      return patterns(raw.HttpRequestMethodConfig, 'exact')
    case 'source-ip':
      return patterns(raw.SourceIpConfig, 'block')
    case 'query-string':
      return queries(raw.QueryStringConfig?.Values)
    default:
      return undefined
  }
}

function queries(
  values: NonNullable<RawCondition['QueryStringConfig']>['Values'],
): readonly Value[] | undefined {
  const known = (values ?? []).flatMap(({ Key: key, Value: text }): readonly Value[] =>
    text === undefined ? [] : [{ key, text, how: 'word' }],
  )
  return known.length === values?.length ? known : undefined
}

const patterns = (
  config:
    | {
        readonly Values?: readonly string[] | undefined
        readonly RegexValues?: readonly string[] | undefined
      }
    | undefined,
  how: Value['how'],
): readonly Value[] => [
  ...(config?.Values ?? []).map((text): Value => ({ text, how })),
  ...(config?.RegexValues ?? []).map((text): Value => ({ text, how: 'regex' })),
]

/** Whether every request that meets all of `narrower` meets all of `wider`, too. */
export const coversAll = (wider: readonly Condition[], narrower: readonly Condition[]): boolean =>
  // What a condition looks at is compared first: few rules look at the same things.
  wider.every((one) => narrower.some((other) => one.on === other.on)) &&
  wider.every((one) => narrower.some((other) => one.on === other.on && covers(one, other)))

const covers = (wider: Condition, narrower: Condition): boolean =>
  narrower.values.every((value) => wider.values.some((one) => holds(one, value)))

function holds(wider: Value, narrower: Value): boolean {
  if (wider.how !== narrower.how) return false
  if (wider.text === narrower.text && wider.key === narrower.key) return true
  if (wider.how === 'exact' || wider.how === 'regex') return false
  if (wider.how === 'block') return holdsBlock(wider.text, narrower.text)
  if (wider.key !== undefined && !(narrower.key !== undefined && matches(wider.key, narrower.key, true)))
    return false
  return matches(wider.text, narrower.text, wider.how === 'word')
}

function holdsBlock(wider: string, narrower: string): boolean {
  const [outer, inner] = [parsePrefix(wider), parsePrefix(narrower)]
  return outer !== undefined && inner !== undefined && contains(outer, inner)
}

/** Paths are told apart by the case of their letters, hosts, headers and query strings are not. */
function matches(wider: string, narrower: string, caseInsensitive: boolean): boolean {
  const [outer, inner] = caseInsensitive ? [wider.toLowerCase(), narrower.toLowerCase()] : [wider, narrower]
  if (outer === inner) return true
  // A backslash takes the next character for itself, which the inclusion of patterns does not know.
  if (outer.includes('\\') || inner.includes('\\')) return false
  // Nearly all pairs end here: what all words of one begin with, those of the other must begin with.
  return literalStart(inner).startsWith(literalStart(outer)) && includes(outer, inner)
}

const literalStart = (pattern: string): string => /^[^*?]*/.exec(pattern)?.[0] ?? ''

/** `path-pattern /api/*, http-header x-edge …`: values of headers are often secrets, so they stay unsaid. */
export const conditionsLabel = (conditions: readonly Condition[]): string =>
  conditions
    .map(({ on, values }) =>
      on.startsWith('http-header')
        ? on
        : `${on} ${values.map(({ key, text }) => (key === undefined ? text : `${key}=${text}`)).join(' or ')}`,
    )
    .join(' and ')
