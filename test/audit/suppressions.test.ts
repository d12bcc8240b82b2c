import { describe, expect, test } from 'vitest'
import { type Candidate, type SuppressionEntry, Suppressions } from '../../src/audit/suppressions.ts'
import { ruleOf } from '../support/judging.ts'

const NOW = Date.parse('2026-11-22T08:00:00Z')
const subnet = (more: Partial<Candidate['resource']> = {}): Candidate => ({
  ruleId: 'vpc-is-well',
  fingerprint: 'f'.repeat(32),
  resource: {
    account: '111111111111',
    region: 'us-east-1',
    type: 'AWS::EC2::Subnet',
    id: 'subnet-1',
    arn: 'arn:aws:ec2:us-east-1:111111111111:subnet/subnet-1',
    name: 'app-a',
    Tags: [
      { Key: 'team', Value: 'shop' },
      { Key: 'env', Value: 'prod' },
    ],
    ...more,
  },
})
const reason = 'agreed'
const isCovered = (entry: Partial<SuppressionEntry>, candidate = subnet()): boolean =>
  new Suppressions([{ reason, ...entry }], NOW).covering(candidate) !== undefined

describe('a suppression covers a finding', () => {
  test.each<[string, Partial<SuppressionEntry>, boolean]>([
    ['its rule', { rule: 'vpc-is-well' }, true],
    ['rules like it', { rule: 'vpc-*' }, true],
    ['another rule', { rule: 'vpc-is' }, false],
    ['its resource by id', { resource: 'subnet-1' }, true],
    ['by ARN', { resource: 'arn:aws:ec2:*:subnet/subnet-1' }, true],
    ['by name', { resource: 'app-?' }, true],
    ['another resource', { resource: 'subnet-11' }, false],
    ['its account', { account: '111111111111' }, true],
    ['its region', { region: 'us-*' }, true],
    ['another region', { region: 'eu-west-1' }, false],
    ['its fingerprint', { fingerprint: 'f'.repeat(32) }, true],
    ['another fingerprint', { fingerprint: 'e'.repeat(32) }, false],
    ['all of its tags', { tags: { team: 'shop', env: 'prod' } }, true],
    ['tags like its', { tags: { team: '*' } }, true],
    ['one tag of several', { tags: { team: 'shop', env: 'dev' } }, false],
    ['any of several maps', { tags: [{ team: 'bank' }, { env: 'prod' }] }, true],
    ['no tag of its', { tags: { owner: '*' } }, false],
    ['all that it says', { rule: 'vpc-*', region: 'us-east-1', tags: { env: 'prod' } }, true],
    ['part of what it says', { rule: 'vpc-*', region: 'eu-west-1', tags: { env: 'prod' } }, false],
  ])('by %s', (_, entry, expected) => expect(isCovered(entry)).toBe(expected))

  test('not where the resource has no tags to compare with', () => {
    expect(isCovered({ tags: { team: 'shop' } }, subnet({ Tags: undefined }))).toBe(false)
  })

  test('by tags in small letters, too', () => {
    const candidate = subnet({ Tags: undefined, tags: [{ key: 'team', value: 'shop' }] })
    expect(isCovered({ tags: { team: 'shop' } }, candidate)).toBe(true)
  })
})

describe('a suppression ends', () => {
  const at = (now: string, entry: Partial<SuppressionEntry>) => {
    const all = new Suppressions([{ rule: 'vpc-*', reason, ...entry }], Date.parse(now))
    const covers = all.covering(subnet()) !== undefined
    const [state] = all.states(AUDITED)
    return [covers, state?.state, state?.matched]
  }
  const AUDITED = {
    rules: [ruleOf([])],
    allRules: true,
    scope: { accounts: ['111111111111'], regions: ['us-east-1'], source: 'live' as const },
    notEvaluated: [],
  }
  const expires = '2027-01-31'

  test.each([
    ['2027-01-16T23:59:59Z', [true, 'active', 1]],
    ['2027-01-18T00:00:00Z', [true, 'expiring', 1]],
    ['2027-01-31T23:59:59Z', [true, 'expiring', 1]],
    ['2027-02-01T00:00:00Z', [false, 'expired', 1]],
  ])('at %s it is %j', (now, expected) => expect(at(now, { expires })).toEqual(expected))

  test('and is told when it matched nothing that could have shown', () => {
    const unused = (entry: Partial<SuppressionEntry>, audited: Partial<typeof AUDITED> = {}) =>
      new Suppressions([{ reason, ...entry }], NOW).states({ ...AUDITED, ...audited })[0]?.state
    expect(unused({ rule: 'vpc-*' })).toBe('unused')
    expect(unused({ resource: 'subnet-9' })).toBe('unused')
    // What this audit did not look at may well be there.
    expect(unused({ rule: 'nat-*' })).toBe('active')
    expect(unused({ resource: 'subnet-9' }, { allRules: false })).toBe('active')
    expect(unused({ rule: 'vpc-*', region: 'eu-west-1' })).toBe('active')
    expect(unused({ rule: 'vpc-*', account: '222222222222' })).toBe('active')
    const gap = {
      ruleId: 'vpc-is-well',
      account: '111111111111',
      region: 'us-east-1',
      operation: 'ec2:DescribeVpcs',
      reason: 'denied',
    }
    expect(unused({ rule: 'vpc-*' }, { notEvaluated: [gap] as never })).toBe('active')
  })
})

describe('tags on the resource', () => {
  const tagged = (value: string, why?: string) =>
    subnet({
      Tags: [
        { Key: 'awsnet:ignore', Value: value },
        ...(why ? [{ Key: 'awsnet:ignore-reason', Value: why }] : []),
      ],
    })

  test('suppress only where the configuration heeds them', () => {
    expect(new Suppressions([], NOW).covering(tagged('vpc-is-well'))).toBeUndefined()
    expect(new Suppressions([], NOW, true).covering(tagged('nat-x, vpc-is-well', 'by design'))).toEqual({
      reason: 'by design',
    })
    expect(new Suppressions([], NOW, true).covering(tagged('vpc-is'))).toBeUndefined()
  })
})
