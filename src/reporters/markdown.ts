import type { Finding, Report } from '../audit/report.ts'
import { SEVERITIES } from '../rule.ts'
import { short } from './plain-text.ts'

/** Made to be pasted: counts, then a heading a rule with what it found, worst first. */
export const markdown = (report: Report): string => markdownWithin(report, Infinity)

/** The same in at most so many bytes; what does not fit is counted. */
export function markdownWithin(report: Report, bytes: number): string {
  const failing = report.findings.filter((one) => one.status === 'fail')
  const known = failing.filter((one) => one.baseline === 'known')
  const sections = groups(failing.filter((one) => one.baseline !== 'known')).map((group) => ({
    text: section(group),
    findings: group.length,
  }))
  const tail = [
    ...inShort(
      'Undecided',
      report.findings.filter((one) => one.status === 'unknown'),
      (one) => one.message,
    ),
    ...inShort('Known from the baseline', known, (one) => one.message),
    ...inShort('Gone since the baseline', report.gone ?? [], (one) => one.message),
    ...inShort(
      'Suppressed',
      report.findings.filter((one) => one.status === 'suppressed'),
      (one) => one.suppression?.reason ?? '',
    ),
    ...inShort(
      'Passed',
      report.findings.filter((one) => one.status === 'pass'),
      () => '',
    ),
    ...gaps(report),
  ].map((text) => ({ text, findings: 0 }))

  const parts = [head(report)]
  let room = bytes - sizeOf(head(report)) - RESERVE
  let [left, cut] = [0, false]
  for (const { text, findings } of [...sections, ...tail]) {
    const size = sizeOf(text) + 2
    if (size > room) {
      left += findings
      cut = true
    } else {
      room -= size
      parts.push(text)
    }
  }
  if (cut) parts.push(`_Cut to fit: ${left} more findings and further lists stand in the JSON report._`)
  return `${parts.join('\n\n')}\n`
}

/** For the sentence that says what was left out. */
const RESERVE = 200

const sizeOf = (text: string): number => Buffer.byteLength(text)

function head({ tool, scope, summary }: Report): string {
  const counts = SEVERITIES.map((severity) => summary.bySeverity[severity])
  const since =
    summary.new === undefined
      ? []
      : [`${summary.new} new, ${summary.known ?? 0} known, ${summary.gone ?? 0} gone since the baseline.`]
  const rest = [
    `${summary.pass} passed`,
    ...(summary.unknown > 0 ? [`${summary.unknown} undecided`] : []),
    ...(summary.suppressed > 0 ? [`${summary.suppressed} suppressed`] : []),
    ...(summary.notEvaluated > 0 ? [`${summary.notEvaluated} not evaluated`] : []),
  ]
  return [
    `## ${tool.name}: ${plural(summary.fail, 'finding')}`,
    `${scope.accounts.map(code).join(', ')} in ${scope.regions.map(code).join(', ')}`,
    [
      `| ${SEVERITIES.join(' | ')} |`,
      `|${SEVERITIES.map(() => ' ---: |').join('')}`,
      `| ${counts.join(' | ')} |`,
    ].join('\n'),
    [...since, `${rest.join(', ')}.`].join(' '),
  ].join('\n\n')
}

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

function section(findings: readonly Finding[]): string {
  const [first] = findings
  if (!first) return ''
  const fixes = [...new Set(findings.map((one) => one.remediation))].filter(Boolean)
  return [
    `### ${first.severity.toUpperCase()}: ${escaped(first.title)}`,
    `${code(first.ruleId)} · [why](${first.reference})`,
    findings.map(entry).join('\n'),
    ...fixes.slice(0, SHOWN_FIXES).map(fenced),
  ].join('\n\n')
}

const SHOWN_FIXES = 3

function entry({ resource, account, region, message, evidence, baseline }: Finding): string {
  const name = resource.name && resource.name !== resource.id ? `${code(resource.name)} ` : ''
  const facts = evidence.map(({ resource: seenOn, fact }) => `  - ${code(seenOn.id)} ${escaped(fact)}`)
  return [
    `- ${baseline === 'new' ? '**new** ' : ''}${name}${code(resource.id)} (${code(account)}, ${code(region)}): ${escaped(message)}`,
    ...facts,
  ].join('\n')
}

/** A list that folds away, for what asks for nothing now. */
function inShort(
  title: string,
  findings: readonly Finding[],
  say: (finding: Finding) => string,
): readonly string[] {
  if (findings.length === 0) return []
  const lines = findings.map((one) => {
    const text = say(one)
    return `- ${code(one.ruleId)} ${code(one.resource.id)}${text ? `: ${escaped(text)}` : ''}`
  })
  return [folded(`${title}: ${findings.length}`, lines)]
}

function gaps({ notEvaluated, judgedWithout }: Report): readonly string[] {
  const all = [...notEvaluated, ...judgedWithout]
  if (all.length === 0) return []
  const byReason = new Map<string, { readonly text: string; readonly rules: Set<string> }>()
  for (const { ruleId, account, region, operation, reason } of all) {
    const text = `${code(operation || ruleId)} in ${code(account)}, ${code(region)}: ${escaped(reason)}`
    const known = byReason.get(text) ?? { text, rules: new Set() }
    known.rules.add(ruleId)
    byReason.set(text, known)
  }
  const lines = [...byReason.values()].map(
    ({ text, rules }) => `- ${text} (${[...rules].map(code).join(', ')})`,
  )
  return [folded(`Not evaluated: ${notEvaluated.length}`, lines)]
}

const folded = (title: string, lines: readonly string[]): string =>
  [`<details><summary>${escaped(title)}</summary>`, lines.join('\n'), '</details>'].join('\n\n')

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

/** In a code span nothing acts, no mention and no link; its fence is longer than any run of backticks in it. */
export function code(text: string): string {
  const safe = short(text, 300).replaceAll('|', '¦')
  const fence = fenceFor(safe, 1)
  const pad = safe.startsWith('`') || safe.endsWith('`') || safe.trim() === '' ? ' ' : ''
  return `${fence}${pad}${safe}${pad}${fence}`
}

function fenced(text: string): string {
  const safe = short(text, 2000)
  const fence = fenceFor(safe, 3)
  return `${fence}sh\n${safe}\n${fence}`
}

const fenceFor = (text: string, least: number): string =>
  '`'.repeat(Math.max(least, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)))

/** Prose: nothing in it is markup, a mention, or an address that links itself. It never begins a line. */
export const escaped = (text: string): string =>
  short(text, 2000)
    .replace(/[\\`*_[\]|~]/g, String.raw`\$&`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('@', '@<!-- -->')
    .replace(/\b(https?|ftp|mailto|xmpp):/gi, '$1<!-- -->:')
    .replace(/\bwww\./gi, 'www<!-- -->.')
