/** JUnit XML as Jenkins, GitLab, Azure and CodeBuild read it: a suite a rule, a case a resource. */
import type { Finding, Report } from '../audit/report.ts'
import { fails } from '../audit/gate.ts'
import type { NotEvaluated } from '../audit/run.ts'
import { evidenceLines, pseudoPath, short } from './plain-text.ts'
import type { ReportStyle } from './index.ts'

interface Case {
  readonly suite: string
  readonly name: string
  readonly file: string
  readonly outcome: 'pass' | 'failure' | 'error' | 'skipped'
  readonly content: string
}

/**
 * What the gate fails on is a failure; a finding below it passes with its text as output, so that the tab agrees with
 * the exit status. Suppressed ones are skipped, what was not evaluated or decided is an error or skipped.
 */
export function junit(report: Report, { failOn }: Pick<ReportStyle, 'failOn'>): string {
  const cases = [
    ...report.findings.map((finding) => caseOf(finding, failOn)),
    ...report.notEvaluated.map(gapCase),
  ]
  const suites = new Map<string, Case[]>()
  for (const one of cases) {
    const known = suites.get(one.suite)
    if (known) known.push(one)
    else suites.set(one.suite, [one])
  }
  const seconds = Math.max(0, (Date.parse(report.finishedAt) - Date.parse(report.startedAt)) / 1000 || 0)
  const body = [...suites].map(([name, own]) => suite(name, own, report.startedAt))
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="${attribute(report.tool.name)}" ${counts(cases)} time="${seconds.toFixed(3)}">\n${body.join('')}</testsuites>\n`
}

function caseOf(finding: Finding, failOn: ReportStyle['failOn']): Case {
  const { account, region, resource, ruleId, suppression } = finding
  const base = {
    suite: ruleId,
    name: `${account}/${region}/${short(resource.id, 300)}`,
    file: pseudoPath(finding),
  }
  const text = [
    finding.message,
    ...evidenceLines(finding),
    finding.remediation && `Fix: ${finding.remediation}`,
    finding.reference,
  ]
    .filter(Boolean)
    .map((line) => short(line, 2000))
    .join('\n')
  if (finding.status === 'pass') return { ...base, outcome: 'pass', content: '' }
  if (finding.status === 'suppressed') {
    return {
      ...base,
      outcome: 'skipped',
      content: `<skipped message="${attribute(`Suppressed: ${suppression?.reason ?? ''}`)}"/>`,
    }
  }
  if (finding.status === 'unknown') {
    return {
      ...base,
      outcome: 'skipped',
      content: `<skipped message="${attribute(`Undecided: ${finding.message}`)}"/>`,
    }
  }
  if (!fails(finding, failOn))
    return { ...base, outcome: 'pass', content: `<system-out>${content(text)}</system-out>` }
  return {
    ...base,
    outcome: 'failure',
    content: `<failure type="${finding.severity}" message="${attribute(finding.message)}">${content(text)}</failure>`,
  }
}

function gapCase(gap: NotEvaluated): Case {
  const { ruleId, account, region, operation, reason } = gap
  return {
    suite: ruleId,
    name: `${account}/${region}/${operation || 'rule'}`,
    file: pseudoPath({ account, region, resource: { type: 'operation', id: operation || ruleId } }),
    outcome: 'error',
    content: `<error type="not-evaluated" message="${attribute(`Not evaluated: ${reason}`)}"/>`,
  }
}

function suite(name: string, cases: readonly Case[], timestamp: string): string {
  const lines = cases.map(
    (one) =>
      `    <testcase classname="${attribute(name)}" name="${attribute(one.name)}" file="${attribute(one.file)}" time="0">${one.content}</testcase>\n`,
  )
  // The schema of JUnit knows no zone and no fractions.
  const at = timestamp.replace(/(\.\d+)?Z$/, '')
  return `  <testsuite name="${attribute(name)}" ${counts(cases)} time="0" timestamp="${attribute(at)}">\n${lines.join('')}  </testsuite>\n`
}

function counts(cases: readonly Case[]): string {
  const of = (outcome: Case['outcome']): number => cases.filter((one) => one.outcome === outcome).length
  return `tests="${cases.length}" failures="${of('failure')}" errors="${of('error')}" skipped="${of('skipped')}"`
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
// What XML 1.0 cannot hold, not even escaped, whatever came through.
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

const content = (text: string): string =>
  text.replace(FORBIDDEN, '\uFFFD').replace(/[&<>"]/g, (found) => ENTITIES[found] ?? '')

const attribute = (text: string): string => content(short(text, 2000))
