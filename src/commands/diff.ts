import { stat } from 'node:fs/promises'
import * as Args from '@oclif/core/args'
import { Command } from '@oclif/core/command'
import * as Flags from '@oclif/core/flags'
import { rules } from '../../rules/index.ts'
import { writeWhole } from '../atomic-file.ts'
import { type FailOn, exitStatus } from '../audit/gate.ts'
import type { Report } from '../audit/report.ts'
import { type Changes, changesOfReports, changesOfSnapshots } from '../changes/changes.ts'
import { suppressionsFor } from '../cli/acceptance.ts'
import { chooseRules } from '../cli/choose-rules.ts'
import { configurationFor, sayOf } from '../cli/configuration.ts'
import { configFlags, quietFlags, ruleFlags, severityOptions } from '../cli/flags.ts'
import { judge } from '../cli/judge.ts'
import { settled } from '../cli/options.ts'
import { isReport, readReport } from '../cli/report-file.ts'
import { drawn, print, wantsColor, widthOf } from '../cli/terminal.ts'
import { Facts } from '../inventory/inventory.ts'
import { operations } from '../inventory/operations.ts'
import { changesJson, changesMarkdown, changesTable } from '../reporters/changes.ts'
import { readSnapshot } from '../snapshot/read.ts'
import { UserError } from '../user-error.ts'

const FORMATS = ['table', 'json', 'markdown'] as const

export default class Diff extends Command {
  static override summary = 'Say what changed between two snapshots, or two reports.'
  static override description = `Findings that came and went; of snapshots also resources that came and went, what the internet can now
reach and could not, and which subnets lost their way out. What one of the two did not read has neither come
nor gone: it is listed as not compared.

Exit status: 1, a finding at or above --fail-on came or became more severe; 3, none did, but something could
not be compared (unless --allow-incomplete); 0 otherwise; 2, the command could not do its work.`
  static override examples = [
    '<%= config.bin %> diff yesterday.ndjson.gz today.ndjson.gz',
    '<%= config.bin %> diff main.ndjson.gz branch.ndjson.gz --format markdown > comment.md',
    '<%= config.bin %> diff last.json awsnet.json --fail-on medium',
  ]
  static override args = {
    old: Args.string({ required: true, description: 'The older snapshot or JSON report.' }),
    new: Args.string({ required: true, description: 'The newer one, of the same sort.' }),
  }
  static override flags = {
    ...ruleFlags,
    ...configFlags,
    format: Flags.option({
      options: FORMATS,
      default: 'table' as const,
      helpGroup: 'OUTPUT',
      description: 'For people, for programs, or for a pull request.',
    })(),
    output: Flags.string({
      char: 'o',
      helpGroup: 'OUTPUT',
      helpValue: 'FILE',
      description: 'Write it to a file instead of standard output.',
    }),
    color: quietFlags.color,
    'fail-on': Flags.option({
      options: [...severityOptions, 'none'] as FailOn[],
      env: 'AWSNET_FAIL_ON',
      helpGroup: 'GATE',
      description: 'Exit with 1 when a finding of at least this severity came. Default: high.',
    })(),
    'allow-incomplete': Flags.boolean({
      env: 'AWSNET_ALLOW_INCOMPLETE',
      helpGroup: 'GATE',
      description: 'Do not exit with 3 when something could not be compared.',
    }),
  }

  async run(): Promise<void> {
    const { args, flags: given } = await this.parse(Diff)
    const config = await configurationFor(given)
    const flags = settled(given, config)
    const changes = await compared(args.old, args.new, async (path) => {
      const chosen = chooseRules(rules, flags, (rule) => sayOf(rule, config).enabled)
      const snapshot = await readSnapshot(path, operations)
      if (snapshot.facts.length === 0) throw new UserError(`${path} holds no facts.`)
      const facts = new Facts(snapshot)
      const report = judge(facts, chosen, config, {
        scope: { regions: snapshot.regions, source: 'snapshot' },
        startedAt: snapshot.createdAt,
        finishedAt: snapshot.createdAt,
        suppressions: await suppressionsFor({}, config),
        countPasses: true,
      })
      return { facts, report }
    })
    await this.#tell(changes, given)
    process.exitCode = statusOf(changes, flags)
  }

  async #tell(
    changes: Changes,
    flags: {
      readonly format: (typeof FORMATS)[number]
      readonly output?: string | undefined
      readonly color?: boolean | undefined
    },
  ): Promise<void> {
    const style = flags.output
      ? { color: false, width: 120 }
      : { color: wantsColor(flags.color, process.stdout), width: widthOf(process.stdout) }
    const text = {
      table: () => drawn(changesTable(changes, style)),
      json: () => changesJson(changes),
      markdown: () => changesMarkdown(changes),
    }[flags.format]()
    if (flags.output) await writeWhole(flags.output, text)
    else await print(text)
  }
}

type Judged = { readonly facts: Facts; readonly report: Report }

/** Two snapshots, or two reports. */
async function compared(
  old: string,
  now: string,
  judge: (path: string) => Promise<Judged>,
): Promise<Changes> {
  const [first, second] = [await isReportFile(old), await isReportFile(now)]
  if (first !== second) {
    throw new UserError(
      `${first ? old : now} is a report and ${first ? now : old} is a snapshot: compare two of a sort.`,
    )
  }
  if (first) return changesOfReports(await readReport(old), await readReport(now))
  return changesOfSnapshots(await judge(old), await judge(now))
}

async function isReportFile(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined)
  if (!found) throw new UserError(`There is no file ${path}.`)
  return found.isFile() && isReport(path)
}

/** The gate's exit status, of what came. */
function statusOf(
  { findings, notCompared, after }: Changes,
  flags: { readonly 'fail-on': FailOn; readonly 'allow-incomplete': boolean },
): number {
  const gate = { failOn: flags['fail-on'], allowIncomplete: flags['allow-incomplete'] }
  const came = [...findings.came, ...findings.worse].map(({ baseline: _baseline, ...one }) => one)
  const status = exitStatus({ ...after, findings: came, notEvaluated: [], judgedWithout: [] }, gate)
  const incomplete = notCompared.length > 0 || findings.uncertain.length > 0
  return status === 0 && incomplete && !gate.allowIncomplete ? 3 : status
}
