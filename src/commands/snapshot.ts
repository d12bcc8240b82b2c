import * as Args from '@oclif/core/args'
import { Command } from '@oclif/core/command'
import { rules } from '../../rules/index.ts'
import { chooseRules, kindsOf } from '../cli/choose-rules.ts'
import { configurationFor, sayOf } from '../cli/configuration.ts'
import { readLive } from '../cli/facts.ts'
import { quietFlags, ruleFlags, scopeFlags } from '../cli/flags.ts'
import { settled } from '../cli/options.ts'
import { version } from '../cli/package-root.ts'
import { UserError } from '../user-error.ts'

const { snapshot: _, ...liveFlags } = scopeFlags

export default class Snapshot extends Command {
  static override summary = 'Read what the chosen rules need into a file; judge nothing.'
  static override description = `The file holds what AWS answered, word for word, but for secrets, which never enter it.
Judge it later, elsewhere, or with rules that do not exist yet: awsnet audit --snapshot FILE.
It is NDJSON, gzipped when the name ends in .gz.`
  static override examples = [
    '<%= config.bin %> snapshot prod.ndjson.gz --all-regions',
    '<%= config.bin %> snapshot nat.ndjson --region us-east-1 --topic nat',
  ]
  static override args = { file: Args.string({ required: true, description: 'The file to write.' }) }
  static override flags = { ...liveFlags, ...ruleFlags, quiet: quietFlags.quiet }

  async run(): Promise<void> {
    const { args, flags: given } = await this.parse(Snapshot)
    const config = await configurationFor(given)
    const flags = settled(given, config)
    const kinds = kindsOf(chooseRules(rules, flags, (rule) => sayOf(rule, config).enabled))
    const { writeSnapshot } = await import('../snapshot/write.ts')
    const writer = await writeSnapshot(args.file, new Date().toISOString(), version)
    const asked = new Set<string>()
    let [facts, failed] = [0, 0]
    try {
      const { refused } = await readLive(flags, kinds, (fact) => {
        facts++
        asked.add(fact.operation)
        return writer.write(fact)
      })
      failed = refused
      if (asked.size > 1 && facts === failed)
        throw new UserError('Nothing could be read: every call was refused.')
      await writer.end()
    } catch (error) {
      await writer.abort()
      throw error
    }
    if (failed > 0) process.exitCode = 3
  }
}
