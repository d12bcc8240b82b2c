/** What was known before: only what is new fails the gate, and what is gone is said. Pure. */
import { SEVERITIES, type Severity } from '../rule.ts'
import type { Finding, Report } from './report.ts'

/**
 * Marks the failures of a report that a baseline holds. One that has become more severe is new: nobody accepted that.
 * A finding is gone only where its rule was evaluated and its place audited; suppressed and undecided ones are not gone.
 */
export function compareWith(
  report: Report,
  baseline: readonly Finding[],
  asked: ReadonlySet<string>,
): Report {
  const known = new Map(baseline.map((finding) => [finding.fingerprint, finding]))
  const findings = report.findings.map((finding): Finding => {
    if (finding.status !== 'fail') return finding
    const before = known.get(finding.fingerprint)
    const isKnown = before !== undefined && rank(finding.severity) >= rank(before.severity)
    return { ...finding, baseline: isKnown ? 'known' : 'new' }
  })
  const now = statuses(report)
  const gone = baseline.filter((one) => isGone(one, now.get(one.fingerprint), report, asked))
  const fresh = findings.filter((one) => one.baseline === 'new').length
  const summary = { ...report.summary, new: fresh, known: report.summary.fail - fresh, gone: gone.length }
  return { ...report, summary, findings, gone }
}

/**
 * The findings of the next baseline: what fails now, and what this audit did not look at. A narrower audit, or one that
 * was refused something, must not make the rest new again.
 */
export function nextBaseline(
  report: Report,
  baseline: readonly Finding[],
  asked: ReadonlySet<string>,
): readonly Finding[] {
  const failing = report.findings.filter(({ status }) => status === 'fail')
  const now = statuses(report)
  const kept = baseline.filter((one) => {
    const status = now.get(one.fingerprint)
    // What is suppressed now would come back as known when the suppression ends.
    return status !== 'fail' && status !== 'suppressed' && !isGone(one, status, report, asked)
  })
  return [...failing, ...kept].map(({ baseline: _baseline, ...finding }) => finding)
}

const statuses = (report: Report): ReadonlyMap<string, Finding['status']> =>
  new Map(report.findings.map((one) => [one.fingerprint, one.status]))

const isGone = (
  one: Finding,
  now: Finding['status'] | undefined,
  report: Report,
  asked: ReadonlySet<string>,
): boolean => now === 'pass' || (now === undefined && looksAgain(one, report, asked))

function looksAgain(
  { ruleId, account, region }: Finding,
  report: Report,
  asked: ReadonlySet<string>,
): boolean {
  const { scope, notEvaluated } = report
  const isAudited =
    scope.accounts.includes(account) && (region === 'global' || scope.regions.includes(region))
  const unanswered = notEvaluated.some(
    (one) =>
      one.ruleId === ruleId &&
      one.account === account &&
      (one.region === region || region === 'global' || one.region === 'global'),
  )
  return asked.has(ruleId) && isAudited && !unanswered
}

const rank = (severity: Severity): number => SEVERITIES.indexOf(severity)
