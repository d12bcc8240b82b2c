import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ListenerRule } from '../../src/network/listener-rules.ts'
import { conditionsOf, coversAll } from '../../src/network/rule-conditions.ts'

type Conditions = NonNullable<ListenerRule['Conditions']>

interface Request {
  readonly path: string
  readonly host: string
  readonly query: readonly (readonly [key: string, value: string])[]
}

/** The slow definition: what AWS does with one request. */
const meets = (conditions: Conditions, { path, host, query }: Request): boolean =>
  conditions.every(({ PathPatternConfig, HostHeaderConfig, QueryStringConfig }) => {
    if (PathPatternConfig) return (PathPatternConfig.Values ?? []).some((one) => glob(one).test(path))
    if (HostHeaderConfig) return (HostHeaderConfig.Values ?? []).some((one) => glob(one, 'i').test(host))
    return (QueryStringConfig?.Values ?? []).some(({ Key, Value = '' }) =>
      query.some(
        ([key, value]) => (Key === undefined || glob(Key, 'i').test(key)) && glob(Value, 'i').test(value),
      ),
    )
  })

const glob = (pattern: string, flags = ''): RegExp =>
  new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`, flags)

const ruleWith = (Conditions: Conditions): ListenerRule => ({ Conditions }) as ListenerRule // nothing else of a rule is looked at

const covers = (wider: Conditions, narrower: Conditions): boolean => {
  const [outer, inner] = [conditionsOf(ruleWith(wider)), conditionsOf(ruleWith(narrower))]
  if (!outer || !inner) throw new Error('These conditions are known.')
  return coversAll(outer, inner)
}

// Few letters, so that patterns and words meet.
const words = fc.stringMatching(/^[abA]{0,4}$/)
const pattern = fc.stringMatching(/^[abA*?]{0,4}$/)
const values = fc.array(pattern, { minLength: 1, maxLength: 3 })
const condition = fc.oneof(
  values.map((Values) => ({ Field: 'path-pattern', PathPatternConfig: { Values } })),
  values.map((Values) => ({ Field: 'host-header', HostHeaderConfig: { Values } })),
  fc
    .array(fc.record({ Key: fc.option(pattern, { nil: undefined }), Value: pattern }), {
      minLength: 1,
      maxLength: 2,
    })
    .map((Values) => ({ Field: 'query-string', QueryStringConfig: { Values } })),
)
const conditions = fc.array(condition, { minLength: 1, maxLength: 2 })
const request = fc.record({
  path: words,
  host: words,
  query: fc.array(fc.tuple(words, words), { maxLength: 2 }),
})

describe('conditions of listener rules', () => {
  test('that cover others are met by every request that meets those', () => {
    fc.assert(
      fc.property(
        conditions,
        conditions,
        fc.array(request, { minLength: 20, maxLength: 40 }),
        (one, other, asked) => {
          if (!covers(one, other)) return
          for (const each of asked) if (meets(other, each)) expect(meets(one, each)).toBe(true)
        },
      ),
      { numRuns: 2000 },
    )
  })

  test('cover themselves, and themselves with more', () => {
    fc.assert(
      fc.property(conditions, conditions, (one, other) => {
        expect(covers(one, one)).toBe(true)
        expect(covers(one, [...one, ...other])).toBe(true)
      }),
    )
  })

  test('are not known where one of them is not', () => {
    expect(conditionsOf(ruleWith([{ Field: 'moon-phase', Values: ['full'] }]))).toBeUndefined()
    expect(conditionsOf(ruleWith([{ Field: 'host-header' }]))).toBeUndefined()
    expect(conditionsOf(ruleWith([]))).toBeUndefined()
  })
})
