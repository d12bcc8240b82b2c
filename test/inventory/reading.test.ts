import { describe, expect, test } from 'vitest'
import { HERE, WORLD, fact, factsOf, failed } from '../support/facts.ts'

const DescribeVpcs = 'ec2:DescribeVpcs'
const vpcs = (...ids: readonly string[]) => fact(DescribeVpcs, { Vpcs: ids.map((VpcId) => ({ VpcId })) })
/** Something else that was read, so that the place is one of the audit. */
const elsewhere = fact('ec2:DescribeAddresses', { Addresses: [] })

describe('whether a kind was read', () => {
  test.each([
    ['an empty list', { Vpcs: [] }],
    ['an answer without the list', {}],
    ['a list that is null', { Vpcs: null }],
  ])('%s is an answer: there is none', (_, response) => {
    const facts = factsOf(fact(DescribeVpcs, response))
    expect(facts.unread('vpcs', HERE)).toBeUndefined()
    expect([...facts.at(HERE).vpcs]).toEqual([])
    expect(facts.at(HERE).vpcs.readIn()).toBe(true)
    expect(facts.at(HERE).vpcs.complete).toBe(true)
  })

  test('what was never asked is not known', () => {
    const facts = factsOf(elsewhere)
    expect(facts.unread('vpcs', HERE)).toEqual({
      operation: DescribeVpcs,
      reason: 'it was not read',
      failed: false,
    })
    expect(facts.at(HERE).vpcs.readIn()).toBe(false)
    expect(facts.at(HERE).vpcs.complete).toBe(false)
  })

  test('what was refused is not known, whichever page failed', () => {
    const unread = { operation: DescribeVpcs, reason: 'UnauthorizedOperation: not you', failed: true }
    expect(factsOf(failed(DescribeVpcs)).unread('vpcs', HERE)).toEqual(unread)
    const half = factsOf(vpcs('vpc-1'), failed(DescribeVpcs))
    expect(half.unread('vpcs', HERE)).toEqual(unread)
    expect([...half.at(HERE).vpcs]).toEqual([])
  })

  test('pages are one answer', () => {
    const more = { ...vpcs('vpc-1'), response: { Vpcs: [{ VpcId: 'vpc-1' }], NextToken: 'more' } }
    expect([...factsOf(more, vpcs('vpc-2')).at(HERE).vpcs].map((row) => row.id)).toEqual(['vpc-1', 'vpc-2'])
  })

  test.each([
    ['NextToken', 'vpcs', HERE, fact(DescribeVpcs, { Vpcs: [], NextToken: 'more' })],
    [
      'NextMarker',
      'loadBalancers',
      HERE,
      fact('elbv2:DescribeLoadBalancers', { LoadBalancers: [], NextMarker: 'more' }),
    ],
    [
      'IsTruncated',
      'hostedZones',
      WORLD,
      fact('route53:ListHostedZones', { IsTruncated: true, NextMarker: 'more' }),
    ],
    [
      'DistributionList.IsTruncated',
      'distributions',
      WORLD,
      fact('cloudfront:ListDistributions', {
        DistributionList: { IsTruncated: true, NextMarker: 'more', Items: [] },
      }),
    ],
  ] as const)('an answer whose last page says %s is cut off', (_, kind, place, page) => {
    expect(factsOf(page).unread(kind, place)).toMatchObject({
      reason: 'the answer is cut off: more pages follow',
      failed: true,
    })
  })

  test('a marker beside IsTruncated: false is no next page', () => {
    const page = fact('route53:ListHostedZones', {
      HostedZones: [],
      IsTruncated: false,
      NextMarker: 'left over',
      Marker: 'x',
    })
    expect(factsOf(page).unread('hostedZones', WORLD)).toBeUndefined()
  })
})

describe('an answer that AWS does not give is not known, and stops nothing', () => {
  test.each([
    ['a text for the list', 'vpcs', fact(DescribeVpcs, { Vpcs: 'many' })],
    ['an object for the list', 'vpcs', fact(DescribeVpcs, { Vpcs: { VpcId: 'vpc-1' } })],
    ['a text for an item', 'vpcs', fact(DescribeVpcs, { Vpcs: ['vpc-1'] })],
    ['a number for an id', 'vpcs', fact(DescribeVpcs, { Vpcs: [{ VpcId: 7 }] })],
    [
      'an object for an id',
      'loadBalancers',
      fact('elbv2:DescribeLoadBalancers', {
        LoadBalancers: [{ LoadBalancerArn: {}, Type: 'network', DNSName: 'x' }],
      }),
    ],
    ['a text for the tags', 'vpcs', fact(DescribeVpcs, { Vpcs: [{ VpcId: 'vpc-1', Tags: 'Name=web' }] })],
    [
      'a number for a name',
      'vpcs',
      fact(DescribeVpcs, { Vpcs: [{ VpcId: 'vpc-1', Tags: [{ Key: 'Name', Value: 7 }] }] }),
    ],
    ['a text for what holds the lists', 'instances', fact('ec2:DescribeInstances', { Reservations: 'none' })],
    ['a text for the whole', 'vpcs', fact(DescribeVpcs, 'all is well')],
  ] as const)('%s', (_, kind, page) => {
    expect(factsOf(page).unread(kind, HERE)).toEqual({
      operation: page.operation,
      reason: 'the answer is not one that AWS gives',
      failed: true,
    })
  })

  test('items that are null are passed over', () => {
    const page = fact(DescribeVpcs, { Vpcs: [null, { VpcId: 'vpc-1', Tags: null }] })
    expect(
      factsOf(page)
        .rows('vpcs')
        .facts.rows.map((row) => row.id),
    ).toEqual(['vpc-1'])
  })

  test.each([
    ['no id', {}, 'an item of the answer has no id'],
    ['an empty id', { VpcId: '' }, 'an item of the answer has no id'],
    [
      'a block of no state',
      { VpcId: 'vpc-2', CidrBlockAssociationSet: [{ CidrBlock: '10.0.0.0/16', CidrBlockState: {} }] },
      'vpc-2 has no CidrBlockAssociationSet.CidrBlockState.State, which AWS always gives',
    ],
  ])('an item with %s makes the answer unread', (_, item, reason) => {
    const facts = factsOf(fact(DescribeVpcs, { Vpcs: [{ VpcId: 'vpc-1' }, item] }))
    expect(facts.unread('vpcs', HERE)).toEqual({ operation: DescribeVpcs, reason, failed: true })
  })

  test('a parent of which no keys can be made leaves its children unread', () => {
    const groups = fact('autoscaling:DescribeAutoScalingGroups', {
      AutoScalingGroups: [
        { AutoScalingGroupName: 'web', LaunchTemplate: { LaunchTemplateId: { not: 'a text' } } },
      ],
    })
    const tables = fact('ec2:DescribeRouteTables', {
      RouteTables: [{ RouteTableId: 'rtb-1', Routes: 'all' }],
    })
    const facts = factsOf(groups, tables)
    expect(facts.unread('prefixListEntries', HERE)).toMatchObject({
      operation: 'ec2:DescribeRouteTables',
      failed: true,
    })
    expect(facts.unread('launchTemplateVersions', HERE)).toBeDefined()
  })
})

test('fields and values that nobody knows yet are kept', () => {
  const item = { VpcId: 'vpc-1', State: 'hibernating', Quantum: { Entangled: ['vpc-2'] } }
  expect([...factsOf(fact(DescribeVpcs, { Vpcs: [item] })).at(HERE).vpcs][0]).toMatchObject(item)
})
