import { Command } from '@oclif/core/command'
import * as Flags from '@oclif/core/flags'
import { type FailOn, exitStatus, shownPart } from '../audit/gate.ts'
import {
  accepted,
  agedSuppressions,
  baselineFor,
  suppressionsFor,
  updateBaseline,
} from '../cli/acceptance.ts'
import { chooseRules, kindsOf } from '../cli/choose-rules.ts'
import { configurationFor, sayOf } from '../cli/configuration.ts'
import { obtainFacts } from '../cli/facts.ts'
import { envList, quietFlags, ruleFlags, scopeFlags, severityOptions } from '../cli/flags.ts'
import { judge } from '../cli/judge.ts'
import { settled } from '../cli/options.ts'
import { expectWritable, printReport, showsMap } from '../cli/output.ts'
import { print } from '../cli/terminal.ts'
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
    '<%= config.bin %> audit --region us-east-1 --baseline awsnet-baseline.json --output awsnet.sarif',
  ]
  static override flags = {
    ...scopeFlags,
    ...ruleFlags,
    format: Flags.option({
      // The keys of the registry of reporters.
      options: Object.keys(reporters) as Format[],
      env: 'AWSNET_FORMAT',
      helpGroup: 'OUTPUT',
      description: 'What standard output gets. Default: table.',
    })(),
    output: Flags.string({
      char: 'o',
      multiple: true,
      multipleNonGreedy: true,
      ...envList('AWSNET_OUTPUT'),
      helpGroup: 'OUTPUT',
      helpValue: 'FILE',
      description:
        'Also write a file; repeatable. Its ending says the format: .json, .html, .sarif, .csv, .md, .xml (JUnit) …',
    }),
    'min-severity': Flags.option({
      options: severityOptions,
      env: 'AWSNET_MIN_SEVERITY',
      helpGroup: 'OUTPUT',
      description: 'Show only findings from this severity up. Default: info.',
    })(),
    'include-pass': Flags.boolean({
      env: 'AWSNET_INCLUDE_PASS',
      helpGroup: 'OUTPUT',
      description: 'List what passed, too.',
    }),
    ...quietFlags,
    'fail-on': Flags.option({
      options: [...severityOptions, 'none'] as FailOn[],
      env: 'AWSNET_FAIL_ON',
      helpGroup: 'GATE',
      description: 'Exit with 1 when a finding has at least this severity. Default: high.',
    })(),
    'allow-incomplete': Flags.boolean({
      env: 'AWSNET_ALLOW_INCOMPLETE',
      helpGroup: 'GATE',
      description: 'Do not exit with 3 when something could not be read.',
    }),
    baseline: Flags.string({
      env: 'AWSNET_BASELINE',
      helpGroup: 'GATE',
      helpValue: 'FILE',
      description: 'A former JSON report: only what is new since then fails.',
    }),
    'update-baseline': Flags.boolean({
      helpGroup: 'GATE',
      description: 'Accept what fails now: write it to --baseline, and exit as if it had been there.',
    }),
    suppressions: Flags.string({
      env: 'AWSNET_SUPPRESSIONS',
      helpGroup: 'GATE',
      helpValue: 'FILE',
      description: 'Suppressions beside those of the configuration.',
    }),
    'no-suppressions': Flags.boolean({
      helpGroup: 'GATE',
      exclusive: ['suppressions'],
      description: 'Count everything, whatever is suppressed.',
    }),
    'strict-suppressions': Flags.boolean({
      env: 'AWSNET_STRICT_SUPPRESSIONS',
      helpGroup: 'GATE',
      description: 'Exit with 2 when a suppression matched nothing or has expired.',
    }),
  }

  async run(): Promise<void> {
    const { flags: given } = await this.parse(Audit)
    const config = await configurationFor(given)
    const flags = settled(given, config)
    const chosen = chooseRules(rules, flags, (rule) => sayOf(rule, config).enabled)
    await expectWritable(flags.output ?? [])
    const suppressions = await suppressionsFor(flags, config)
    const baseline = await baselineFor(flags)

    const startedAt = new Date().toISOString()
    const drawn = showsMap(flags) ? (await import('../map/build.ts')).MAP_KINDS : []
    const kinds = [...new Set([...kindsOf(chosen), ...drawn])]
    const { snapshot, regions, source } = await obtainFacts(flags, kinds)
    const facts = new Facts(snapshot, regions)
    const made = judge(facts, chosen, config, {
      scope: { regions, source },
      startedAt,
      suppressions,
      // A baseline is compared with what passed, too: that is how a finding is known to be gone.
      countPasses: !flags['include-pass'] && baseline === undefined,
    })
    const report = accepted(made, { suppressions, baseline, chosen })
    const shown = shownPart(report, {
      minSeverity: flags['min-severity'],
      includePass: flags['include-pass'],
    })
    await printReport(shown, {
      ...flags,
      quiet: flags.quiet ?? false,
      rules: chosen,
      map: async () => {
        const { reportMap } = await import('../map/report-map.ts')
        return reportMap(facts, report.findings)
      },
    })
    const accepts = flags['update-baseline'] && flags.baseline !== undefined && baseline !== undefined
    if (accepts) {
      const held = await updateBaseline(flags.baseline, report, baseline, chosen)
      if (!flags.quiet)
        await print(`The baseline ${flags.baseline} holds ${held} findings.\n`, process.stderr)
    }
    const aged = agedSuppressions(report.suppressions)
    for (const sentence of aged) await print(`${sentence}\n`, process.stderr)
    const status = exitStatus(report, {
      // What the baseline has just taken in is known.
      failOn: accepts ? 'none' : flags['fail-on'],
      allowIncomplete: flags['allow-incomplete'],
    })
    const isStale = report.suppressions?.some(({ state }) => state === 'unused' || state === 'expired')
    process.exitCode = flags['strict-suppressions'] && isStale && status !== 1 ? 2 : status
  }
}
