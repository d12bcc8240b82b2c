import { describe, expect, test } from 'vitest'
import { compareWith, nextBaseline } from '../../src/audit/baseline.ts'
import { exitStatus } from '../../src/audit/gate.ts'
import type { Report } from '../../src/audit/report.ts'
import type { Judgement } from '../../src/rule.ts'
import { bad, good, reportOn, ruleOf, unsure } from '../support/judging.ts'

const rule = ruleOf([])
const ASKED = new Set([rule.id])
const report = (...judgements: readonly Judgement[]): Report => reportOn([rule, ...judgements])
const gate = { failOn: 'medium', allowIncomplete: false } as const
const gap = {
  ruleId: rule.id,
  account: '111111111111',
  region: 'us-east-1',
  operation: 'ec2:DescribeVpcs',
  reason: 'denied',
}
const ids = (findings: readonly { readonly resource: { readonly id: string } }[] = []) =>
  findings.map(({ resource }) => resource.id)

describe('with a baseline', () => {
  const before = report(bad('vpc-1'), bad('vpc-2')).findings

  test('what was known is marked and does not fail, what is new does, what is gone is said', () => {
    const now = compareWith(report(bad('vpc-1'), bad('vpc-3'), good('vpc-2')), before, ASKED)
    expect(now.findings.map(({ resource, baseline }) => [resource.id, baseline])).toEqual([
      ['vpc-1', 'known'],
      ['vpc-2', undefined],
      ['vpc-3', 'new'],
    ])
    expect(ids(now.gone)).toEqual(['vpc-2'])
    expect(now.summary).toMatchObject({ fail: 2, new: 1, known: 1, gone: 1 })
    expect(exitStatus(now, gate)).toBe(1)
    expect(exitStatus(compareWith(report(bad('vpc-1')), before, ASKED), gate)).toBe(0)
  })

  test('a finding that has become more severe is new', () => {
    const worse = compareWith(report(bad('vpc-1', { severity: 'high' })), before, ASKED)
    const milder = compareWith(report(bad('vpc-1', { severity: 'low' })), before, ASKED)
    expect([worse.summary.new, milder.summary.new]).toEqual([1, 0])
  })

  test('what was not looked at again, or could not be decided, is not gone', () => {
    expect(compareWith(report(unsure('vpc-1'), good('vpc-2')), before, ASKED).gone).toMatchObject([
      { resource: { id: 'vpc-2' } },
    ])
    expect(compareWith(report(), before, new Set(['another-rule'])).gone).toEqual([])
    expect(compareWith({ ...report(), notEvaluated: [gap] }, before, ASKED).gone).toEqual([])
    const elsewhere = {
      ...report(),
      scope: { accounts: ['111111111111'], regions: ['eu-west-1'], source: 'live' as const },
    }
    expect(compareWith(elsewhere, before, ASKED).gone).toEqual([])
    expect(ids(compareWith(report(), before, ASKED).gone)).toEqual(['vpc-1', 'vpc-2'])
  })
})

describe('the next baseline', () => {
  const before = report(bad('vpc-1'), bad('vpc-2')).findings

  test('holds what fails now, and what this audit could not look at', () => {
    expect(ids(nextBaseline(report(bad('vpc-3'), good('vpc-2')), before, ASKED))).toEqual(['vpc-3'])
    expect(ids(nextBaseline(report(bad('vpc-3')), before, new Set(['another-rule'])))).toEqual([
      'vpc-3',
      'vpc-1',
      'vpc-2',
    ])
    expect(ids(nextBaseline(report(unsure('vpc-1')), before, ASKED))).toEqual(['vpc-1'])
  })

  test('does not hold what is suppressed, so that it is new when the suppression ends', () => {
    const [finding] = report(bad('vpc-1')).findings
    const suppressed = {
      ...report(),
      findings: finding ? [{ ...finding, status: 'suppressed' as const }] : [],
    }
    expect(ids(nextBaseline(suppressed, before, ASKED))).toEqual([])
  })
})
