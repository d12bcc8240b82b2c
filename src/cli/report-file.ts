import { open, readFile } from 'node:fs/promises'
import type { Finding, Report } from '../audit/report.ts'
import { SEVERITIES } from '../rule.ts'
import { UserError } from '../user-error.ts'

/** A report that `awsnet audit --format json` wrote. Throws a UserError where the file is none, or of a later version. */
export async function readReport(path: string): Promise<Report> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new UserError(`Cannot read ${path}: ${error instanceof Error ? error.message : String(error)}.`)
  })
  return reportOf(parsed(text), path)
}

/** Whether a file is a JSON report, by its beginning: snapshots are too large to be read twice. */
export async function isReport(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4096), 0, 4096, 0)
    return /^\uFEFF?\s*\{\s*"schemaVersion"/.test(buffer.subarray(0, bytesRead).toString('utf8'))
  } finally {
    await file.close()
  }
}

/** What a parsed file is: a report, or no report and then why. */
function reportOf(value: unknown, path: string): Report {
  if (!isRecord(value) || typeof value['schemaVersion'] !== 'string' || !Array.isArray(value['findings'])) {
    throw new UserError(`${path} is not a report of awsnet: write one with awsnet audit --output FILE.json.`)
  }
  if (!value['schemaVersion'].startsWith('1.')) {
    throw new UserError(
      `${path} has the schema version ${value['schemaVersion'].slice(0, 20)}, which this awsnet does not know: update it.`,
    )
  }
  const findings: readonly unknown[] = value['findings']
  const wrong = findings.findIndex((one) => !isFinding(one))
  if (wrong >= 0) throw new UserError(`${path}: findings[${wrong}] is not a finding of awsnet.`)
  if (!isRecord(value['scope']) || !isRecord(value['summary']))
    throw new UserError(`${path} has no scope or no summary: it is not a whole report.`)
  // What comparing reads of a report was just looked at; everything else is printed as text at most.
  return { notEvaluated: [], judgedWithout: [], ...value } as unknown as Report
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return undefined
  }
}

const isFinding = (value: unknown): value is Finding =>
  isRecord(value) &&
  ['fingerprint', 'ruleId', 'status', 'account', 'region', 'message', 'title'].every(
    (key) => typeof value[key] === 'string',
  ) &&
  SEVERITIES.some((severity) => severity === value['severity']) &&
  isRecord(value['resource']) &&
  typeof value['resource']['id'] === 'string'

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
