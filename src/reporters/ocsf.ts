/** OCSF 1.5.0 Compliance Findings (class 2003): https://schema.ocsf.io/1.5.0/classes/compliance_finding */
import type { Finding, Report } from '../audit/report.ts'
import type { NotEvaluated } from '../audit/run.ts'
import type { Severity } from '../rule.ts'
import { jsonList } from './json.ts'
import { evidenceLines, short } from './plain-text.ts'

const SEVERITY_ID: Readonly<Record<Severity, number>> = { info: 1, low: 2, medium: 3, high: 4, critical: 5 }
const CAPITAL = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** The schema's own words: 2 is «no result for lack of information». */
const COMPLIANCE: Readonly<Record<Finding['status'], readonly [id: number, name: string]>> = {
  pass: [1, 'Pass'],
  unknown: [2, 'Warning'],
  fail: [3, 'Fail'],
  suppressed: [3, 'Fail'],
}

/** A list of events, one a finding and one for each thing that was not evaluated. */
export const ocsf = (report: Report): Iterable<string> =>
  jsonList(
    (function* () {
      for (const one of report.findings) yield eventOf(one, report)
      for (const one of report.notEvaluated) yield gapOf(one, report)
    })(),
  )

function eventOf(finding: Finding, report: Report): object {
  const { status, severity, resource, suppression } = finding
  const [status_id, name] = COMPLIANCE[status]
  const evidence = evidenceLines(finding)
  return {
    ...frame(report, finding.account, finding.region),
    severity_id: SEVERITY_ID[severity],
    severity: severity === 'info' ? 'Informational' : CAPITAL(severity),
    // 3 is Suppressed, 1 New.
    status_id: status === 'suppressed' ? 3 : 1,
    status: status === 'suppressed' ? 'Suppressed' : 'New',
    ...(suppression ? { comment: short(suppression.reason, 1000) } : {}),
    message: short(finding.message || finding.title, 2000),
    finding_info: {
      uid: finding.fingerprint,
      title: finding.title,
      desc: short([finding.message, ...evidence].filter(Boolean).join(' | ') || finding.title, 4000),
      types: [finding.pillar, finding.topic],
      src_url: finding.reference,
    },
    compliance: {
      control: finding.ruleId,
      status_id,
      status: name,
      checks: [
        {
          uid: finding.ruleId,
          name: finding.title,
          status_id,
          status: name,
          severity_id: SEVERITY_ID[severity],
          severity: severity === 'info' ? 'Informational' : CAPITAL(severity),
        },
      ],
      ...(evidence.length > 0 ? { status_details: evidence } : {}),
    },
    resources: [
      {
        uid: short(resource.arn ?? resource.id, 2000),
        name: short(resource.name ?? resource.id, 1000),
        type: resource.type,
        region: short(finding.region, 100),
        cloud_partition: partitionOf(finding.region),
        data: { id: short(resource.id, 2000) },
      },
    ],
    ...(finding.remediation
      ? { remediation: { desc: short(finding.remediation, 4000), references: [finding.reference] } }
      : {}),
  }
}

function gapOf({ ruleId, account, region, operation, reason }: NotEvaluated, report: Report): object {
  const text = short(`${operation ? `${operation}: ` : ''}${reason}`, 2000)
  return {
    ...frame(report, account, region),
    severity_id: 1,
    severity: 'Informational',
    status_id: 1,
    status: 'New',
    message: `Not evaluated: ${text}`,
    finding_info: {
      uid: [ruleId, account, region, operation].map((one) => short(one, 200)).join('/'),
      title: `${ruleId} was not evaluated`,
    },
    compliance: { control: ruleId, status_id: 2, status: 'Warning', status_details: [text] },
  }
}

/** What all events of a report have. */
function frame(report: Report, account: string, region: string): object {
  return {
    activity_id: 1,
    activity_name: 'Create',
    category_uid: 2,
    category_name: 'Findings',
    class_uid: 2003,
    class_name: 'Compliance Finding',
    type_uid: 200_301,
    type_name: 'Compliance Finding: Create',
    time: Date.parse(report.finishedAt) || 0,
    time_dt: report.finishedAt,
    metadata: {
      version: '1.5.0',
      profiles: ['cloud', 'datetime'],
      product: { name: report.tool.name, vendor_name: report.tool.name, version: report.tool.version },
    },
    cloud: {
      provider: 'AWS',
      cloud_partition: partitionOf(region),
      region: short(region, 100),
      // 10 is an AWS account.
      account: { uid: short(account, 100), type: 'AWS Account', type_id: 10 },
    },
  }
}

const partitionOf = (region: string): string =>
  region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws'
