import Table from 'cli-table3'
import { createColors } from 'picocolors'
import type { Finding, Report, ResourceRef } from '../audit/report.ts'
import type { NotEvaluated } from '../audit/run.ts'
import { SEVERITIES, type Severity } from '../rule.ts'
import type { Style } from './index.ts'
import { safeText } from './terminal-text.ts'

type Colors = ReturnType<typeof createColors>

/** For people: worst first, a table for each rule with what is wrong and where, then what was looked at. */
export function table(report: Report, style: Style): string {
  const colors = createColors(style.color)
  const failures = report.findings.filter((one) => one.status !== 'unknown')
  const unknown = report.findings.filter((one) => one.status === 'unknown')
  return [
    heading(report, colors),
    ...groups(failures).map((group) => section(group, report, style, colors)),
    ...(unknown.length > 0 ? [colors.bold('Could not be decided'), ...groups(unknown).map((group) => section(group, report, style, colors))] : []),
    closing(report, style, colors),
  ].join('\n\n') + '\n'
}

const heading = ({ tool, scope }: Report, colors: Colors): string =>
  `${colors.bold(`${tool.name} ${tool.version}`)}  ${plural(scope.accounts.length, 'account')} ${scope.accounts.join(', ')}  ${scope.regions.join(', ')}`

/** Findings of one rule and one severity, in the report's order. */
function groups(findings: readonly Finding[]): readonly (readonly Finding[])[] {
  const found = new Map<string, Finding[]>()
  for (const finding of findings) {
    const key = `${finding.severity} ${finding.ruleId} ${finding.status}`
    found.set(key, [...(found.get(key) ?? []), finding])
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
  const paint = first.status === 'fail' ? PAINT[first.severity](colors) : colors.dim
  const mark = (first.status === 'fail' ? first.severity : first.status).toUpperCase()
  const [title = '', ...more] = fold(first.title, style.width - mark.length - 2)
  const head = [`${paint(mark)}  ${colors.bold(title)}`, ...more.map((line) => colors.bold(line)), colors.dim(first.ruleId)]
  return [...head, rows(findings, report, style), ...fixes(findings, colors)].join('\n')
}

const BORDERS = 7
const MIN_MESSAGE = 24
/** Of the width: what is wrong takes the rest. */
const RESOURCE_SHARE = 0.4

function rows(findings: readonly Finding[], report: Report, style: Style): string {
  const places = findings.map((one) => placeOf(one, report))
  const withPlace = places.some((place) => place !== '')
  const resources = findings.map((one) => resourceLabel(one.resource))
  const resourceWidth = Math.min(Math.floor(style.width * RESOURCE_SHARE), widest(resources, 8))
  const placeWidth = withPlace ? widest(places, 5) : 0
  const messageWidth = Math.max(MIN_MESSAGE, style.width - resourceWidth - placeWidth - BORDERS - (withPlace ? 3 : 0))
  const grid = new Table({
    head: ['Resource', ...(withPlace ? ['Where'] : []), 'What is wrong'],
    colWidths: [resourceWidth + 2, ...(withPlace ? [placeWidth + 2] : []), messageWidth + 2],
    style: { head: [], border: [] },
  })
  for (const [index, finding] of findings.entries()) {
    const resource = fold(resources[index] ?? '', resourceWidth).join('\n')
    const message = fold(safeText(finding.message), messageWidth).join('\n')
    grid.push([resource, ...(withPlace ? [places[index] ?? ''] : []), message])
  }
  return grid.toString()
}

const widest = (texts: readonly string[], least: number): number =>
  Math.max(least, ...texts.flatMap((text) => text.split('\n').map((line) => line.length)))

/** Lines of at most `width` characters; a word that is longer is folded and never cut, since people copy ids. */
function fold(text: string, width: number): readonly string[] {
  const pieces = text.split('\n').map((line) =>
    line.split(' ').flatMap((word) => word.match(new RegExp(`.{1,${width}}`, 'gu')) ?? [word]),
  )
  return pieces.flatMap((words) => {
    const lines: string[] = []
    for (const word of words) {
      const last = lines.at(-1)
      if (last !== undefined && last.length + word.length + 1 <= width) lines[lines.length - 1] = `${last} ${word}`
      else lines.push(word)
    }
    return lines
  })
}

/** The name that people use, and below it the id that the console finds. An ARN is shortened to what tells it apart. */
function resourceLabel({ id, name }: ResourceRef): string {
  const short = safeText(id.startsWith('arn:') ? (id.split(':').slice(5).join(':') || id) : id)
  const known = name && name !== id ? safeText(name) : ''
  return known && !short.includes(known) ? `${known}\n${short}` : short
}

/** Said only where the audit had more than one place. */
function placeOf({ account, region }: Finding, { scope }: Report): string {
  return [...(scope.accounts.length > 1 ? [account] : []), ...(scope.regions.length > 1 ? [region] : [])].join('\n')
}

const SHOWN_FIXES = 3

function fixes(findings: readonly Finding[], colors: Colors): readonly string[] {
  const commands = [...new Set(findings.map((one) => one.remediation))].filter(Boolean)
  const shown = commands.slice(0, SHOWN_FIXES).map((command) => `${colors.green('Fix')} ${safeText(command)}`)
  const more = commands.length - shown.length
  const [first] = findings
  return more > 0 ? [...shown, colors.dim(`    … and ${more} more: --format json, or awsnet rules show ${first?.ruleId}`)] : shown
}

function closing(report: Report, style: Style, colors: Colors): string {
  const { summary, scope } = report
  const worst = SEVERITIES.filter((severity) => summary.bySeverity[severity] > 0)
  const failed = worst.map((severity) => PAINT[severity](colors)(`${summary.bySeverity[severity]} ${severity}`)).join(', ')
  const judged = summary.fail + summary.pass + summary.unknown + summary.suppressed
  return [
    `${colors.bold('Looked at')}  ${plural(judged, 'case')} in ${plural(scope.accounts.length, 'account')} and ${plural(scope.regions.length, 'region')}`,
    `${colors.bold('Failed')}     ${failed || colors.green('none')}`,
    `${colors.bold('Passed')}     ${summary.pass}${summary.unknown > 0 ? `, and ${summary.unknown} could not be decided` : ''}`,
    ...gaps('Not evaluated', report.notEvaluated, style, colors),
    ...gaps('Judged without', report.judgedWithout, style, colors),
  ].join('\n')
}

/** One entry for each reason, with the rules that it stopped. */
function gaps(title: string, entries: readonly NotEvaluated[], style: Style, colors: Colors): readonly string[] {
  if (entries.length === 0) return []
  const byReason = new Map<string, { readonly entry: NotEvaluated; readonly regions: Set<string>; readonly rules: Set<string> }>()
  for (const entry of entries) {
    const key = `${entry.operation} ${entry.reason}`
    const known = byReason.get(key) ?? { entry, regions: new Set(), rules: new Set() }
    known.regions.add(entry.region)
    known.rules.add(entry.ruleId)
    byReason.set(key, known)
  }
  const lines = [...byReason.values()].flatMap(({ entry, regions, rules }) => [
    `  ${entry.operation || entry.ruleId} in ${[...regions].join(', ')}: ${safeText(entry.reason)}`,
    ...wrapList([...rules], style.width - 4).map((line) => colors.dim(`    ${line}`)),
  ])
  return [colors.bold(colors.yellow(`${title}:`)), ...lines]
}

function wrapList(items: readonly string[], width: number): readonly string[] {
  const lines: string[] = []
  for (const item of items) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + item.length + 2 <= width) lines[lines.length - 1] = `${last}, ${item}`
    else lines.push(item)
  }
  return lines
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`
