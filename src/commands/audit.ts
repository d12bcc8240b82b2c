import { Command } from '@oclif/core/command'
import * as Flags from '@oclif/core/flags'
import { type FailOn, exitStatus, shownPart } from '../audit/gate.ts'
import { makeReport } from '../audit/report.ts'
import { run } from '../audit/run.ts'
import { chooseRules, kindsOf } from '../cli/choose-rules.ts'
import { obtainFacts } from '../cli/facts.ts'
import { quietFlags, ruleFlags, scopeFlags, severityOptions } from '../cli/flags.ts'
import { expectWritable, printReport } from '../cli/output.ts'
import { version } from '../cli/package-root.ts'
import { Facts } from '../inventory/inventory.ts'
import { rules } from '../../rules/index.ts'
import { type Format, reporters } from '../reporters/index.ts'

export default class Audit extends Command {
  static override summary = "Read the account's networking, judge it, and report."
  static override description = `Reads what the chosen rules need (Describe, Get, List and Search calls only), judges every
resource that they apply to, and reports what is wrong, how it is known, and how to put it right.
What could not be read is never passed: it is listed as not evaluated.

Exit status: 0, nothing at or above --fail-on; 1, findings at or above it; 2, the command could not do its
work; 3, no such finding, but something that a chosen rule needs could not be read; 130, interrupted.`
  static override examples = [
    '<%= config.bin %> audit --demo',
    '<%= config.bin %> audit --region us-east-1,eu-west-1',
    '<%= config.bin %> audit --all-regions --format json --output report.json --fail-on medium',
    '<%= config.bin %> audit --snapshot prod.ndjson.gz --topic nat,routing',
  ]
  static override flags = {
    ...scopeFlags,
    ...ruleFlags,
    format: Flags.option({
      // The keys of the registry of reporters.
      options: Object.keys(reporters) as Format[],
      env: 'AWSNET_FORMAT',
      helpGroup: 'OUTPUT',
      default: 'table' as const,
      description: 'What standard output gets.',
    })(),
    output: Flags.string({
      char: 'o',
      multiple: true,
      multipleNonGreedy: true,
      helpGroup: 'OUTPUT',
      helpValue: 'FILE',
      description: 'Also write a file; repeatable. Its ending says the format: .json, .ndjson, .txt.',
    }),
    'min-severity': Flags.option({
      options: severityOptions,
      env: 'AWSNET_MIN_SEVERITY',
      helpGroup: 'OUTPUT',
      default: 'info' as const,
      description: 'Show only findings from this severity up.',
    })(),
    'include-pass': Flags.boolean({ helpGroup: 'OUTPUT', description: 'List what passed, too.' }),
    ...quietFlags,
    'fail-on': Flags.option({
      options: [...severityOptions, 'none'] as FailOn[],
      env: 'AWSNET_FAIL_ON',
      helpGroup: 'GATE',
      default: 'high' as const,
      description: 'Exit with 1 when a finding has at least this severity.',
    })(),
    'allow-incomplete': Flags.boolean({
      env: 'AWSNET_ALLOW_INCOMPLETE',
      helpGroup: 'GATE',
      description: 'Do not exit with 3 when something could not be read.',
    }),
  }

  async run(): Promise<void> {
    const { flags } = await this.parse(Audit)
    const chosen = chooseRules(rules, flags)
    await expectWritable(flags.output ?? [])
    const startedAt = new Date().toISOString()
    const { snapshot, regions, source } = await obtainFacts(flags, kindsOf(chosen))
    const facts = new Facts(snapshot, regions)
    const report = makeReport(run(facts, chosen), {
      version,
      scope: { accounts: facts.accounts, regions, source },
      startedAt,
      finishedAt: new Date().toISOString(),
    })
    const shown = shownPart(report, {
      minSeverity: flags['min-severity'],
      includePass: flags['include-pass'],
    })
    await printReport(shown, flags)
    process.exitCode = exitStatus(report, {
      failOn: flags['fail-on'],
      allowIncomplete: flags['allow-incomplete'],
    })
  }
}
