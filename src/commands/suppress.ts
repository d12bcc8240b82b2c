import { existsSync } from 'node:fs'
import { basename, relative } from 'node:path'
import * as Args from '@oclif/core/args'
import { Command } from '@oclif/core/command'
import * as Flags from '@oclif/core/flags'
import { rules } from '../../rules/index.ts'
import { writeWhole } from '../atomic-file.ts'
import { readReport } from '../cli/report-file.ts'
import { print } from '../cli/terminal.ts'
import { isDay } from '../config/day.ts'
import { withSuppressionJson, withSuppressionYaml } from '../config/edit.ts'
import { findConfig } from '../config/find.ts'
import { checkConfig, textOf } from '../config/load.ts'
import { reporters } from '../reporters/index.ts'
import { safeText } from '../reporters/terminal-text.ts'
import { UserError } from '../user-error.ts'

const NEW_FILE = 'awsnet.config.yaml'

export default class Suppress extends Command {
  static override summary = 'Accept a finding: write a suppression into the configuration.'
  static override description = `The finding stays in reports, marked, with the reason, and fails no gate until the suppression expires.
The fingerprint stands in JSON, SARIF and CSV reports. Comments of the file are kept.`
  static override examples = [
    '<%= config.bin %> suppress 4f1c0a9be2d37788a1b2c3d4e5f60718 --reason "Replaced in March" --expires 90d',
    '<%= config.bin %> suppress 4f1c0a9be2d37788a1b2c3d4e5f60718 --reason "By design" --owner netops --report awsnet.json',
  ]
  static override args = {
    fingerprint: Args.string({ required: true, description: 'The fingerprint of the finding.' }),
  }
  static override flags = {
    reason: Flags.string({ required: true, description: 'Why it is accepted.' }),
    expires: Flags.string({
      helpValue: 'DAY',
      description: 'The last day on which it holds: 2027-01-31, or 90d from today.',
    }),
    owner: Flags.string({ description: 'Who answers for it.' }),
    report: Flags.string({
      helpValue: 'FILE',
      description: 'A JSON report that holds the finding: says whether it does, and notes what it is.',
    }),
    config: Flags.string({
      env: 'AWSNET_CONFIG',
      helpValue: 'FILE',
      description: `The configuration to change. Default: the one that is found, else a new ${NEW_FILE}.`,
    }),
  }

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Suppress)
    const fingerprint = args.fingerprint.toLowerCase()
    if (!/^[0-9a-f]{32}$/.test(fingerprint)) {
      throw new UserError(
        `"${args.fingerprint}" is no fingerprint: these have 32 digits of 0-9 and a-f, and stand in the JSON report.`,
      )
    }
    const entry = {
      fingerprint,
      reason: flags.reason,
      owner: flags.owner,
      expires: flags.expires && dayOf(flags.expires),
    }
    const what = flags.report ? await findingIn(flags.report, fingerprint) : undefined
    const path = flags.config ?? (await findConfig(process.cwd())) ?? NEW_FILE
    const text = existsSync(path) ? await textOf(path) : ''
    const known = { rules, formats: Object.keys(reporters) }
    // A file that is wrong already is not made worse.
    if (text) checkConfig(path, text, known)
    const edited = path.endsWith('.json')
      ? withSuppressionJson(text || '{}', entry, basename(path) === 'package.json' ? 'awsnet' : undefined)
      : withSuppressionYaml(text, entry, what)
    checkConfig(path, edited.text, known)
    await writeWhole(path, edited.text)
    const until = entry.expires ? ` until ${entry.expires}` : ''
    await print(
      `${edited.renewed ? 'Renewed' : 'Added'} in ${relative(process.cwd(), path) || path}: ${fingerprint}${what ? ` (${what})` : ''} is suppressed${until}.\n`,
      process.stderr,
    )
  }
}

const DAY_MS = 86_400_000

function dayOf(given: string): string {
  const days = /^(\d{1,5})d$/.exec(given)?.[1]
  if (days === undefined) {
    if (!isDay(given)) {
      throw new UserError(
        `--expires: "${given}" is neither a day such as 2027-01-31 nor a number of days such as 90d.`,
      )
    }
    if (Date.parse(given) + DAY_MS <= Date.now()) throw new UserError(`--expires: ${given} is over already.`)
    return given
  }
  return new Date(Date.now() + Number(days) * DAY_MS).toISOString().slice(0, 10)
}

async function findingIn(path: string, fingerprint: string): Promise<string> {
  const { findings } = await readReport(path)
  const finding = findings.find((one) => one.fingerprint === fingerprint)
  if (!finding) throw new UserError(`${path} holds no finding ${fingerprint}.`)
  return safeText(`${finding.ruleId} on ${finding.resource.name ?? finding.resource.id}`)
}
