import * as Args from '@oclif/core/args'
import { Command } from '@oclif/core/command'
import * as Flags from '@oclif/core/flags'
import { rules } from '../../../rules/index.ts'
import { ruleDocument, ruleText } from '../../cli/rule-document.ts'
import { chooseRules } from '../../cli/choose-rules.ts'
import { quietFlags } from '../../cli/flags.ts'
import { print, wantsColor, widthOf } from '../../cli/terminal.ts'

export default class RulesShow extends Command {
  static override summary = 'Explain one rule: the practice, why, what it reads, how to check and to fix it.'
  static override examples = ['<%= config.bin %> rules show nat-gateway-az-independence']
  static override args = { id: Args.string({ required: true, description: 'The id of the rule.' }) }
  static override flags = {
    format: Flags.option({
      options: ['text', 'json'] as const,
      default: 'text' as const,
      description: 'For people, or for programs.',
    })(),
    color: quietFlags.color,
  }

  async run(): Promise<void> {
    const { args, flags } = await this.parse(RulesShow)
    for (const rule of chooseRules(rules, { rule: [args.id] })) {
      if (flags.format === 'json') await print(`${JSON.stringify(ruleDocument(rule), undefined, 2)}\n`)
      else
        await print(
          ruleText(rule, { color: wantsColor(flags.color, process.stdout), width: widthOf(process.stdout) }),
        )
    }
  }
}
