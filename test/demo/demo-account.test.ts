import { beforeAll, describe, expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import { type Report, makeReport } from '../../src/audit/report.ts'
import { run } from '../../src/audit/run.ts'
import { demoAccount } from '../../src/cli/package-root.ts'
import { Facts } from '../../src/inventory/inventory.ts'
import { operations } from '../../src/inventory/operations.ts'
import { readSnapshot } from '../../src/snapshot/read.ts'

let report: Report

beforeAll(async () => {
  const facts = new Facts(await readSnapshot(demoAccount, operations))
  const scope = { accounts: facts.accounts, regions: facts.snapshot.regions, source: 'demo' as const }
  report = makeReport(run(facts, rules), { version: '0', scope, startedAt: '', finishedAt: '' })
})

/** It compares accounts, and the demo is one. */
const OF_SEVERAL_ACCOUNTS = ['vpc-zone-name-mapping-differs']

describe('the demo account', () => {
  for (const rule of rules) {
    if (OF_SEVERAL_ACCOUNTS.includes(rule.id)) continue
    test(`has a finding and a pass for ${rule.id}`, () => {
      const statuses = report.findings.filter((one) => one.ruleId === rule.id).map((one) => one.status)
      expect(statuses).toContain('fail')
      expect(statuses).toContain('pass')
    })
  }

  test('leaves nothing undecided and nothing unread', () => {
    expect(report.findings.filter((one) => one.status === 'unknown')).toEqual([])
    expect(report.notEvaluated).toEqual([])
    expect(report.judgedWithout).toEqual([])
  })

  test('has no finding above info in Ireland, which was built well', () => {
    const ireland = report.findings.filter((one) => one.region === 'eu-west-1' && one.status === 'fail')
    expect(ireland.filter((one) => one.severity !== 'info')).toEqual([])
  })
})
