/** What a team accepted: suppressions and the baseline, from their files into a report. */
import { existsSync } from 'node:fs'
import { relative } from 'node:path'
import { rules as allRules } from '../../rules/index.ts'
import { writeWhole } from '../atomic-file.ts'
import { compareWith, nextBaseline } from '../audit/baseline.ts'
import type { Finding, Report } from '../audit/report.ts'
import { type SuppressionEntry, type SuppressionState, Suppressions } from '../audit/suppressions.ts'
import type { Config } from '../config/load.ts'
import { json } from '../reporters/json.ts'
import { safeText } from '../reporters/terminal-text.ts'
import type { Rule } from '../rule.ts'
import { UserError } from '../user-error.ts'
import { readReport } from './report-file.ts'

export interface AcceptanceFlags {
  readonly suppressions?: string | undefined
  readonly 'no-suppressions'?: boolean | undefined
  readonly baseline?: string | undefined
  readonly 'update-baseline'?: boolean | undefined
}

/** The suppressions of the configuration and of --suppressions; none with --no-suppressions. */
export async function suppressionsFor(flags: AcceptanceFlags, { values }: Config): Promise<Suppressions> {
  if (flags['no-suppressions']) return new Suppressions([], Date.now())
  const more = flags.suppressions ? await suppressionsIn(flags.suppressions) : []
  return new Suppressions([...(values.suppressions ?? []), ...more], Date.now(), values.suppressionTags)
}

async function suppressionsIn(path: string): Promise<readonly SuppressionEntry[]> {
  const { loadSuppressions } = await import('../config/load.ts')
  return loadSuppressions(path, allRules)
}

/** The failures of the baseline; undefined where there is none. Only --update-baseline may begin one. */
export async function baselineFor(flags: AcceptanceFlags): Promise<readonly Finding[] | undefined> {
  const { baseline, 'update-baseline': updates } = flags
  if (baseline === undefined) {
    if (updates) throw new UserError('--update-baseline needs --baseline FILE, the file that it writes.')
    return undefined
  }
  // Without the file all would be new, or nothing: neither is what a typing mistake should do.
  if (!existsSync(baseline)) {
    if (updates) return []
    throw new UserError(`There is no baseline ${shownPath(baseline)}: --update-baseline writes one.`)
  }
  const report = await readReport(baseline)
  return report.findings.filter(({ status }) => status === 'fail')
}

/** The report with what its suppressions came to and, where there is a baseline, with what is new to it. */
export function accepted(
  report: Report,
  {
    suppressions,
    baseline,
    chosen,
  }: {
    readonly suppressions: Suppressions
    readonly baseline: readonly Finding[] | undefined
    readonly chosen: readonly Rule[]
  },
): Report {
  const states = suppressions.states({
    rules: chosen,
    allRules: chosen.length === allRules.length,
    scope: report.scope,
    notEvaluated: report.notEvaluated,
  })
  const told = states.length > 0 ? { ...report, suppressions: states } : report
  return baseline ? compareWith(told, baseline, idsOf(chosen)) : told
}

/** Writes the next baseline, whole or not at all, and says how many findings it holds. */
export async function updateBaseline(
  path: string,
  report: Report,
  baseline: readonly Finding[],
  chosen: readonly Rule[],
): Promise<number> {
  const findings = nextBaseline(report, baseline, idsOf(chosen))
  const { gone: _, suppressions: __, ...rest } = report
  await writeWhole(path, json({ ...rest, findings }))
  return findings.length
}

/** What to say of suppressions that end or are of no use, a sentence each. */
export const agedSuppressions = (states: readonly SuppressionState[] = []): readonly string[] =>
  states.flatMap((one) => {
    const name = `Suppression of ${safeText(subjectOf(one))}${one.owner ? ` (${safeText(one.owner)})` : ''}`
    if (one.state === 'expired')
      return [`${name} expired after ${one.expires}: what it covered counts again.`]
    if (one.state === 'expiring') return [`${name} ends after ${one.expires}: mend the finding, or renew it.`]
    return one.state === 'unused' ? [`${name} matched nothing that was judged: it can go.`] : []
  })

const subjectOf = ({ fingerprint, rule, resource, account, region, tags }: SuppressionState): string =>
  [fingerprint, rule, resource, account, region, tags && JSON.stringify(tags)].filter(Boolean).join(', ')

const idsOf = (rules: readonly Rule[]): ReadonlySet<string> => new Set(rules.map((rule) => rule.id))

const shownPath = (path: string): string => relative(process.cwd(), path) || path
