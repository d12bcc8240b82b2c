import { describe, expect, test } from 'vitest'
import { run } from '../../src/audit/run.ts'
import { Facts } from '../../src/inventory/inventory.ts'
import type { Rule } from '../../src/rule.ts'
import { pass } from '../../src/rule.ts'
import { ACCOUNT, HERE, OTHER, WORLD, fact, failed, snapshotOf } from '../support/facts.ts'
import { bad, good, judged, resource, ruleOf } from '../support/judging.ts'

const west = { account: ACCOUNT, region: 'us-west-2' }
const vpcs = (place = HERE) =>
  fact('ec2:DescribeVpcs', { Vpcs: [{ VpcId: `vpc-${place.region}`, OwnerId: place.account }] }, place)
const zones = fact('route53:ListHostedZones', { HostedZones: [{ Id: '/hostedzone/Z1', Name: 'a.' }] })
const balancers = (place = HERE) => fact('elbv2:DescribeLoadBalancers', { LoadBalancers: [] }, place)

/** Passes each row of a kind that it sees from where it is asked. */
const passing = (id: string, fields: Pick<Rule, 'needs'> & Partial<Rule>): Rule =>
  ruleOf(
    function* (inventory) {
      for (const name of fields.needs) for (const row of inventory[name]) yield pass(row)
      yield pass({ ...inventory.here, type: 'place', id: 'asked' })
    },
    { id, ...fields },
  )
const asked = (outcome: ReturnType<typeof judged>): readonly string[] =>
  outcome.judgements
    .filter((one) => one.resource.id === 'asked')
    .map(({ resource: { account, region } }) => `${account} ${region}`)
const gaps = (outcome: ReturnType<typeof judged>): readonly string[] =>
  outcome.notEvaluated.map(({ region, operation, reason }) => `${region} ${operation}: ${reason}`)

describe('where a rule is asked', () => {
  test('a regional rule in each region of each account, a global one once an account', () => {
    const other = { account: OTHER, region: 'us-east-1' }
    const outcome = judged(
      [vpcs(), vpcs(west), vpcs(other), zones, { ...zones, account: OTHER }],
      [passing('regional', { needs: ['vpcs'] }), passing('global', { needs: ['hostedZones'] })],
    )
    expect(asked(outcome)).toEqual([
      `${ACCOUNT} us-east-1`,
      `${ACCOUNT} us-west-2`,
      `${OTHER} us-east-1`,
      `${ACCOUNT} global`,
      `${OTHER} global`,
    ])
    expect(outcome.notEvaluated).toEqual([])
  })

  test('only in the regions that were chosen', () => {
    expect(
      asked(judged([vpcs(), vpcs(west)], [passing('regional', { needs: ['vpcs'] })], ['us-west-2'])),
    ).toEqual([`${ACCOUNT} us-west-2`])
  })
})

describe('what a rule needs and was not read', () => {
  const regional = passing('regional', { needs: ['vpcs'] })
  const global = passing('global', { needs: ['hostedZones', 'loadBalancers'] })

  test('stops it there, with operation and reason, and not elsewhere', () => {
    const outcome = judged([failed('ec2:DescribeVpcs'), vpcs(west)], [regional])
    expect(asked(outcome)).toEqual([`${ACCOUNT} us-west-2`])
    expect(outcome.notEvaluated).toEqual([
      {
        ruleId: 'regional',
        ...HERE,
        operation: 'ec2:DescribeVpcs',
        reason: 'UnauthorizedOperation: not you',
      },
    ])
  })

  test('stops a global rule where it was read in no region', () => {
    const none = judged([zones, failed('elbv2:DescribeLoadBalancers'), vpcs(west)], [global])
    expect(none.judgements).toEqual([])
    expect(gaps(none)).toEqual([
      'us-east-1 elbv2:DescribeLoadBalancers: UnauthorizedOperation: not you',
      'us-west-2 elbv2:DescribeLoadBalancers: it was not read',
    ])
  })

  test('does not stop a global rule where it was read in some regions, but is said', () => {
    const some = judged([zones, failed('elbv2:DescribeLoadBalancers'), balancers(west)], [global])
    expect(asked(some)).toEqual([`${ACCOUNT} global`])
    expect(gaps(some)).toEqual(['us-east-1 elbv2:DescribeLoadBalancers: UnauthorizedOperation: not you'])
  })

  test('is said where no region was read at all', () => {
    const outcome = judged([zones], [regional, global])
    expect(outcome.judgements).toEqual([])
    expect(outcome.notEvaluated).toEqual([
      {
        ruleId: 'regional',
        account: ACCOUNT,
        region: 'none',
        operation: 'ec2:DescribeVpcs',
        reason: 'no region was read',
      },
      { ruleId: 'global', ...WORLD, operation: 'elbv2:DescribeLoadBalancers', reason: 'no region was read' },
    ])
  })

  test('in part is said, and the rule judges the rest', () => {
    const groups = fact('elbv2:DescribeTargetGroups', {
      TargetGroups: [{ TargetGroupArn: 'a' }, { TargetGroupArn: 'b' }],
    })
    const health = fact(
      'elbv2:DescribeTargetHealth',
      { TargetHealthDescriptions: [{ Target: { Id: 'i-1' } }] },
      { params: { TargetGroupArn: 'a' } },
    )
    const outcome = judged([groups, health], [passing('health', { needs: ['targetHealth'] })])
    expect(asked(outcome)).toHaveLength(1)
    expect(gaps(outcome)).toEqual(['us-east-1 elbv2:DescribeTargetHealth: for 1 of 2: it was not read'])
  })

  test('but only consults stops nothing; it is said where AWS refused it, and not where nobody asked', () => {
    const rule = passing('consulting', { needs: ['vpcs'], consults: ['natGateways', 'subnets'] })
    const outcome = judged([vpcs(), failed('ec2:DescribeNatGateways')], [rule])
    expect(asked(outcome)).toHaveLength(1)
    expect(outcome.notEvaluated).toEqual([])
    expect(outcome.judgedWithout.map((one) => one.operation)).toEqual(['ec2:DescribeNatGateways'])
  })
})

test('a rule that throws takes no other with it, and nothing that it said before stands', () => {
  const throwing = ruleOf(
    function* () {
      yield good('vpc-1')
      throw new TypeError('x is undefined')
    },
    { id: 'broken' },
  )
  const outcome = judged([vpcs()], [throwing, ruleOf([bad('vpc-1')])])
  expect(outcome.judgements.map((one) => one.rule.id)).toEqual(['vpc-is-well'])
  expect(outcome.notEvaluated).toEqual([
    { ruleId: 'broken', ...HERE, operation: '', reason: 'the rule failed: x is undefined' },
  ])
})

describe('what a rule is told', () => {
  test('the time of the snapshot, its settings over its defaults, and which tags say that it is no production', () => {
    const told: unknown[] = []
    const rule = ruleOf(
      (_, { now, settings, nonProduction }) => {
        const tagged = (Key: string, Value: string) => ({ Tags: [{ Key, Value }] })
        told.push(new Date(now).toISOString(), settings)
        told.push(
          nonProduction(tagged('Environment', 'Dev')),
          nonProduction(tagged('env', 'prod'), undefined),
          nonProduction({}),
        )
        told.push(nonProduction(tagged('env', 'prod'), tagged('stage', 'sandbox')))
        return []
      },
      { settings: { days: 30, ports: [22] } },
    )
    run(new Facts(snapshotOf([vpcs()])), [rule], {
      settings: { 'vpc-is-well': { days: 7 }, other: { ports: [1] } },
    })
    expect(told).toEqual(['2026-11-22T08:00:00.000Z', { days: 7, ports: [22] }, true, false, false, true])
  })

  test('nothing of what it did not declare is missing: resources keep their place', () => {
    const outcome = judged([vpcs()], [ruleOf([good('vpc-1')])])
    expect(outcome.judgements[0]?.resource).toEqual(resource('vpc-1'))
  })
})
