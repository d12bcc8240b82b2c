import { join } from 'node:path'
import type { Opening } from '../../src/cli/handbook.ts'
import type { Rule } from '../../src/rule.ts'
import { UserError } from '../../src/user-error.ts'
import { HEADER } from './kinds.ts'

const BEGIN = '<!-- rules: generated -->'
const END = '<!-- /rules -->'

/** The handbook's pages, which people write, with the list of each topic's rules; and the index of all. */
export async function handbook(root: string): Promise<ReadonlyMap<string, string>> {
  const { rules } = (await import(join(root, 'rules/index.ts'))) as { rules: readonly Rule[] }
  const { handbookPage, openingOf, topicsOf } = await import('../../src/cli/handbook.ts')
  const pages = new Map<string, string>()
  const entries: string[] = []
  for (const topic of topicsOf(rules)) {
    const own = rules.filter((rule) => rule.topic === topic)
    const text = await handbookPage(topic, root).catch(() => {
      throw new UserError(`Topic ${topic} has no page in the handbook: write docs/handbook/${topic}.md.`)
    })
    pages.set(`docs/handbook/${topic}.md`, withRules(text, topic, own))
    entries.push(entry(topic, openingOf(text), own.length))
  }
  return new Map([...pages, ['docs/handbook/README.md', index(entries)]])
}

function withRules(text: string, topic: string, rules: readonly Rule[]): string {
  const [before, rest] = text.split(BEGIN)
  const after = rest?.split(END)[1]
  if (before === undefined || after === undefined)
    throw new UserError(`docs/handbook/${topic}.md has no place for its rules: ${BEGIN} and ${END}.`)
  const bullets = rules.map(
    (rule) => `- [${rule.id}](../rules/${rule.id}.md), ${rule.severity}: ${rule.title}`,
  )
  return `${before}${BEGIN}\n\n${bullets.join('\n')}\n\n${END}${after}`
}

const entry = (topic: string, { title, summary }: Opening, count: number): string =>
  `- [${title}](${topic}.md) (\`${topic}\`, ${count} ${count === 1 ? 'rule' : 'rules'}): ${summary}`

const index = (entries: readonly string[]): string => `<!-- ${HEADER.replace('// ', '').trim()} -->

# Handbook

What awsnet's rules rest on: a page a topic. On a terminal, \`awsnet explain TOPIC\` prints it.

${entries.join('\n')}
`
