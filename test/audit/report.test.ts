import { describe, expect, test } from 'vitest'
import { type Gate, exitStatus, shownPart } from '../../src/audit/gate.ts'
import { fingerprintOf, makeReport } from '../../src/audit/report.ts'
import { run } from '../../src/audit/run.ts'
import { type Judgement, pass } from '../../src/rule.ts'
import { OTHER, fact, factsOf } from '../support/facts.ts'
import { bad, good, reportFrom, reportOn, resource, ruleOf, unsure } from '../support/judging.ts'

const rule = ruleOf([])
const high = ruleOf([], { id: 'a-high-one', severity: 'high' })
const gap = { ruleId: 'x', account: '1', region: 'us-east-1', operation: 'ec2:DescribeVpcs', reason: 'no' }

describe('a finding', () => {
  test('holds what the rule and the judgement say', () => {
    const [finding] = reportOn([
      rule,
      bad('vpc-1', { severity: 'critical', on: { name: 'shop', arn: 'arn:vpc-1' } }),
    ]).findings
    expect(finding).toEqual({
      fingerprint: expect.any(String) as string,
      ruleId: 'vpc-is-well',
      title: 'VPC is not well',
      topic: 'vpc',
      pillar: 'security',
      severity: 'critical',
      status: 'fail',
      resource: { type: 'AWS::EC2::VPC', id: 'vpc-1', name: 'shop', arn: 'arn:vpc-1' },
      account: '111111111111',
      region: 'us-east-1',
      message: 'vpc-1 is bad.',
      evidence: [
        { resource: { type: 'AWS::EC2::VPC', id: 'vpc-1' }, fact: 'is bad', fields: { State: 'bad' } },
      ],
      remediation: 'aws ec2 heal vpc-1',
      reference: rule.reference,
    })
  })

  test('has a fingerprint that no release may change: rule, account, region, resource and key', () => {
    expect(fingerprintOf('vpc-is-well', resource('vpc-1'))).toBe('650b7cf6d043adb304682d7263dab7b6')
    expect(fingerprintOf('vpc-is-well', resource('vpc-1'), '0.0.0.0/0')).toBe(
      'bb0dad6c4e07928349e3b8b0afec5840',
    )
  })

  test('keeps its fingerprint whatever its words, severity and time; and shares it with none of another place or key', () => {
    const prints = [
      bad('vpc-1'),
      bad('vpc-1', { key: 'tcp/22' }),
      bad('vpc-1', { on: { region: 'eu-west-1' } }),
      bad('vpc-1', { on: { account: OTHER } }),
      bad('vpc-2'),
    ].map((one) => reportOn([rule, one]).findings[0]?.fingerprint)
    expect(new Set([...prints, reportOn([high, bad('vpc-1')]).findings[0]?.fingerprint]).size).toBe(6)
    const reworded = ruleOf([], {
      title: 'Other',
      severity: 'low',
      reference: 'https://docs.aws.amazon.com/other',
    })
    const changed = bad('vpc-1', {
      message: 'Other words.',
      evidence: [],
      severity: 'info',
      on: { name: 'renamed', arn: 'arn:new' },
    })
    expect(reportOn([reworded, changed]).findings[0]?.fingerprint).toBe(prints[0])
  })
})

describe('a report', () => {
  test('is in order of severity, rule, account, region and resource, however the judgements came', () => {
    const judgements = [
      bad('vpc-2'),
      bad('vpc-1', { on: { region: 'eu-west-1' } }),
      bad('vpc-1', { on: { account: OTHER } }),
      bad('vpc-1'),
      bad('vpc-3', { severity: 'critical' }),
    ]
    const order = (...given: typeof judgements) =>
      reportOn([rule, ...given], [high, bad('vpc-9')], [ruleOf([], { id: 'z' }), good('vpc-0')]).findings.map(
        (one) => `${one.severity} ${one.ruleId} ${one.account} ${one.region} ${one.resource.id}`,
      )
    expect(order(...judgements)).toEqual([
      'critical vpc-is-well 111111111111 us-east-1 vpc-3',
      'high a-high-one 111111111111 us-east-1 vpc-9',
      'medium vpc-is-well 111111111111 eu-west-1 vpc-1',
      'medium vpc-is-well 111111111111 us-east-1 vpc-1',
      'medium vpc-is-well 111111111111 us-east-1 vpc-2',
      'medium vpc-is-well 222222222222 us-east-1 vpc-1',
      'medium z 111111111111 us-east-1 vpc-0',
    ])
    expect(order(...judgements.toReversed())).toEqual(order(...judgements))
  })

  test('says the worst of what a rule said twice on one resource', () => {
    const statuses = (...given: Judgement[]) =>
      reportOn([rule, ...given]).findings.map((one) => `${one.status} ${one.severity}`)
    expect(statuses(good('v'), bad('v'), unsure('v'))).toEqual(['fail medium'])
    expect(statuses(good('v'), unsure('v'))).toEqual(['unknown medium'])
    expect(statuses(bad('v', { severity: 'low' }), bad('v', { severity: 'high' }), bad('v'))).toEqual([
      'fail high',
    ])
    expect(statuses(bad('v', { key: 'a' }), bad('v', { key: 'b' }))).toEqual(['fail medium', 'fail medium'])
  })

  test('counts every case once, and failures by severity', () => {
    const report = reportOn(
      [rule, bad('a'), bad('a'), bad('b', { severity: 'low' }), good('c'), unsure('d')],
      [high, bad('a'), good('b')],
    )
    expect(report.summary).toEqual({
      fail: 3,
      pass: 2,
      unknown: 1,
      suppressed: 0,
      notEvaluated: 0,
      bySeverity: { critical: 0, high: 1, medium: 1, low: 1, info: 0 },
    })
    expect(reportFrom({ notEvaluated: [gap, { ...gap, ruleId: 'a' }] }).summary.notEvaluated).toBe(2)
  })

  test('shows a part, but counts all', () => {
    const report = reportOn([rule, bad('a'), good('b'), unsure('c')], [high, bad('d')])
    const ids = (minSeverity: 'info' | 'high', includePass: boolean) =>
      shownPart(report, { minSeverity, includePass }).findings.map((one) => one.resource.id)
    expect(ids('info', false)).toEqual(['d', 'a', 'c'])
    expect(ids('info', true)).toEqual(['d', 'a', 'b', 'c'])
    expect(ids('high', true)).toEqual(['d'])
    expect(shownPart(report, { minSeverity: 'high', includePass: false }).summary).toEqual(report.summary)
  })
})

describe('the exit status', () => {
  const clean = reportOn([rule, good('a'), unsure('b')])
  const medium = reportOn([rule, bad('a')])
  const incomplete = { ...clean, notEvaluated: [gap] }
  const consulted = { ...clean, judgedWithout: [gap] }
  const both = { ...medium, notEvaluated: [gap] }

  test.each<[string, typeof clean, Partial<Gate>, number]>([
    ['nothing found', clean, {}, 0],
    ['a finding below the limit', medium, { failOn: 'high' }, 0],
    ['a finding at the limit', medium, { failOn: 'medium' }, 1],
    ['a finding above the limit', medium, { failOn: 'info' }, 1],
    ['a finding, and no limit', medium, { failOn: 'none' }, 0],
    ['something not evaluated', incomplete, {}, 3],
    ['something consulted and refused', consulted, {}, 3],
    ['something not evaluated, and no limit', incomplete, { failOn: 'none' }, 3],
    ['something not evaluated, which is allowed', incomplete, { allowIncomplete: true }, 0],
    ['findings and gaps', both, { failOn: 'medium' }, 1],
    ['findings below the limit, and gaps', both, { failOn: 'high' }, 3],
    ['findings and gaps that are allowed', both, { failOn: 'medium', allowIncomplete: true }, 1],
    ['findings and gaps, and neither counts', both, { failOn: 'none', allowIncomplete: true }, 0],
  ])('%s', (_, report, gate, status) => {
    expect(exitStatus(report, { failOn: 'high', allowIncomplete: false, ...gate })).toBe(status)
  })
})

describe('what passed', () => {
  const count = (countPasses: boolean, ...judgements: readonly Judgement[]): number =>
    makeReport(run(factsOf(fact('ec2:DescribeVpcs', { Vpcs: [] })), [ruleOf(judgements)], { countPasses }), {
      version: '0',
      scope: { accounts: [], regions: [], source: 'live' },
      startedAt: '',
      finishedAt: '',
    }).summary.pass

  test.each<readonly [string, readonly Judgement[]]>([
    ['once each', [good('vpc-1'), good('vpc-2')]],
    ['twice the same', [good('vpc-1'), good('vpc-1')]],
    ['and failed, too', [good('vpc-1'), bad('vpc-1'), good('vpc-2')]],
    [
      'by several keys',
      [
        pass(resource('vpc-1'), 'a'),
        pass(resource('vpc-1'), 'b'),
        pass(resource('vpc-1'), 'b'),
        good('vpc-1'),
      ],
    ],
    ['elsewhere', [good('vpc-1'), pass(resource('vpc-1', { region: 'eu-west-1' }))]],
  ])('is counted as it would be listed: %s', (_, judgements) => {
    expect(count(true, ...judgements)).toBe(count(false, ...judgements))
  })
})
