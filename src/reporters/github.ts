/**
 * Annotations of a GitHub Actions run:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
import type { Finding, Report } from '../audit/report.ts'
import { pseudoPath, short } from './plain-text.ts'
import { LEVEL } from './severities.ts'

/** GitHub shows no more of each sort a step. */
const MOST = 10

const COMMAND = { error: 'error', warning: 'warning', note: 'notice' } as const

/** Workflow commands, the most severe findings first; what is known or suppressed is nobody's news. */
export function github(report: Report): string {
  const news = report.findings.filter((one) => one.status === 'fail' && one.baseline !== 'known')
  const lines = (['error', 'warning', 'note'] as const).flatMap((level) =>
    annotations(
      news.filter((one) => LEVEL[one.severity] === level),
      COMMAND[level],
    ),
  )
  const gaps = report.notEvaluated.length
  const incomplete =
    gaps > 0
      ? [
          command(
            'warning',
            'awsnet is incomplete',
            `${gaps} checks were not evaluated: the report says why.`,
          ),
        ]
      : []
  return [...incomplete, ...lines].map((line) => `${line}\n`).join('')
}

function annotations(findings: readonly Finding[], name: string): readonly string[] {
  const fits = findings.length <= MOST
  const shown = findings.slice(0, fits ? MOST : MOST - 1)
  const lines = shown.map((one) => {
    const what = one.resource.name ?? one.resource.id
    return command(
      name,
      `${one.severity}: ${one.title}`,
      `${short(what, 200)}: ${short(one.message, 1000)} (${one.ruleId})`,
      pseudoPath(one),
    )
  })
  const more = findings.length - shown.length
  return more > 0 ? [...lines, command(name, 'awsnet', `… and ${more} more: the report has all.`)] : lines
}

const command = (name: string, title: string, text: string, file?: string): string =>
  `::${name} ${file ? `file=${property(file)},line=1,` : ''}title=${property(title)}::${data(text)}`

/** `%` first: it is what the others are escaped with. */
const data = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')

const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
