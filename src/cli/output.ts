import { constants } from 'node:fs'
import { access, appendFile, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { inChunks, unwritable, writeWhole } from '../atomic-file.ts'
import type { Report } from '../audit/report.ts'
import type { FailOn } from '../audit/gate.ts'
import {
  type Format,
  type MapDrawing,
  type ReportStyle,
  endings,
  formatOf,
  reporters,
} from '../reporters/index.ts'
import { markdownWithin } from '../reporters/markdown.ts'
import { type Rule, SEVERITIES } from '../rule.ts'
import { UserError } from '../user-error.ts'
import { drawn, print, wantsColor, widthOf } from './terminal.ts'

export interface OutputOptions {
  readonly format: Format
  readonly output?: readonly string[] | undefined
  readonly quiet: boolean
  readonly color?: boolean | undefined
  readonly 'fail-on': FailOn
  readonly rules: readonly Rule[]
  /** Drawn only where a format shows it. */
  readonly map?: (() => Promise<MapDrawing | undefined>) | undefined
}

/** Columns of a table in a file. */
const FILE_WIDTH = 120

/** The report to standard output, and to each file in the format of its name. */
export async function printReport(
  report: Report,
  { format, output = [], quiet, color, 'fail-on': failOn, rules, map: draw }: OutputOptions,
): Promise<void> {
  const byId = new Map(rules.map((rule) => [rule.id, rule]))
  const map = showsMap({ format, output }) ? await draw?.() : undefined
  const inFile: ReportStyle = {
    color: false,
    width: FILE_WIDTH,
    failOn,
    rules: byId,
    ...(map ? { map } : {}),
  }
  for (const file of output) await writeWhole(file, reporters[fileFormat(file)](report, inFile))
  await tellGitHub(report, format)
  if (output.length > 0 && quiet) return
  const style = { ...inFile, color: wantsColor(color, process.stdout), width: widthOf(process.stdout) }
  const text: string | Iterable<string> = reporters[format](report, style)
  if (typeof text !== 'string') for (const chunk of inChunks(text)) await print(chunk)
  else await print(format === 'table' ? drawn(text) : text)
  if (format !== 'table' && !quiet) await print(`${oneLine(report)}\n`, process.stderr)
}

/** Whether one of the reports that are asked for has a map. */
export const showsMap = ({ format, output = [] }: Pick<OutputOptions, 'format' | 'output'>): boolean =>
  [format, ...output.map(fileFormat)].includes('html')

/** GitHub takes a summary of 1 MiB a step, to which other commands of the step may have added. */
const SUMMARY_BYTES = 1_000_000

/** In a run of GitHub Actions: annotations in its log, and the report on its summary page. */
async function tellGitHub(
  report: Report,
  format: Format,
  env: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  if (env['GITHUB_ACTIONS'] !== 'true') return
  // The runner reads both streams, and standard output is the report's.
  if (format !== 'github') await print(reporters.github(report), process.stderr)
  const summary = env['GITHUB_STEP_SUMMARY']
  if (!summary) return
  const there = await stat(summary).then(
    ({ size }) => size,
    () => 0,
  )
  await appendFile(summary, markdownWithin(report, SUMMARY_BYTES - there)).catch((error: unknown) => {
    throw unwritable(summary, error)
  })
}

/** Fails before anything is read when a file's name says no format, or its folder takes no file. */
export async function expectWritable(files: readonly string[]): Promise<void> {
  for (const file of files) {
    fileFormat(file)
    await access(dirname(file), constants.W_OK).catch((error: unknown) => {
      throw unwritable(file, error)
    })
  }
}

function fileFormat(file: string): Format {
  const format = formatOf(file)
  if (format) return format
  throw new UserError(`--output ${file}: its ending says no format that awsnet writes (${endings}).`)
}

function oneLine({ summary }: Report): string {
  const failed = SEVERITIES.filter((severity) => summary.bySeverity[severity] > 0)
    .map((severity) => `${summary.bySeverity[severity]} ${severity}`)
    .join(', ')
  return `Failed: ${failed || 'none'}; passed: ${summary.pass}; undecided: ${summary.unknown}; not evaluated: ${summary.notEvaluated}.`
}
