import Table from 'cli-table3'
import { createColors } from 'picocolors'
import type { Finding, Report, ResourceRef } from '../audit/report.ts'
import type { NotEvaluated } from '../audit/run.ts'
import { SEVERITIES, type Severity } from '../rule.ts'
import type { Style } from './index.ts'
import { columnsOf, fold, safeText } from './terminal-text.ts'

type Colors = ReturnType<typeof createColors>

/** For people: worst first, a table for each rule with what is wrong and where, then what was looked at. */
export function table(report: Report, style: Style): string {
  const colors = createColors(style.color)
  const sections = (status: Finding['status']): readonly string[] =>
    groups(report.findings.filter((one) => one.status === status && one.baseline !== 'known')).map((group) =>
      section(group, report, style, colors),
    )
  const known = report.findings.filter((one) => one.baseline === 'known')
  const undecided = sections('unknown')
  const parts = [
    heading(report, style, colors),
    ...sections('fail'),
    ...(undecided.length > 0 ? [colors.bold('Could not be decided'), ...undecided] : []),
    ...inShort('Known from the baseline', known, style, colors),
    ...inShort('Gone since the baseline', report.gone ?? [], style, colors),
    ...suppressed(report, style, colors),
    ...sections('pass'),
    closing(report, style, colors),
  ]
  return `${parts.join('\n\n')}\n`
}

function heading({ tool, scope }: Report, { width }: Style, colors: Colors): string {
  const name = `${tool.name} ${tool.version}`
  const where = `${plural(scope.accounts.length, 'account')} ${listed(scope.accounts)}  ${listed(scope.regions)}`
  if (columnsOf(`${name}  ${where}`) <= width) return `${colors.bold(name)}  ${where}`
  const lines = [scope.accounts, scope.regions].flatMap((names) => fold(listed(names), width - 2))
  return [colors.bold(name), ...lines.map((line) => `  ${line}`)].join('\n')
}

const listed = (names: readonly string[]): string => names.map(safeText).join(', ')

/** Findings of one rule and one severity, in the report's order. */
function groups(findings: readonly Finding[]): readonly (readonly Finding[])[] {
  const found = new Map<string, Finding[]>()
  for (const finding of findings) {
    const key = `${finding.severity} ${finding.ruleId}`
    const known = found.get(key)
    if (known) known.push(finding)
    else found.set(key, [finding])
  }
  return [...found.values()]
}

const PAINT: Readonly<Record<Severity, (colors: Colors) => (text: string) => string>> = {
  critical: (colors) => (text) => colors.bold(colors.magenta(text)),
  high: (colors) => colors.red,
  medium: (colors) => colors.yellow,
  low: (colors) => colors.cyan,
  info: (colors) => colors.dim,
}

function section(findings: readonly Finding[], report: Report, style: Style, colors: Colors): string {
  const [first] = findings
  if (!first) return ''
  const id = colors.dim(first.ruleId)
  if (first.status === 'pass')
    return [`${colors.green('PASS')}  ${id}`, ...passed(findings, style)].join('\n')
  const paint = first.status === 'fail' ? PAINT[first.severity](colors) : colors.dim
  const mark = (first.status === 'fail' ? first.severity : first.status).toUpperCase()
  const [title = '', ...more] = fold(first.title, style.width - mark.length - 2)
  const head = [`${paint(mark)}  ${colors.bold(title)}`, ...more.map((line) => colors.bold(line)), id]
  return [...head, rows(findings, report, style), ...fixes(findings, style, colors)].join('\n')
}

/** What a team accepted, and why: a line each, since nobody is to act on it. */
function suppressed(report: Report, { width }: Style, colors: Colors): readonly string[] {
  const findings = report.findings.filter((one) => one.status === 'suppressed')
  if (findings.length === 0) return []
  const lines = findings.flatMap(({ ruleId, resource, suppression }) => {
    const { reason = '', owner, expires } = suppression ?? {}
    const more = [owner && `by ${owner}`, expires && `until ${expires}`].filter(Boolean).join(', ')
    const text = `${ruleId}  ${resourceLabel(resource).at(-1) ?? ''}: ${safeText(reason)}${more ? ` (${safeText(more)})` : ''}`
    return fold(text, width - 4).map((line, index) => colors.dim(`${index === 0 ? '  ' : '    '}${line}`))
  })
  return [[colors.bold('Suppressed'), ...lines].join('\n')]
}

/** Findings that ask for nothing now: an entry a rule, with the names of what it is about. */
function inShort(
  title: string,
  findings: readonly Finding[],
  { width }: Style,
  colors: Colors,
): readonly string[] {
  if (findings.length === 0) return []
  const lines = groups(findings).flatMap((group) => {
    const names = group.map(({ resource }) => resourceLabel(resource).at(-1) ?? '').join(', ')
    const text = `${group[0]?.severity.toUpperCase()}  ${group[0]?.ruleId}: ${names}`
    return fold(text, width - 4).map((line, index) => (index === 0 ? `  ${line}` : `    ${line}`))
  })
  return [[colors.bold(title), ...lines].join('\n')]
}

/** What passed has nothing to explain: its names will do. */
const passed = (findings: readonly Finding[], { width }: Style): readonly string[] =>
  fold(findings.map(({ resource }) => resourceLabel(resource).at(-1) ?? '').join(', '), width - 2).map(
    (line) => `  ${line}`,
  )

/** What a cell has beside its text: a blank on either side, and the border before it. */
const CELL = 3

function rows(findings: readonly Finding[], report: Report, style: Style): string {
  const places = findings.map((one) => placeOf(one, report))
  const resources = findings.map((one) => resourceLabel(one.resource))
  const withPlace = places.some((place) => place.length > 0)
  const room = style.width - 1 - CELL * (withPlace ? 3 : 2)
  const resourceWidth = Math.min(Math.floor(room * 0.4), widest(resources, 8))
  const placeWidth = withPlace ? Math.min(Math.floor(room * 0.25), widest(places, 5)) : 0
  const widths = [resourceWidth, ...(withPlace ? [placeWidth] : []), room - resourceWidth - placeWidth]
  const blocks = findings.map((finding, index) => {
    const cells = [
      resources[index] ?? [],
      ...(withPlace ? [places[index] ?? []] : []),
      [safeText(finding.message)],
    ]
    return lineByLine(cells.map((lines, cell) => lines.flatMap((line) => fold(line, widths[cell] ?? 1))))
  })
  const apart = blocks.some((block) => block.length > 1) ? [widths.map(() => '')] : []
  const lines = blocks.flatMap((block, index) => (index === 0 ? block : [...apart, ...block]))
  return grid(['Resource', ...(withPlace ? ['Where'] : []), 'What is wrong'], lines, widths)
}

/** As many rows as cli-table3 lays out at once: the time that it takes grows with their square. */
const ROWS = 200
const NO_TOP = { top: '', 'top-mid': '', 'top-left': '', 'top-right': '' }
const NO_BOTTOM = { bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '' }

function grid(head: string[], lines: readonly string[][], widths: readonly number[]): string {
  const parts: string[] = []
  for (let start = 0; start < lines.length; start += ROWS) {
    const part = new Table({
      ...(start === 0 ? { head } : {}),
      chars: { ...(start === 0 ? {} : NO_TOP), ...(start + ROWS < lines.length ? NO_BOTTOM : {}) },
      colWidths: widths.map((width) => width + CELL - 1),
      style: { head: [], border: [], compact: true },
    })
    part.push(...lines.slice(start, start + ROWS))
    parts.push(part.toString())
  }
  return parts.join('\n')
}

/** Each line a row of its own: for every line of a cell cli-table3 measures the whole cell, character by character. */
const lineByLine = (cells: readonly (readonly string[])[]): readonly string[][] =>
  Array.from({ length: Math.max(...cells.map((lines) => lines.length)) }, (_, line) =>
    cells.map((lines) => lines[line] ?? ''),
  )

function widest(texts: readonly (readonly string[])[], least: number): number {
  let most = least
  for (const lines of texts) for (const line of lines) most = Math.max(most, columnsOf(line))
  return most
}

/** The name that people use, and below it the id that the console finds. An ARN is shortened to what tells it apart. */
function resourceLabel({ id, name }: ResourceRef): readonly string[] {
  const short = safeText(id.startsWith('arn:') ? id.split(':').slice(5).join(':') || id : id)
  const known = name && name !== id ? safeText(name) : ''
  return known && !short.includes(known) ? [known, short] : [short]
}

/** Said only where the audit had more than one place. */
const placeOf = ({ account, region }: Finding, { scope }: Report): readonly string[] => [
  ...(scope.accounts.length > 1 ? [safeText(account)] : []),
  ...(scope.regions.length > 1 ? [safeText(region)] : []),
]

const SHOWN_FIXES = 3

/** Commands stay on one line each, however long: they are there to be copied. */
function fixes(findings: readonly Finding[], { width }: Style, colors: Colors): readonly string[] {
  const commands = [...new Set(findings.map((one) => one.remediation))].filter(Boolean)
  const shown = commands.slice(0, SHOWN_FIXES).map((command) => `${colors.green('Fix')} ${safeText(command)}`)
  const more = commands.length - shown.length
  if (more <= 0) return shown
  const hint = `… and ${more} more: --format json, or awsnet rules show ${findings[0]?.ruleId ?? ''}`
  return [...shown, ...fold(hint, width - 4).map((line) => colors.dim(`    ${line}`))]
}

function closing(report: Report, style: Style, colors: Colors): string {
  const { summary, scope } = report
  const worst = SEVERITIES.filter((severity) => summary.bySeverity[severity] > 0)
  const failed = worst
    .map((severity) => PAINT[severity](colors)(`${summary.bySeverity[severity]} ${severity}`))
    .join(', ')
  const judged = summary.fail + summary.pass + summary.unknown + summary.suppressed
  return [
    `${colors.bold('Looked at')}  ${plural(judged, 'case')} in ${plural(scope.accounts.length, 'account')} and ${plural(scope.regions.length, 'region')}`,
    `${colors.bold('Failed')}     ${failed || colors.green('none')}`,
    ...sinceBaseline(summary, colors),
    ...(summary.suppressed > 0 ? [`${colors.bold('Suppressed')} ${summary.suppressed}`] : []),
    `${colors.bold('Passed')}     ${summary.pass}${summary.unknown > 0 ? `, and ${summary.unknown} could not be decided` : ''}`,
    ...gaps('Not evaluated', report.notEvaluated, style, colors),
    ...gaps('Judged without', report.judgedWithout, style, colors),
  ].join('\n')
}

/** What changed since the baseline, where there is one. */
function sinceBaseline({ new: fresh, known, gone }: Report['summary'], colors: Colors): readonly string[] {
  if (fresh === undefined) return []
  const text = `${fresh} new, ${known ?? 0} known${gone ? `, ${gone} gone` : ''}`
  return [`${colors.bold('Baseline')}   ${fresh > 0 ? colors.red(text) : colors.green(text)}`]
}

interface Gap {
  readonly entry: NotEvaluated
  readonly regions: Set<string>
  readonly rules: Set<string>
}

/** One entry for each reason, with the rules that it stopped. */
function gaps(
  title: string,
  entries: readonly NotEvaluated[],
  { width }: Style,
  colors: Colors,
): readonly string[] {
  if (entries.length === 0) return []
  const byReason = new Map<string, Gap>()
  for (const entry of entries) {
    const key = `${entry.operation || entry.ruleId} ${entry.reason}`
    const known = byReason.get(key) ?? { entry, regions: new Set(), rules: new Set() }
    known.regions.add(entry.region)
    known.rules.add(entry.ruleId)
    byReason.set(key, known)
  }
  const lines = [...byReason.values()].flatMap(({ entry, regions, rules }) => {
    const what = `${safeText(entry.operation || entry.ruleId)} in ${listed([...regions])}: ${safeText(entry.reason)}`
    const stopped = entry.operation ? fold(listed([...rules]), width - 4) : []
    return [
      ...fold(what, width - 4).map((line, index) => (index === 0 ? `  ${line}` : `    ${line}`)),
      ...stopped.map((line) => colors.dim(`    ${line}`)),
    ]
  })
  return [colors.bold(colors.yellow(`${title}:`)), ...lines]
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`
