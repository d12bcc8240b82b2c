import { run } from '../../src/audit/run.ts'
import { Facts, type KindName } from '../../src/inventory/inventory.ts'
import { kinds } from '../../src/inventory/kinds/index.ts'
import type { Rule } from '../../src/rule.ts'
import type { Fact } from '../../src/snapshot/fact.ts'
import { Snapshot } from '../../src/snapshot/snapshot.ts'
import { saysBySilence } from './silent-fields.ts'

/**
 * Takes each field of each row that a rule reads away, one at a time, and tells where the rule then passes or fails a
 * resource that it did not pass or fail before, or breaks: it must say `unknown` there, or nothing. Fields that AWS
 * leaves out to say «none» are left alone.
 */
export function wrongWithoutAField(rule: Rule, { createdAt, facts }: Snapshot): readonly string[] {
  const kindOf = new Map<string, KindName>()
  for (const name of [...rule.needs, ...(rule.consults ?? [])]) kindOf.set(kinds[name].operation, name)
  const verdicts = (given: readonly Fact[]): Verdicts => verdictsOf(rule, new Snapshot(createdAt, given))

  const before = verdicts(facts)
  return facts.flatMap((fact, index) => {
    const kind = kindOf.get(fact.operation)
    if (kind === undefined || !fact.response) return []
    return [...fieldsOf(fact.response)].flatMap((path) => {
      const field = path.filter((key) => typeof key === 'string').join('.')
      if (saysBySilence(kind, field)) return []
      // A fact without a part of its response is a fact.
      const poorer = { ...fact, response: without(fact.response, path) } as Fact
      const after = verdicts(facts.with(index, poorer))
      return wrongIn(before, after).map((what) => `${kind} without ${field}: ${what}`)
    })
  })
}

/** What was said of each resource: `pass`, `fail`, `unknown` and why a rule broke. */
type Verdicts = ReadonlyMap<string, ReadonlySet<string>>

function verdictsOf(rule: Rule, snapshot: Snapshot): Verdicts {
  const { judgements, notEvaluated } = run(new Facts(snapshot), [rule])
  const verdicts = new Map<string, Set<string>>()
  for (const { resource, status } of judgements) {
    verdicts.set(resource.id, (verdicts.get(resource.id) ?? new Set()).add(status))
  }
  for (const { reason } of notEvaluated) {
    if (reason.startsWith('the rule failed')) verdicts.set(rule.id, new Set([reason]))
  }
  return verdicts
}

const wrongIn = (before: Verdicts, after: Verdicts): readonly string[] =>
  [...after].flatMap(([id, said]) =>
    [...said]
      .filter((verdict) => verdict !== 'unknown' && !before.get(id)?.has(verdict))
      .map((verdict) => `${id} is ${[...(before.get(id) ?? ['not judged'])].join('+')}, then ${verdict}`),
  )

type Path = readonly (string | number)[]

/** Every field of every item; an answer without its list is an empty one. */
function* fieldsOf(value: unknown, path: Path = []): Iterable<Path> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* fieldsOf(item, [...path, index])
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      const isTheList = Array.isArray(item) && path.every((step) => typeof step === 'string')
      if (path.length > 0 && !isTheList) yield [...path, key]
      yield* fieldsOf(item, [...path, key])
    }
  }
}

function without(value: unknown, [key, ...rest]: Path): unknown {
  if (Array.isArray(value)) return value.map((item, index) => (index === key ? without(item, rest) : item))
  const { [String(key)]: taken, ...others } = value as Readonly<Record<string, unknown>>
  return rest.length === 0 ? others : { ...others, [String(key)]: without(taken, rest) }
}
