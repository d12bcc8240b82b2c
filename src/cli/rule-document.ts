import { createColors } from 'picocolors'
import { iamActions } from '../aws/services.ts'
import { withParents } from '../inventory/closure.ts'
import { kinds } from '../inventory/kinds/index.ts'
import type { Rule, Settings } from '../rule.ts'

/** A rule as data: everything but its logic. */
export interface RuleDocument extends Pick<
  Rule,
  'id' | 'title' | 'topic' | 'pillar' | 'severity' | 'why' | 'check' | 'fix' | 'reference'
> {
  readonly needs: readonly string[]
  readonly consults: readonly string[]
  readonly actions: readonly string[]
  readonly settings: Settings
}

export const ruleDocument = (rule: Rule): RuleDocument => ({
  id: rule.id,
  title: rule.title,
  topic: rule.topic,
  pillar: rule.pillar,
  severity: rule.severity,
  needs: rule.needs.map((name) => kinds[name].operation),
  consults: (rule.consults ?? []).map((name) => kinds[name].operation),
  actions: actionsOf(rule),
  settings: rule.settings ?? {},
  why: oneParagraph(rule.why),
  check: oneParagraph(rule.check),
  fix: oneParagraph(rule.fix),
  reference: rule.reference,
})

/** The IAM actions that an audit with this rule alone needs. */
const actionsOf = (rule: Rule): readonly string[] =>
  [
    ...new Set(
      withParents([...rule.needs, ...(rule.consults ?? [])]).flatMap((name) =>
        iamActions(kinds[name].operation),
      ),
    ),
  ].sort()

const oneParagraph = (text: string): string => text.replace(/\s*\n\s*/g, ' ').trim()

const operationsOf = (names: Rule['needs']): readonly string[] => names.map((name) => kinds[name].operation)

/** A rule for people at a terminal. */
export function ruleText(
  rule: Rule,
  { color, width }: { readonly color: boolean; readonly width: number },
): string {
  const colors = createColors(color)
  const part = (title: string, text: string): string =>
    `${colors.bold(title)}\n${wrap(oneParagraph(text), width, '  ')}`
  const settings = Object.entries(rule.settings ?? {}).map(
    ([name, value]) => `  ${name}: ${[value].flat().join(', ')}`,
  )
  return `${[
    `${colors.bold(rule.id)}  ${rule.severity}, ${rule.pillar}, ${rule.topic}\n${wrap(rule.title, width, '')}`,
    part('Why', rule.why),
    part('Check by hand', rule.check),
    part('Fix', rule.fix),
    `${colors.bold('Reads')}\n${operationsOf(rule.needs)
      .map((operation) => `  ${operation}`)
      .join('\n')}`,
    ...(rule.consults
      ? [
          `${colors.bold('Consults')}\n${operationsOf(rule.consults)
            .map((operation) => `  ${operation}`)
            .join('\n')}`,
        ]
      : []),
    ...(settings.length > 0 ? [`${colors.bold('Settings')}\n${settings.join('\n')}`] : []),
    `${colors.bold('Reference')}\n  ${rule.reference}`,
  ].join('\n\n')}\n`
}

function wrap(text: string, width: number, indent: string): string {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && indent.length + last.length + word.length + 1 <= width)
      lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines.map((line) => `${indent}${line}`).join('\n')
}
