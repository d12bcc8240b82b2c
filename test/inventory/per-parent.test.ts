import { describe, expect, test } from 'vitest'
import type { Fact } from '../../src/snapshot/fact.ts'
import { HERE, WORLD, fact, factsOf, failed } from '../support/facts.ts'

const groups = fact('elbv2:DescribeTargetGroups', {
  TargetGroups: ['a', 'b', 'c'].map((TargetGroupArn) => ({ TargetGroupArn })),
})
const DescribeTargetHealth = 'elbv2:DescribeTargetHealth'
const of = (TargetGroupArn: string): Partial<Fact> => ({ params: { TargetGroupArn } })
const health = (group: string, ...ids: readonly string[]) =>
  fact(DescribeTargetHealth, { TargetHealthDescriptions: ids.map((Id) => ({ Target: { Id } })) }, of(group))
const targets = (facts: ReturnType<typeof factsOf>, group: string) =>
  facts
    .at(HERE)
    .targetHealth.under(group)
    ?.map((row) => row.Target?.Id)

describe('what is read once a parent', () => {
  test('is known for each parent by itself; none is not the same as not known', () => {
    const facts = factsOf(groups, health('a', 'i-1', 'i-2'), health('b'), health('c', 'i-3'))
    expect([targets(facts, 'a'), targets(facts, 'b'), targets(facts, 'c')]).toEqual([
      ['i-1', 'i-2'],
      [],
      ['i-3'],
    ])
    expect(targets(facts, 'd')).toBeUndefined()
    expect(facts.at(HERE).targetHealth.under(undefined)).toBeUndefined()
    expect(facts.unread('targetHealth', HERE)).toBeUndefined()
    expect(facts.partlyUnread('targetHealth', HERE)).toBeUndefined()
    expect(facts.at(HERE).targetHealth.complete).toBe(true)
  })

  test('has pages, too', () => {
    const listeners = (marker?: string) =>
      fact(
        'elbv2:DescribeListeners',
        {
          Listeners: [{ ListenerArn: `l-${marker}`, LoadBalancerArn: 'x', DefaultActions: [] }],
          NextMarker: marker,
        },
        { params: { LoadBalancerArn: 'x' } },
      )
    const balancers = fact('elbv2:DescribeLoadBalancers', {
      LoadBalancers: [{ LoadBalancerArn: 'x', Type: 'network', DNSName: 'x.elb.amazonaws.com' }],
    })
    const facts = factsOf(balancers, listeners('more'), listeners())
    expect(
      facts
        .at(HERE)
        .listeners.under('x')
        ?.map((row) => row.id),
    ).toEqual(['l-more', 'l-undefined'])
    expect(factsOf(balancers, listeners('more')).unread('listeners', HERE)?.reason).toMatch(/cut off/)
  })

  test('is partly unread where some parents failed, and those are not known', () => {
    const throttled = failed(DescribeTargetHealth, { name: 'Throttling', message: 'slow down' }, of('b'))
    const facts = factsOf(groups, health('a', 'i-1'), throttled)
    expect(facts.unread('targetHealth', HERE)).toBeUndefined()
    expect(facts.partlyUnread('targetHealth', HERE)).toEqual({
      operation: DescribeTargetHealth,
      reason: 'for 2 of 3: Throttling: slow down',
      failed: true,
    })
    expect([targets(facts, 'a'), targets(facts, 'b'), targets(facts, 'c')]).toEqual([
      ['i-1'],
      undefined,
      undefined,
    ])
    expect(facts.at(HERE).targetHealth.complete).toBe(false)
  })

  test('is unread where every parent failed', () => {
    const facts = factsOf(
      groups,
      ...['a', 'b', 'c'].map((group) => failed(DescribeTargetHealth, {}, of(group))),
    )
    expect(facts.unread('targetHealth', HERE)?.reason).toBe('UnauthorizedOperation: not you')
    expect(facts.partlyUnread('targetHealth', HERE)).toBeUndefined()
  })

  test('is read where there are no parents, though nothing was asked', () => {
    const facts = factsOf(fact('elbv2:DescribeTargetGroups', { TargetGroups: [] }))
    expect(facts.unread('targetHealth', HERE)).toBeUndefined()
    expect(facts.at(HERE).targetHealth.readIn()).toBe(true)
  })

  test('is unread where the parents are, for their reason', () => {
    expect(factsOf(failed('elbv2:DescribeTargetGroups')).unread('targetHealth', HERE)).toMatchObject({
      operation: 'elbv2:DescribeTargetGroups',
      reason: 'UnauthorizedOperation: not you',
    })
  })

  test('takes a parent that was deleted meanwhile for gone, which is no failure', () => {
    const gone = failed(
      DescribeTargetHealth,
      { name: 'TargetGroupNotFoundException', message: 'gone' },
      of('b'),
    )
    const facts = factsOf(groups, health('a', 'i-1'), gone, health('c'))
    expect(facts.partlyUnread('targetHealth', HERE)).toBeUndefined()
    expect(targets(facts, 'b')).toBeUndefined()

    const zones = fact('route53:ListHostedZones', {
      HostedZones: [{ Id: '/hostedzone/Z1', Name: 'example.com.' }],
    })
    const noZone = failed(
      'route53:ListResourceRecordSets',
      { name: 'NoSuchHostedZone' },
      { params: { HostedZoneId: 'Z1' } },
    )
    expect(factsOf(zones, noZone).unread('resourceRecordSets', WORLD)).toBeUndefined()
  })

  test('is read for the parents that one of several kinds names, when the other was refused', () => {
    const tables = fact('ec2:DescribeRouteTables', {
      RouteTables: [
        {
          RouteTableId: 'rtb-1',
          VpcId: 'vpc-1',
          Routes: [{ DestinationPrefixListId: 'pl-1', GatewayId: 'igw-1' }],
          Associations: [],
        },
      ],
    })
    const entries = fact(
      'ec2:GetManagedPrefixListEntries',
      { Entries: [{ Cidr: '10.0.0.0/8' }] },
      { params: { PrefixListId: 'pl-1' } },
    )
    const facts = factsOf(tables, failed('ec2:DescribeSecurityGroups'), entries)
    expect(facts.unread('prefixListEntries', HERE)).toBeUndefined()
    expect(facts.at(HERE).prefixListEntries.under('pl-1')).toHaveLength(1)
    const neither = factsOf(failed('ec2:DescribeRouteTables'), failed('ec2:DescribeSecurityGroups'), entries)
    expect(neither.unread('prefixListEntries', HERE)?.operation).toBe('ec2:DescribeRouteTables')
  })

  test('may have been asked with more than we ask with', () => {
    const more = { params: { TargetGroupArn: 'a', Include: ['AnomalyDetection'] } }
    const one = fact('elbv2:DescribeTargetGroups', { TargetGroups: [{ TargetGroupArn: 'a' }] })
    const facts = factsOf(
      one,
      fact(DescribeTargetHealth, { TargetHealthDescriptions: [{ Target: { Id: 'i-1' } }] }, more),
    )
    expect(targets(facts, 'a')).toEqual(['i-1'])
  })
})

describe('what is read for many keys at once', () => {
  const instances = fact('ec2:DescribeInstances', {
    Reservations: [
      {
        Instances: ['t3.nano', 'm7g.large'].map((InstanceType, index) => ({
          InstanceId: `i-${index}`,
          InstanceType,
        })),
      },
    ],
  })
  const DescribeInstanceTypes = 'ec2:DescribeInstanceTypes'
  const response = {
    InstanceTypes: [{ InstanceType: 'm7g.large' }, { InstanceType: 't3.nano' }, { InstanceType: 'x9.huge' }],
  }

  test.each([
    [
      'in one batch',
      [fact(DescribeInstanceTypes, response, { params: { InstanceTypes: ['t3.nano', 'm7g.large'] } })],
    ],
    [
      'in two',
      [
        fact(
          DescribeInstanceTypes,
          { InstanceTypes: [{ InstanceType: 'm7g.large' }] },
          { params: { InstanceTypes: ['m7g.large'] } },
        ),
        fact(
          DescribeInstanceTypes,
          { InstanceTypes: [{ InstanceType: 't3.nano' }] },
          { params: { InstanceTypes: ['t3.nano'] } },
        ),
      ],
    ],
    ['with all that there are', [fact(DescribeInstanceTypes, response)]],
  ])('is known for each key, asked %s', (_, pages) => {
    const table = factsOf(instances, ...pages).at(HERE).instanceTypes
    expect([...table].map((row) => row.id).toSorted()).toEqual(['m7g.large', 't3.nano'])
    expect(table.under('t3.nano')?.map((row) => row.InstanceType)).toEqual(['t3.nano'])
    expect(table.readIn()).toBe(true)
  })

  test('is partly unread where one of the batches failed', () => {
    const facts = factsOf(
      instances,
      fact(DescribeInstanceTypes, response, { params: { InstanceTypes: ['m7g.large'] } }),
      failed(DescribeInstanceTypes, {}, { params: { InstanceTypes: ['t3.nano'] } }),
    )
    expect(facts.partlyUnread('instanceTypes', HERE)?.reason).toMatch(/^for 1 of 2: UnauthorizedOperation/)
  })
})

describe('errors that are answers', () => {
  const zone = fact('route53:ListHostedZones', { HostedZones: [{ Id: '/hostedzone/Z1', Name: 'a.' }] })
  const records = (...names: readonly string[]) =>
    fact(
      'route53:ListResourceRecordSets',
      {
        ResourceRecordSets: names.map((Name) => ({
          Name,
          Type: 'CNAME',
          ResourceRecords: [{ Value: 's3-website-eu-west-1.amazonaws.com' }],
        })),
      },
      { params: { HostedZoneId: 'Z1' } },
    )
  const asked = (Bucket: string): Partial<Fact> => ({ ...WORLD, params: { Bucket } })
  const BUCKET = 's3:GetBucketLocation'

  test('a bucket that does not exist is read, and has no row; one of somebody else has one that says so', () => {
    const facts = factsOf(
      zone,
      records('gone.a.', 'foreign.a.', 'ours.a.', 'unsure.a.'),
      failed(BUCKET, { name: 'NoSuchBucket' }, asked('gone.a')),
      failed(BUCKET, { name: 'AccessDenied' }, asked('foreign.a')),
      fact(BUCKET, {}, asked('ours.a')),
      failed(BUCKET, { name: 'SlowDown' }, asked('unsure.a')),
    )
    const { bucketLocations } = facts.at(WORLD)
    expect(bucketLocations.under('gone.a')).toEqual([])
    expect(bucketLocations.under('foreign.a')).toMatchObject([{ id: 'foreign.a', Denied: true }])
    expect(bucketLocations.under('ours.a')).toMatchObject([{ id: 'ours.a', Denied: false }])
    expect(bucketLocations.under('unsure.a')).toBeUndefined()
  })
})

describe('what the edge keeps in us-east-1', () => {
  const list = (CertificateArn: string, more: Partial<Fact> = {}) =>
    fact('acm:ListCertificates', { CertificateSummaryList: [{ CertificateArn }] }, more)

  test('is known where that region was read for itself', () => {
    const facts = factsOf(list('arn:1'))
    expect([...facts.at(WORLD).edgeCertificates].map(({ id }) => id)).toEqual(['arn:1'])
  })

  test('is not known by what another region has', () => {
    const facts = factsOf(list('arn:1', { region: 'eu-west-1' }))
    expect(facts.unread('edgeCertificates', WORLD)).toBeDefined()
  })
})
