import { Command } from '@oclif/core/command'
import * as Flags from '@oclif/core/flags'
import Table from 'cli-table3'
import { createColors } from 'picocolors'
import { rules } from '../../../rules/index.ts'
import { ruleDocument } from '../../cli/rule-document.ts'
import { chooseRules } from '../../cli/choose-rules.ts'
import { quietFlags, ruleFlags } from '../../cli/flags.ts'
import { drawn, print, wantsColor, widthOf } from '../../cli/terminal.ts'

export default class Rules extends Command {
  static override summary = 'List the rules.'
  static override examples = ['<%= config.bin %> rules', '<%= config.bin %> rules --topic nat --format json']
  static override flags = {
    ...ruleFlags,
    format: Flags.option({
      options: ['table', 'json'] as const,
      default: 'table' as const,
      description: 'For people, or for programs.',
    })(),
    color: quietFlags.color,
  }

  async run(): Promise<void> {
    const { flags } = await this.parse(Rules)
    const chosen = chooseRules(rules, flags)
    if (flags.format === 'json') {
      await print(`${JSON.stringify(chosen.map(ruleDocument), undefined, 2)}\n`)
      return
    }
    const colors = createColors(wantsColor(flags.color, process.stdout))
    const id = Math.max(...chosen.map((rule) => rule.id.length))
    const table = new Table({
      head: ['Rule', 'Severity', 'The problem'],
      colWidths: [id + 2, 10, Math.max(24, widthOf(process.stdout) - id - 16)],
      wordWrap: true,
      style: { head: [], border: [] },
    })
    for (const rule of chosen) table.push([rule.id, rule.severity, rule.title])
    await print(
      `${drawn(table.toString())}\n${colors.dim(`${chosen.length} rules. awsnet rules show ID explains one.`)}\n`,
    )
  }
}
