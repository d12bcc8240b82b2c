import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { dirname } from 'node:path'
import { unwritable, writeWhole } from '../atomic-file.ts'
import type { Report } from '../audit/report.ts'
import { type Format, formatOf, reporters } from '../reporters/index.ts'
import { SEVERITIES } from '../rule.ts'
import { UserError } from '../user-error.ts'
import { drawn, print, wantsColor, widthOf } from './terminal.ts'

export interface OutputOptions {
  readonly format: Format
  readonly output?: readonly string[] | undefined
  readonly quiet: boolean
  readonly color?: boolean | undefined
}

/** Columns of a table in a file. */
const FILE_WIDTH = 120

/** The report to standard output, and to each file in the format of its name. */
export async function printReport(
  report: Report,
  { format, output = [], quiet, color }: OutputOptions,
): Promise<void> {
  for (const file of output) {
    await writeWhole(file, reporters[fileFormat(file)](report, { color: false, width: FILE_WIDTH }))
  }
  if (output.length > 0 && quiet) return
  const style = { color: wantsColor(color, process.stdout), width: widthOf(process.stdout) }
  const text = reporters[format](report, style)
  await print(format === 'table' ? drawn(text) : text)
  if (format !== 'table' && !quiet) await print(`${oneLine(report)}\n`, process.stderr)
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
  throw new UserError(
    `--output ${file}: its ending says no format that awsnet writes (.json, .ndjson, .txt).`,
  )
}

function oneLine({ summary }: Report): string {
  const failed = SEVERITIES.filter((severity) => summary.bySeverity[severity] > 0)
    .map((severity) => `${summary.bySeverity[severity]} ${severity}`)
    .join(', ')
  return `Failed: ${failed || 'none'}; passed: ${summary.pass}; undecided: ${summary.unknown}; not evaluated: ${summary.notEvaluated}.`
}
