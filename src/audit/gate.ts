import { SEVERITIES, type Severity } from '../rule.ts'
import type { Finding, Report } from './report.ts'

/** What fails the audit; `none` never does. */
export type FailOn = Severity | 'none'

export interface Gate {
  readonly failOn: FailOn
  readonly allowIncomplete: boolean
}

const atLeast = (severity: Severity, limit: Severity): boolean =>
  SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(limit)

/** Whether a finding fails the gate: not what is accepted, and not what a baseline knows. */
export const fails = (one: Finding, failOn: FailOn): boolean =>
  one.status === 'fail' && one.baseline !== 'known' && failOn !== 'none' && atLeast(one.severity, failOn)

/** 0: nothing at or above the limit; 1: something is; 3: nothing is, but not all could be read. Findings beat gaps. */
export function exitStatus(report: Report, { failOn, allowIncomplete }: Gate): 0 | 1 | 3 {
  if (report.findings.some((one) => fails(one, failOn))) return 1
  const incomplete = report.notEvaluated.length > 0 || report.judgedWithout.length > 0
  return incomplete && !allowIncomplete ? 3 : 0
}

export interface Shown {
  readonly minSeverity: Severity
  readonly includePass: boolean
}

/** The report with the findings that are to be shown; its counts still speak of all that was judged. */
export function shownPart(report: Report, { minSeverity, includePass }: Shown): Report {
  const findings = report.findings.filter(
    (one) => atLeast(one.severity, minSeverity) && (includePass || one.status !== 'pass'),
  )
  return { ...report, findings }
}
