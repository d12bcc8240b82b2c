import { createHash } from 'node:crypto'
import { type Judgement, type Resource, SEVERITIES, type Severity } from '../rule.ts'
import type { Judged, NotEvaluated, Outcome } from './run.ts'
import type { Suppression, SuppressionState, Suppressions } from './suppressions.ts'

const SCHEMA_VERSION = '1.0'

export interface Scope {
  readonly accounts: readonly string[]
  readonly regions: readonly string[]
  readonly source: 'live' | 'snapshot' | 'demo'
}

export interface EvidenceItem {
  readonly resource: ResourceRef
  readonly fact: string
  readonly fields: Readonly<Record<string, unknown>>
}

export interface ResourceRef {
  readonly type: string
  readonly id: string
  readonly arn?: string
  readonly name?: string
}

export interface Finding {
  readonly fingerprint: string
  readonly ruleId: string
  readonly title: string
  readonly topic: string
  readonly pillar: string
  readonly severity: Severity
  readonly status: 'fail' | 'unknown' | 'pass' | 'suppressed'
  readonly resource: ResourceRef
  readonly account: string
  readonly region: string
  readonly message: string
  readonly evidence: readonly EvidenceItem[]
  readonly remediation: string
  readonly reference: string
  /** Of suppressed ones: why. */
  readonly suppression?: Suppression
  /** Of failures, where a baseline was given: whether it holds them. */
  readonly baseline?: 'new' | 'known'
}

export interface Summary {
  readonly fail: number
  readonly pass: number
  readonly unknown: number
  readonly suppressed: number
  readonly notEvaluated: number
  /** Of the failures. */
  readonly bySeverity: Readonly<Record<Severity, number>>
  /** Where a baseline was given: failures that it does not hold, that it does, and what it holds and is no more. */
  readonly new?: number
  readonly known?: number
  readonly gone?: number
}

export interface Report {
  readonly schemaVersion: string
  readonly tool: { readonly name: string; readonly version: string }
  readonly scope: Scope
  readonly startedAt: string
  readonly finishedAt: string
  readonly summary: Summary
  readonly findings: readonly Finding[]
  readonly notEvaluated: readonly NotEvaluated[]
  readonly judgedWithout: readonly NotEvaluated[]
  /** Failures of the baseline that are no more. */
  readonly gone?: readonly Finding[]
  /** What became of each suppression. */
  readonly suppressions?: readonly SuppressionState[]
}

export interface ReportContext {
  readonly version: string
  readonly scope: Scope
  readonly startedAt: string
  readonly finishedAt: string
  /** What every finding of a rule gets instead of the rule's own severity, by rule id. */
  readonly severities?: ReadonlyMap<string, Severity>
  readonly suppressions?: Suppressions
}

/** Everything that was judged, sorted so that two runs on the same facts give the same bytes but for the times. */
export function makeReport(
  { judgements, passed, notEvaluated, judgedWithout }: Outcome,
  context: ReportContext,
): Report {
  const findings = oneEach(judgements.map((judged) => findingOf(judged, context))).sort(bySeverityAndPlace)
  const failures = findings.filter((finding) => finding.status === 'fail')
  const count = (status: Finding['status']): number => findings.filter((one) => one.status === status).length
  return {
    schemaVersion: SCHEMA_VERSION,
    tool: { name: 'awsnet', version: context.version },
    scope: context.scope,
    startedAt: context.startedAt,
    finishedAt: context.finishedAt,
    summary: {
      fail: failures.length,
      pass: passed ?? count('pass'),
      unknown: count('unknown'),
      suppressed: count('suppressed'),
      notEvaluated: notEvaluated.length,
      // The keys are SEVERITIES, each once.
      bySeverity: Object.fromEntries(
        SEVERITIES.map((severity) => [severity, failures.filter((one) => one.severity === severity).length]),
      ) as Record<Severity, number>,
    },
    findings,
    notEvaluated: [...notEvaluated].sort(byText(notEvaluatedKey)),
    judgedWithout: [...judgedWithout].sort(byText(notEvaluatedKey)),
  }
}

function findingOf(judged: Judged, { severities, suppressions }: ReportContext): Finding {
  const { rule, resource } = judged
  const fingerprint = fingerprintOf(rule.id, resource, judged.key)
  const suppression =
    judged.status === 'pass' ? undefined : suppressions?.covering({ ruleId: rule.id, fingerprint, resource })
  const own = judged.status === 'fail' ? judged.severity : undefined
  return {
    fingerprint,
    ruleId: rule.id,
    title: rule.title,
    topic: rule.topic,
    pillar: rule.pillar,
    severity: severities?.get(rule.id) ?? own ?? rule.severity,
    status: suppression ? 'suppressed' : judged.status,
    resource: refOf(resource),
    account: resource.account,
    region: resource.region,
    message: judged.status === 'pass' ? '' : judged.message,
    evidence: evidenceOf(judged),
    remediation: judged.status === 'fail' ? judged.remediation : '',
    reference: rule.reference,
    ...(suppression ? { suppression } : {}),
  }
}

const evidenceOf = (judged: Judgement): readonly EvidenceItem[] =>
  (judged.status === 'pass' ? [] : (judged.evidence ?? [])).map(([seenOn, fact, fields = {}]) => ({
    resource: refOf(seenOn),
    fact,
    fields,
  }))

/** A malformed answer can name a resource by something that is no text: whoever reads the report gets one all the same. */
const refOf = ({ type, id, arn, name }: Resource): ResourceRef => ({
  type,
  id: typeof id === 'string' ? id : JSON.stringify(id),
  ...(typeof arn === 'string' && arn !== '' ? { arn } : {}),
  ...(typeof name === 'string' && name !== '' ? { name } : {}),
})

/** Stable from run to run and from release to release: never made of a title, a message or a time. */
export function fingerprintOf(ruleId: string, resource: Resource, key = ''): string {
  const identity = [ruleId, resource.account, resource.region, resource.id, key]
  return createHash('sha256').update(JSON.stringify(identity)).digest('hex').slice(0, 32)
}

const STATUS_ORDER: readonly Finding['status'][] = ['fail', 'unknown', 'suppressed', 'pass']

/** A rule that comes to one resource by two ways (two halves of a default route) says the worse of the two. */
function oneEach(findings: readonly Finding[]): Finding[] {
  const worst = new Map<string, Finding>()
  for (const finding of findings) {
    const known = worst.get(finding.fingerprint)
    const worse =
      !known ||
      STATUS_ORDER.indexOf(finding.status) < STATUS_ORDER.indexOf(known.status) ||
      (finding.status === known.status &&
        SEVERITIES.indexOf(finding.severity) < SEVERITIES.indexOf(known.severity))
    if (worse) worst.set(finding.fingerprint, finding)
  }
  return [...worst.values()]
}

const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0)

function bySeverityAndPlace(a: Finding, b: Finding): number {
  return (
    compare(SEVERITIES.indexOf(a.severity), SEVERITIES.indexOf(b.severity)) ||
    compare(a.ruleId, b.ruleId) ||
    compare(a.account, b.account) ||
    compare(a.region, b.region) ||
    compare(a.resource.id, b.resource.id) ||
    compare(a.fingerprint, b.fingerprint)
  )
}

const byText =
  <T>(textOf: (item: T) => string) =>
  (a: T, b: T): number =>
    compare(textOf(a), textOf(b))

const notEvaluatedKey = (one: NotEvaluated): string =>
  [one.ruleId, one.account, one.region, one.operation, one.reason].join(' ')
