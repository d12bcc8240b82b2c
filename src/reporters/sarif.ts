/**
 * SARIF 2.1.0 as GitHub code scanning takes it:
 * https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
 */
import { createHash } from 'node:crypto'
import type { Finding, Report } from '../audit/report.ts'
import type { NotEvaluated } from '../audit/run.ts'
import { jsonText } from './json.ts'
import { evidenceLines, pseudoPath, short } from './plain-text.ts'
import { LEVEL, SECURITY_SEVERITY } from './severities.ts'
import type { ReportStyle } from './index.ts'

/** GitHub takes 25,000 results and shows the 5,000 that are most severe. */
const MAX_RESULTS = 5000
/** Of a report's own remarks: enough to act on. */
const MAX_NOTIFICATIONS = 500

export function sarif(report: Report, { rules }: Pick<ReportStyle, 'rules'>): string {
  const told = report.findings.filter(({ status }) => status === 'fail' || status === 'suppressed')
  const results = told.slice(0, MAX_RESULTS)
  const ruleIds = [...new Set(results.map((one) => one.ruleId))]
  const index = new Map(ruleIds.map((id, at) => [id, at]))
  const firstOf = new Map(results.toReversed().map((one) => [one.ruleId, one]))
  return jsonText({
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: report.tool.name,
            semanticVersion: report.tool.version,
            rules: ruleIds.map((id) => ruleOf(id, firstOf.get(id), rules)),
          },
        },
        automationDetails: { id: `awsnet/${label(report.scope.accounts)}/${label(report.scope.regions)}/` },
        invocations: [
          {
            executionSuccessful: report.notEvaluated.length === 0 && report.judgedWithout.length === 0,
            startTimeUtc: report.startedAt,
            endTimeUtc: report.finishedAt,
            toolExecutionNotifications: notifications(report, told.length - results.length),
          },
        ],
        columnKind: 'utf16CodeUnits',
        results: results.map((one) => resultOf(one, index.get(one.ruleId) ?? 0)),
      },
    ],
  })
}

/** Uploads of one repository replace each other by this: each scope has one of its own, and always the same. */
const label = (names: readonly string[]): string =>
  names.length <= 3
    ? names.map((name) => encodeURIComponent(short(name, 40))).join('+') || 'none'
    : `${names.length}-${createHash('sha256').update(names.join()).digest('hex').slice(0, 8)}`

function ruleOf(id: string, finding: Finding | undefined, rules: ReportStyle['rules']): object {
  const rule = rules.get(id)
  const title = finding?.title ?? id
  const severity = rule?.severity ?? finding?.severity ?? 'medium'
  const isSecurity = finding?.pillar === 'security'
  const reference = finding?.reference ?? ''
  const why = rule ? paragraph(rule.why) : title
  const fix = rule ? paragraph(rule.fix) : ''
  return {
    id,
    name: id,
    shortDescription: { text: title },
    fullDescription: { text: short(why, 1000) },
    ...(reference ? { helpUri: reference } : {}),
    help: {
      text: [why, fix, reference].filter(Boolean).join('\n\n'),
      markdown: [why, fix && `**Fix**: ${fix}`, reference && `[AWS documentation](${reference})`]
        .filter(Boolean)
        .join('\n\n'),
    },
    defaultConfiguration: { level: LEVEL[severity] },
    properties: {
      tags: [...(isSecurity ? ['security'] : []), ...(finding ? [finding.pillar, finding.topic] : [])].filter(
        (tag, at, all) => all.indexOf(tag) === at,
      ),
      precision: 'high',
      // Without it GitHub shows error, warning and note, which is right for what is no matter of security.
      ...(isSecurity ? { 'security-severity': SECURITY_SEVERITY[severity] } : {}),
    },
  }
}

const paragraph = (text: string): string => text.replace(/\s*\n\s*/g, ' ').trim()

function resultOf(finding: Finding, ruleIndex: number): object {
  const { resource, message, remediation, suppression, baseline } = finding
  const name =
    resource.name && resource.name !== resource.id
      ? `${short(resource.name, 200)} (${short(resource.id, 300)})`
      : short(resource.id, 300)
  const text = [
    `${name}: ${short(message, 2000)}`,
    ...evidenceLines(finding).slice(0, 20),
    remediation && `Fix: ${short(remediation, 2000)}`,
  ]
  return {
    ruleId: finding.ruleId,
    ruleIndex,
    level: LEVEL[finding.severity],
    message: { text: text.filter(Boolean).join('\n') },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: pseudoPath(finding) }, region: { startLine: 1 } },
        logicalLocations: [
          { fullyQualifiedName: short(resource.arn ?? resource.id, 1000), kind: 'resource' },
        ],
      },
    ],
    partialFingerprints: {
      'awsnet/v1': finding.fingerprint,
      primaryLocationLineHash: `${finding.fingerprint}:1`,
    },
    ...(baseline ? { baselineState: baseline === 'new' ? 'new' : 'unchanged' } : {}),
    ...(suppression
      ? {
          suppressions: [
            { kind: 'external', status: 'accepted', justification: short(suppression.reason, 1000) },
          ],
        }
      : {}),
    properties: {
      account: short(finding.account, 40),
      region: short(finding.region, 40),
      severity: finding.severity,
    },
  }
}

function notifications(report: Report, leftOut: number): readonly object[] {
  const all = [
    ...(leftOut > 0
      ? [
          note(
            'warning',
            `${leftOut} less severe findings were left out: GitHub shows ${MAX_RESULTS}. The JSON report has all.`,
          ),
        ]
      : []),
    ...report.notEvaluated.map((gap) => note('warning', `Not evaluated: ${gapText(gap)}`, gap.ruleId)),
    ...report.judgedWithout.map((gap) => note('note', `Judged without: ${gapText(gap)}`, gap.ruleId)),
    ...report.findings
      .filter(({ status }) => status === 'unknown')
      .map((one) =>
        note('note', `Undecided: ${short(one.resource.id, 300)}: ${short(one.message, 1000)}`, one.ruleId),
      ),
  ]
  const more = all.length - MAX_NOTIFICATIONS
  return more > 0 ? [...all.slice(0, MAX_NOTIFICATIONS), note('note', `… and ${more} more.`)] : all
}

const gapText = ({ ruleId, account, region, operation, reason }: NotEvaluated): string =>
  `${ruleId} in ${short(account, 40)}, ${short(region, 40)}${operation ? `, for want of ${short(operation, 100)}` : ''}: ${short(reason, 1000)}`

const note = (level: 'warning' | 'note', text: string, ruleId?: string): object => ({
  level,
  message: { text },
  ...(ruleId ? { associatedRule: { id: ruleId } } : {}),
})
