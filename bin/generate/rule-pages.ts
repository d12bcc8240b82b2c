import { join } from 'node:path'
import type { RuleDocument } from '../../src/cli/rule-document.ts'
import type { Rule } from '../../src/rule.ts'
import { HEADER } from './kinds.ts'

/** One page a rule, and the list of all. */
export async function rulePages(root: string): Promise<ReadonlyMap<string, string>> {
  const { rules } = (await import(join(root, 'rules/index.ts'))) as { rules: readonly Rule[] }
  const { ruleDocument } = await import('../../src/cli/rule-document.ts')
  const pages = rules.map((rule): [string, string] => [`docs/rules/${rule.id}.md`, page(ruleDocument(rule))])
  return new Map([...pages, ['docs/rules/README.md', list(rules)]])
}

const comment = `<!-- ${HEADER.replace('// ', '').trim()} -->\n`

function page(rule: RuleDocument): string {
  const settings = Object.entries(rule.settings).map(
    ([name, value]) => `- \`${name}\`: ${[value].flat().join(', ')}`,
  )
  return `${comment}
# ${rule.title}

\`${rule.id}\` · ${rule.severity} · ${rule.pillar} · ${rule.topic}

## Why

${rule.why}

## Check by hand

${rule.check}

## Fix

${rule.fix}

## What it reads

${bullets(rule.needs)}
${rule.consults.length > 0 ? `\nWhere there is need for it, also:\n\n${bullets(rule.consults)}\n` : ''}
Without one of the first, the rule is not evaluated. IAM actions: ${rule.actions.map((one) => `\`${one}\``).join(', ')}.
${settings.length > 0 ? `\n## Settings\n\n${settings.join('\n')}\n` : ''}
## Reference

<${rule.reference}>
`
}

const bullets = (names: readonly string[]): string => names.map((name) => `- \`${name}\``).join('\n')

function list(rules: readonly Rule[]): string {
  const rows = rules.map(
    (rule) => `| [\`${rule.id}\`](${rule.id}.md) | ${rule.topic} | ${rule.severity} | ${rule.title} |`,
  )
  return `${comment}
# Rules

| Rule | Topic | Severity | The problem |
| --- | --- | --- | --- |
${rows.join('\n')}
`
}
