/** Findings that came and went between two reports. */
import type { Finding, Report } from '../audit/report.ts'
import { SEVERITIES } from '../rule.ts'

export interface FindingChanges {
  /** Failing now, and not before. */
  readonly came: readonly Finding[]
  /** Failing in both, and more severe now. */
  readonly worse: readonly Finding[]
  /** Failing before, and looked for again in vain. */
  readonly went: readonly Finding[]
  /** Failing in both. */
  readonly stayed: number
  /** Failing in one of the two, while the other did not evaluate the rule there: nobody knows what changed. */
  readonly uncertain: readonly Finding[]
}

export function findingChanges(before: Report, after: Report): FindingChanges {
  const old = failing(before)
  const now = failing(after)
  const came: Finding[] = []
  const worse: Finding[] = []
  const uncertain: Finding[] = []
  let stayed = 0
  for (const finding of now.values()) {
    const known = old.get(finding.fingerprint)
    if (!known) (wasEvaluated(finding, before) ? came : uncertain).push(finding)
    else if (rank(finding) < rank(known)) worse.push(finding)
    else stayed++
  }
  const went: Finding[] = []
  for (const finding of old.values()) {
    if (now.has(finding.fingerprint)) continue
    const isKnown = wasEvaluated(finding, after) && !isUndecided(finding, after)
    ;(isKnown ? went : uncertain).push(finding)
  }
  return { came, worse, went, stayed, uncertain }
}

const failing = ({ findings }: Report): ReadonlyMap<string, Finding> =>
  new Map(findings.filter((one) => one.status === 'fail').map((one) => [one.fingerprint, one]))

const rank = ({ severity }: Finding): number => SEVERITIES.indexOf(severity)

const isUndecided = ({ fingerprint }: Finding, report: Report): boolean =>
  report.findings.some((one) => one.fingerprint === fingerprint && one.status === 'unknown')

/** Whether a report speaks of the finding's place, and of its rule there. */
function wasEvaluated({ ruleId, account, region }: Finding, { scope, notEvaluated }: Report): boolean {
  const isAudited =
    scope.accounts.includes(account) && (region === 'global' || scope.regions.includes(region))
  const gaps = notEvaluated.some(
    (one) =>
      one.ruleId === ruleId &&
      one.account === account &&
      (one.region === region || one.region === 'global' || region === 'global'),
  )
  return isAudited && !gaps
}
