import { describe, expect, test } from 'vitest'
import { run } from '../../src/audit/run.ts'
import { Facts, type KindName } from '../../src/inventory/inventory.ts'
import type { Judgement, Rule, Settings } from '../../src/rule.ts'
import type { Snapshot } from '../../src/snapshot/snapshot.ts'
import { DENIED, FactsBuilder } from './facts-builder.ts'
import { wrongWithoutAField } from './missing-fields.ts'

type Given = FactsBuilder | readonly FactsBuilder[]

interface Flagged {
  readonly given: Given
  readonly settings?: Settings
  /**
   * All that the rule must find, a line each: `resource: message`, behind it `[severity]` where it is not the rule's
   * usual one; below, two spaces and `resource fact` for each piece of evidence.
   */
  readonly finds: readonly string[]
}

interface Stories {
  readonly flags: Readonly<Record<string, Flagged>>
  /** The false positives that we refuse to have: at least one pass, and nothing but passes. */
  readonly accepts: Readonly<Record<string, Given>>
  /** What the rule has nothing to say about: no judgement at all. */
  readonly ignores?: Readonly<Record<string, Given>>
  /** What depends on something that was not read: `resource: reason` lines, and no failure. */
  readonly unknown?: Readonly<Record<string, { readonly given: Given; readonly says: readonly string[] }>>
}

/**
 * A rule's stories. With them, each of its needs is denied in turn: it must then not be evaluated. And each field of
 * each row in the stories is taken away in turn: nothing may pass or fail for that.
 */
export function testRule(rule: Rule, { flags, accepts, ignores = {}, unknown = {} }: Stories): void {
  describe(rule.id, () => {
    describe('flags', () => {
      for (const [name, { given, settings, finds }] of Object.entries(flags)) {
        test(name, () => expect(failures(rule, judge(rule, given, settings))).toEqual(finds))
      }
    })
    describe('accepts', () => {
      for (const [name, given] of Object.entries(accepts)) {
        test(name, () => {
          const said = judge(rule, given)
          expect([...failures(rule, said), ...unknowns(said)]).toEqual([])
          expect(said.filter((one) => one.status === 'pass').length).toBeGreaterThan(0)
        })
      }
    })
    describe('ignores', () => {
      for (const [name, given] of Object.entries(ignores)) {
        test(name, () => expect(judge(rule, given)).toEqual([]))
      }
      test('an empty account', () => expect(judge(rule, new FactsBuilder())).toEqual([]))
    })
    describe.skipIf(Object.keys(unknown).length === 0)('unknown', () => {
      for (const [name, { given, says }] of Object.entries(unknown)) {
        test(name, () => {
          const said = judge(rule, given)
          expect(failures(rule, said)).toEqual([])
          expect(unknowns(said)).toEqual(says)
        })
      }
    })
    describe('passes and fails nothing for want of a field', () => {
      const stories: readonly (readonly [string, Given])[] = [
        ...Object.entries(flags).map(([name, { given }]) => [name, given] as const),
        ...Object.entries(accepts),
        ...Object.entries(ignores),
        ...Object.entries(unknown).map(([name, { given }]) => [name, given] as const),
      ]
      test.each(stories)('%s', (_, given) => expect(wrongWithoutAField(rule, snapshotOf(given))).toEqual([]))
    })
    describe('is not evaluated', () => {
      const [story] = Object.values(flags)
      for (const need of rule.needs) {
        test(`where ${need} could not be read`, () => expectNotEvaluated(rule, story?.given, need))
      }
    })
  })
}

const builders = (given: Given): readonly FactsBuilder[] => (given instanceof FactsBuilder ? [given] : given)

const snapshotOf = (given: Given): Snapshot => {
  const [first = new FactsBuilder(), ...others] = builders(given)
  return first.snapshot(...others)
}

const factsOf = (given: Given): Facts => new Facts(snapshotOf(given))

function judge(rule: Rule, given: Given, settings?: Settings): readonly Judgement[] {
  const outcome = run(factsOf(given), [rule], settings ? { settings: { [rule.id]: settings } } : {})
  expect(outcome.notEvaluated).toEqual([])
  return outcome.judgements.map(({ rule: _rule, ...judgement }) => judgement)
}

const label = (resource: { readonly id: string; readonly name?: string | undefined }): string =>
  resource.id.startsWith('arn:') ? (resource.name ?? resource.id) : resource.id

function failures(rule: Rule, judgements: readonly Judgement[]): readonly string[] {
  return judgements.flatMap((one) => {
    if (one.status !== 'fail') return []
    expect(one.evidence.length, 'a failure must carry evidence').toBeGreaterThan(0)
    expect(one.remediation).not.toBe('')
    const severity = one.severity && one.severity !== rule.severity ? ` [${one.severity}]` : ''
    const evidence = one.evidence.map(([seenOn, fact]) => `  ${label(seenOn)} ${fact}`)
    return [`${label(one.resource)}: ${one.message}${severity}`, ...evidence]
  })
}

const unknowns = (judgements: readonly Judgement[]): readonly string[] =>
  judgements.flatMap((one) => (one.status === 'unknown' ? [`${label(one.resource)}: ${one.message}`] : []))

function expectNotEvaluated(rule: Rule, given: Given | undefined, need: KindName): void {
  if (!given) throw new Error('A rule needs a story that it flags.')
  const all = builders(given)
  for (const builder of all) builder.unread(need, DENIED)
  try {
    const outcome = run(factsOf(all), [rule])
    expect(outcome.judgements.filter((one) => one.status !== 'unknown')).toEqual([])
    expect(outcome.notEvaluated.map((one) => one.ruleId)).toContain(rule.id)
    expect(outcome.notEvaluated[0]?.reason).toContain(DENIED.name)
  } finally {
    for (const builder of all) builder.read(need)
  }
}
