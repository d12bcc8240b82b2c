import { rules } from '../../rules/index.ts'
import { compareWith } from '../../src/audit/baseline.ts'
import { type Report, makeReport } from '../../src/audit/report.ts'
import { run } from '../../src/audit/run.ts'
import { Suppressions } from '../../src/audit/suppressions.ts'
import { demoAccount } from '../../src/cli/package-root.ts'
import { Facts } from '../../src/inventory/inventory.ts'
import { operations } from '../../src/inventory/operations.ts'
import { type Format, type ReportStyle, reporters } from '../../src/reporters/index.ts'
import { readSnapshot } from '../../src/snapshot/read.ts'

export const STYLE: ReportStyle = {
  color: false,
  width: 100,
  failOn: 'high',
  rules: new Map(rules.map((rule) => [rule.id, rule])),
}

/** The demo account with a bit of everything: passes, suppressions, a baseline, something that was not evaluated. */
export async function demoReport(): Promise<Report> {
  const snapshot = await readSnapshot(demoAccount, operations)
  const facts = new Facts(snapshot)
  const entries = [
    { rule: 'vpn-*', reason: 'The stores are moving.', owner: 'netops', expires: '2099-01-31' },
    { rule: 'nothing-like-*', reason: 'old' },
  ]
  const suppressions = new Suppressions(entries, Date.parse(snapshot.createdAt))
  const made = makeReport(run(facts, rules), {
    version: '0.1.0',
    scope: { accounts: facts.accounts, regions: snapshot.regions, source: 'demo' },
    startedAt: '2026-11-22T08:00:00.000Z',
    finishedAt: '2026-11-22T08:00:05.250Z',
    suppressions,
  })
  const gap = {
    ruleId: 'vpn-tunnel-down',
    account: '123456789012',
    region: 'eu-west-1',
    operation: 'ec2:DescribeVpnConnections',
    reason: 'UnauthorizedOperation: not you',
  }
  const asked = new Set(rules.map((rule) => rule.id))
  const known = made.findings.filter((one) => one.topic === 'nat')
  const report = compareWith(made, known, asked)
  const states = suppressions.states({ rules, allRules: true, scope: made.scope, notEvaluated: [] })
  return {
    ...report,
    suppressions: states,
    notEvaluated: [gap],
    summary: { ...report.summary, notEvaluated: 1 },
  }
}

/** A report in a format, whole. */
export const inFormat = (format: Format, report: Report, style: ReportStyle = STYLE): string =>
  [...reporters[format](report, style)].join('')
