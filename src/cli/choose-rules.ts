import picomatch from 'picomatch'
import { nearest } from '../nearest.ts'
import type { Rule } from '../rule.ts'
import { UserError } from '../user-error.ts'

export interface Choice {
  readonly rule?: readonly string[] | undefined
  readonly 'skip-rule'?: readonly string[] | undefined
  readonly topic?: readonly string[] | undefined
  readonly pillar?: readonly string[] | undefined
}

/** Longer patterns can be made to take very long to match. */
const MAX_PATTERN = 100

/** The rules that the flags leave. A name that matches nothing is an error: a gate must not open by a typing mistake. */
export function chooseRules(
  rules: readonly Rule[],
  choice: Choice,
  isOn: (rule: Rule) => boolean = () => true,
): readonly Rule[] {
  // Who names rules on the command line means them, whatever the configuration says.
  const wanted = choice.rule
    ? matching('--rule', choice.rule, rules, (rule) => rule.id)
    : new Set(rules.filter(isOn))
  const skipped = matching('--skip-rule', choice['skip-rule'] ?? [], rules, (rule) => rule.id)
  const topics = choice.topic
    ? matching('--topic', choice.topic, rules, (rule) => rule.topic)
    : new Set(rules)
  const pillars = choice.pillar
    ? matching('--pillar', choice.pillar, rules, (rule) => rule.pillar)
    : new Set(rules)
  const left = rules.filter(
    (rule) => wanted.has(rule) && !skipped.has(rule) && topics.has(rule) && pillars.has(rule),
  )
  if (left.length === 0) {
    throw new UserError('No rule is left to check: flags and configuration together exclude all of them.')
  }
  return left
}

function matching(
  flag: string,
  patterns: readonly string[],
  rules: readonly Rule[],
  nameOf: (rule: Rule) => string,
): ReadonlySet<Rule> {
  const found = new Set<Rule>()
  const names = [...new Set(rules.map(nameOf))]
  for (const pattern of patterns) {
    if (pattern.length > MAX_PATTERN)
      throw new UserError(`${flag}: a pattern has at most ${MAX_PATTERN} characters.`)
    const matches = pattern === '' ? () => false : picomatch(pattern)
    const matched = rules.filter((rule) => matches(nameOf(rule)))
    if (matched.length === 0) {
      throw new UserError(
        `${flag}: nothing is called "${pattern}".${nearest(pattern, names)} (awsnet rules lists all.)`,
      )
    }
    for (const rule of matched) found.add(rule)
  }
  return found
}

/** Every kind that these rules look at. */
export const kindsOf = (rules: readonly Rule[]): readonly Rule['needs'][number][] => [
  ...new Set(rules.flatMap((rule) => [...rule.needs, ...(rule.consults ?? [])])),
]
