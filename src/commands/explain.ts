import * as Args from '@oclif/core/args'
import { Command } from '@oclif/core/command'
import * as Flags from '@oclif/core/flags'
import { rules } from '../../rules/index.ts'
import { quietFlags } from '../cli/flags.ts'
import { handbookPage, openingOf, topicsOf } from '../cli/handbook.ts'
import { drawn, print, wantsColor, widthOf } from '../cli/terminal.ts'
import { nearest } from '../nearest.ts'
import { markdownText } from '../reporters/markdown-text.ts'
import { UserError } from '../user-error.ts'

export default class Explain extends Command {
  static override summary = 'Explain a topic: how it works, what breaks, how the choices compare.'
  static override description = `Prints the handbook's page on a topic of the rules, or on the topic of one rule. Without a topic it lists
all of them.`
  static override examples = [
    '<%= config.bin %> explain',
    '<%= config.bin %> explain nat',
    '<%= config.bin %> explain nacl-rule-shadowed',
  ]
  static override args = { topic: Args.string({ description: 'A topic, or the id of a rule.' }) }
  static override flags = {
    format: Flags.option({
      options: ['text', 'markdown'] as const,
      default: 'text' as const,
      description: 'For the terminal, or as it is written.',
    })(),
    color: quietFlags.color,
  }

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Explain)
    const topic = args.topic === undefined ? undefined : topicOf(args.topic)
    if (flags.format === 'markdown') return print(await handbookPage(topic ?? 'README'))
    const style = { color: wantsColor(flags.color, process.stdout), width: widthOf(process.stdout) }
    await print(drawn(markdownText(topic ? await handbookPage(topic) : await topicList(), style)))
  }
}

function topicOf(given: string): string {
  const topics = topicsOf(rules)
  if (topics.includes(given)) return given
  const rule = rules.find(({ id }) => id === given)
  if (rule) return rule.topic
  const hint =
    nearest(given, topics) ||
    nearest(
      given,
      rules.map(({ id }) => id),
    )
  throw new UserError(`There is no topic "${given}".${hint} (awsnet explain lists all.)`)
}

async function topicList(): Promise<string> {
  const rows: string[] = []
  for (const topic of topicsOf(rules))
    rows.push(`| ${topic} | ${openingOf(await handbookPage(topic)).summary} |`)
  return `| Topic | What it is |\n| --- | --- |\n${rows.join('\n')}\n\nawsnet explain TOPIC explains one.\n`
}
