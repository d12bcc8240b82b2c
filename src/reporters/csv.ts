import type { Finding, Report } from '../audit/report.ts'
import type { NotEvaluated } from '../audit/run.ts'
import { evidenceLines, short } from './plain-text.ts'

const COLUMNS = [
  'status',
  'severity',
  'rule',
  'title',
  'topic',
  'pillar',
  'account',
  'region',
  'resource_type',
  'resource_id',
  'resource_name',
  'resource_arn',
  'message',
  'evidence',
  'remediation',
  'reference',
  'suppression',
  'baseline',
  'fingerprint',
] as const

type Line = Readonly<Record<(typeof COLUMNS)[number], string>>

/** A line a finding, then one for each thing that was not evaluated. Cells never begin as a formula would. */
export function* csv({ findings, notEvaluated }: Report): Generator<string> {
  yield `${COLUMNS.join(',')}\r\n`
  for (const finding of findings) yield written(lineOf(finding))
  for (const gap of notEvaluated) yield written(gapOf(gap))
}

const written = (line: Line): string => `${COLUMNS.map((column) => cell(line[column])).join(',')}\r\n`

const gapOf = ({ ruleId, account, region, operation, reason }: NotEvaluated): Line => ({
  ...EMPTY,
  status: 'not-evaluated',
  rule: ruleId,
  account,
  region,
  resource_id: operation,
  message: reason,
})

// Every column, each with nothing in it.
const EMPTY = Object.fromEntries(COLUMNS.map((column) => [column, ''])) as Line

const lineOf = (finding: Finding): Line => ({
  status: finding.status,
  severity: finding.severity,
  rule: finding.ruleId,
  title: finding.title,
  topic: finding.topic,
  pillar: finding.pillar,
  account: finding.account,
  region: finding.region,
  resource_type: finding.resource.type,
  resource_id: finding.resource.id,
  resource_name: finding.resource.name ?? '',
  resource_arn: finding.resource.arn ?? '',
  message: finding.message,
  evidence: evidenceLines(finding).join('; '),
  remediation: finding.remediation,
  reference: finding.reference,
  suppression: finding.suppression?.reason ?? '',
  baseline: finding.baseline ?? '',
  fingerprint: finding.fingerprint,
})

/** Spreadsheets take what begins with these for a formula: https://owasp.org/www-community/attacks/CSV_Injection */
const FORMULA = /^\s*[=+\-@|%]/

/** Spreadsheets hold 32,767 characters in a cell. */
const CELL = 30_000

function cell(text: string): string {
  const safe = short(text, CELL)
  const inert = FORMULA.test(safe) ? `'${safe}` : safe
  return /[",\r\n;\t]|^\s|\s$/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert
}
