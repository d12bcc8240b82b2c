import { ACMClient, ListCertificatesCommand } from '@aws-sdk/client-acm'
import { AutoScalingClient, DescribeAutoScalingGroupsCommand } from '@aws-sdk/client-auto-scaling'
import {
  DescribeInstanceTypesCommand,
  DescribeInstancesCommand,
  DescribeLaunchTemplateVersionsCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2'
import {
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import {
  GetHealthCheckCommand,
  ListHealthChecksCommand,
  ListHostedZonesCommand,
  ListResourceRecordSetsCommand,
  Route53Client,
} from '@aws-sdk/client-route-53'
import { mockClient } from 'aws-sdk-client-mock'
import { beforeEach, describe, expect, test } from 'vitest'
import { type Progress, collect } from '../../src/aws/collect.ts'
import { HERE, WORLD } from '../support/facts.ts'
import { mocked, read } from '../support/reading.ts'

const ec2 = mockClient(EC2Client)
const balancing = mockClient(ElasticLoadBalancingV2Client)
const route53 = mockClient(Route53Client)
const scaling = mockClient(AutoScalingClient)
const acm = mockClient(ACMClient)

beforeEach(() => {
  for (const mock of [ec2, balancing, route53, scaling, acm]) mock.reset()
})

const refusal = (name: string, message: string): Error => Object.assign(new Error(message), { name })
const asked = (mock: {
  calls(): readonly { args: readonly [{ input: unknown }, ...unknown[]] }[]
}): readonly unknown[] => mock.calls().map(({ args }) => args[0].input)

describe('reading a kind', () => {
  test('goes from page to page, and each is a fact', async () => {
    ec2
      .on(DescribeVpcsCommand, { NextToken: undefined })
      .resolves({ Vpcs: [{ VpcId: 'vpc-1' }], NextToken: 'two' })
      .on(DescribeVpcsCommand, { NextToken: 'two' })
      .resolves({ Vpcs: [{ VpcId: 'vpc-2' }] })
    expect(await read(mocked(), ['vpcs'])).toEqual([
      { ...HERE, operation: 'ec2:DescribeVpcs', response: { Vpcs: [{ VpcId: 'vpc-1' }], NextToken: 'two' } },
      { ...HERE, operation: 'ec2:DescribeVpcs', response: { Vpcs: [{ VpcId: 'vpc-2' }] } },
    ])
    expect(asked(ec2)).toEqual([{ MaxResults: 1000 }, { MaxResults: 1000, NextToken: 'two' }])
  })

  test('asks nothing but what the kinds need, and each operation once a place', async () => {
    ec2.on(DescribeVpcsCommand).resolves({ Vpcs: [] }).on(DescribeSubnetsCommand).resolves({ Subnets: [] })
    const facts = await read(mocked('us-east-1', 'eu-west-1'), ['vpcs', 'subnets', 'vpcs'])
    expect(facts.map(({ region, operation }) => `${region} ${operation}`).sort()).toEqual([
      'eu-west-1 ec2:DescribeSubnets',
      'eu-west-1 ec2:DescribeVpcs',
      'us-east-1 ec2:DescribeSubnets',
      'us-east-1 ec2:DescribeVpcs',
    ])
    expect(ec2.calls()).toHaveLength(4)
  })

  test('asks global services once, for however many regions', async () => {
    route53
      .on(ListHostedZonesCommand)
      .resolves({
        HostedZones: [{ Id: '/hostedzone/Z1', Name: 'a.', CallerReference: '' }],
        IsTruncated: false,
        MaxItems: 100,
        Marker: '',
      })
      .on(ListResourceRecordSetsCommand)
      .resolves({ ResourceRecordSets: [], IsTruncated: false, MaxItems: 300 })
    const facts = await read(mocked('us-east-1', 'eu-west-1', 'us-west-2'), ['resourceRecordSets'])
    expect(facts.map(({ operation, params, region }) => ({ operation, params, region }))).toEqual([
      { operation: 'route53:ListHostedZones', params: undefined, region: WORLD.region },
      { operation: 'route53:ListResourceRecordSets', params: { HostedZoneId: 'Z1' }, region: WORLD.region },
    ])
  })

  test('turns a refusal into a fact, and goes on with the others', async () => {
    ec2
      .on(DescribeVpcsCommand)
      .rejects(refusal('UnauthorizedOperation', 'Not you. Encoded authorization failure message: aGVsbG8='))
      .on(DescribeSubnetsCommand)
      .resolves({ Subnets: [] })
    const seen: number[] = []
    const facts = await read(mocked(), ['vpcs', 'subnets'], ({ failed, done, planned }) => {
      seen.push(failed)
      expect(done).toBeLessThanOrEqual(planned)
    })
    expect(facts).toContainEqual({
      ...HERE,
      operation: 'ec2:DescribeVpcs',
      error: { name: 'UnauthorizedOperation', message: 'Not you.' },
    })
    expect(facts).toContainEqual({ ...HERE, operation: 'ec2:DescribeSubnets', response: { Subnets: [] } })
    expect(seen).toHaveLength(2)
  })

  test('keeps the pages before a failure, and says that there were more', async () => {
    ec2
      .on(DescribeVpcsCommand, { NextToken: undefined })
      .resolves({ Vpcs: [{ VpcId: 'vpc-1' }], NextToken: 'two' })
      .on(DescribeVpcsCommand, { NextToken: 'two' })
      .rejects(refusal('RequestLimitExceeded', 'Slow down.'))
    const [first, second] = await read(mocked(), ['vpcs'])
    expect(first?.response).toBeDefined()
    expect(second).toEqual({
      ...HERE,
      operation: 'ec2:DescribeVpcs',
      error: { name: 'RequestLimitExceeded', message: 'Slow down.' },
    })
  })

  test('ends where page tokens go in a circle', async () => {
    ec2
      .on(DescribeVpcsCommand)
      .resolves({ NextToken: 'a' })
      .on(DescribeVpcsCommand, { NextToken: 'a' })
      .resolves({ NextToken: 'b' })
      .on(DescribeVpcsCommand, { NextToken: 'b' })
      .resolves({ NextToken: 'a' })
    const facts = await read(mocked(), ['vpcs'])
    expect(facts).toHaveLength(4)
    expect(facts.at(-1)?.error?.message).toBe('AWS gave the same page token twice: the list has no end.')
  })

  test('stops asking when a fact cannot be stored, and fails with the reason', async () => {
    ec2.on(DescribeVpcsCommand).resolves({ Vpcs: [], NextToken: 'two' })
    balancing
      .on(DescribeTargetGroupsCommand)
      .resolves({ TargetGroups: [{ TargetGroupArn: 'a' }], NextMarker: 'two' })
    const full = new Error('The disk is full.')
    const reading = collect({
      session: mocked(),
      kinds: ['vpcs', 'targetHealth'],
      onFact: () => Promise.reject(full),
    })
    await expect(reading).rejects.toBe(full)
    expect(ec2.calls().length + balancing.calls().length).toBe(2)
  })
})

describe('what is read once a parent', () => {
  test('is asked for as soon as the parent is known, and not when all are', async () => {
    let childAsked = (): void => {}
    const child = new Promise<void>((resolve) => (childAsked = resolve))
    balancing
      .on(DescribeTargetGroupsCommand, { Marker: undefined })
      .resolves({ TargetGroups: [{ TargetGroupArn: 'a' }], NextMarker: 'two' })
      .on(DescribeTargetGroupsCommand, { Marker: 'two' })
      // The second page comes only when the first one's child was asked for.
      .callsFake(() => child.then(() => ({ TargetGroups: [{ TargetGroupArn: 'b' }] })))
      .on(DescribeTargetHealthCommand)
      .callsFake(() => {
        childAsked()
        return Promise.resolve({ TargetHealthDescriptions: [] })
      })
    const facts = await read(mocked(), ['targetHealth'])
    expect(facts.flatMap(({ params }) => (params ? [params] : []))).toEqual([
      { TargetGroupArn: 'a' },
      { TargetGroupArn: 'b' },
    ])
  })

  test('is asked for once, however many rows name it, and not for rows that name nothing', async () => {
    const group = (Version?: string) => ({ LaunchTemplate: { LaunchTemplateId: 'lt-1', Version } })
    scaling.on(DescribeAutoScalingGroupsCommand).resolves({
      AutoScalingGroups: [
        { LaunchTemplate: {} },
        group('3'),
        group('3'),
        group(),
        { MixedInstancesPolicy: {} },
      ].map((one, index) => ({
        AutoScalingGroupName: `g${index}`,
        ...one,
      })) as never,
    })
    ec2.on(DescribeLaunchTemplateVersionsCommand).resolves({ LaunchTemplateVersions: [] })
    await read(mocked(), ['launchTemplateVersions'])
    expect(asked(ec2)).toEqual([
      { LaunchTemplateId: 'lt-1', Versions: ['3'] },
      { LaunchTemplateId: 'lt-1', Versions: ['$Default'] },
    ])
  })

  test.each([
    ['an item with nothing in it', { TargetGroups: [{}] }],
    ['a null list', { TargetGroups: null }],
    ['a text for the list', { TargetGroups: 'none' }],
    ['nothing at all', {}],
  ] as readonly (readonly [string, object])[])('%s has no children', async (_, answer) => {
    balancing.on(DescribeTargetGroupsCommand).resolves(answer)
    const facts = await read(mocked(), ['targetHealth'])
    expect(facts.map(({ operation, error }) => [operation, error])).toEqual([
      ['elbv2:DescribeTargetGroups', undefined],
    ])
  })
})

test('keys go out in batches of a hundred at most, each key once', async () => {
  const page = (from: number, count: number) => ({
    Reservations: [
      {
        Instances: Array.from({ length: count }, (_, index) => ({
          InstanceId: `i-${index}`,
          InstanceType: `type.${from + index}` as never,
        })),
      },
    ],
  })
  ec2
    .on(DescribeInstancesCommand, { NextToken: undefined })
    .resolves({ ...page(0, 130), NextToken: 'two' })
    .on(DescribeInstancesCommand, { NextToken: 'two' })
    .resolves(page(100, 150))
    .on(DescribeInstanceTypesCommand)
    .resolves({ InstanceTypes: [] })
  await read(mocked(), ['instanceTypes'])
  const batches = ec2
    .commandCalls(DescribeInstanceTypesCommand)
    .map(({ args }) => args[0].input.InstanceTypes ?? [])
  expect(batches.map((batch) => batch.length)).toEqual([100, 100, 50])
  expect(new Set(batches.flat()).size).toBe(250)
})

describe('what is not asked twice', () => {
  test('a list of the edge that its region is asked for, too', async () => {
    const CertificateSummaryList = [
      { CertificateArn: 'arn:aws:acm:us-east-1:1:certificate/1', Type: 'IMPORTED' as const },
    ]
    acm.on(ListCertificatesCommand).resolves({ CertificateSummaryList })
    const facts = await read(mocked('us-east-1', 'eu-west-1'), ['certificates', 'edgeCertificates'])
    expect(facts.map(({ region }) => region).sort()).toEqual(['eu-west-1', 'global', 'us-east-1'])
    expect(facts.map(({ response }) => response)).toEqual(facts.map(() => ({ CertificateSummaryList })))
    expect(acm.calls()).toHaveLength(2)
  })

  test('a health check that the list has; one that it has not is asked for by its id', async () => {
    const record = (HealthCheckId: string) => ({
      Name: `${HealthCheckId}.`,
      Type: 'A' as const,
      ResourceRecords: [{ Value: '192.0.2.1' }],
      HealthCheckId,
    })
    route53
      .on(ListHostedZonesCommand)
      .resolves({
        HostedZones: [{ Id: '/hostedzone/Z1', Name: 'a.', CallerReference: '' }],
        IsTruncated: false,
        MaxItems: 100,
        Marker: '',
      })
      .on(ListResourceRecordSetsCommand)
      .resolves({ ResourceRecordSets: [record('listed'), record('gone')], IsTruncated: false, MaxItems: 300 })
      .on(ListHealthChecksCommand)
      .resolves({
        HealthChecks: [
          { Id: 'listed', CallerReference: '', HealthCheckConfig: { Type: 'TCP' }, HealthCheckVersion: 1 },
        ],
        IsTruncated: false,
        MaxItems: 1000,
        Marker: '',
      })
      .on(GetHealthCheckCommand)
      .rejects(refusal('NoSuchHealthCheck', 'There is none.'))
    const facts = await read(mocked(), ['unlistedHealthChecks'])
    expect(facts.filter(({ operation }) => operation === 'route53:GetHealthCheck')).toEqual([
      {
        ...WORLD,
        operation: 'route53:GetHealthCheck',
        params: { HealthCheckId: 'gone' },
        error: { name: 'NoSuchHealthCheck', message: 'There is none.' },
      },
    ])
  })
})

test('says how long the requests take that one rate holds up', async () => {
  const HostedZones = Array.from({ length: 30 }, (_, index) => ({
    Id: `/hostedzone/Z${index}`,
    Name: 'a.',
    CallerReference: '',
  }))
  route53
    .on(ListHostedZonesCommand)
    .resolves({ HostedZones, IsTruncated: false, MaxItems: 100, Marker: '' })
    .on(ListResourceRecordSetsCommand)
    .resolves({ ResourceRecordSets: [], IsTruncated: false, MaxItems: 300 })
  const held: Progress['held'][] = []
  await read(mocked(), ['resourceRecordSets'], (progress) => held.push(progress.held))
  const worst = Math.max(...held.map((one) => one?.requests ?? 0))
  expect(worst).toBeGreaterThanOrEqual(20)
  // Seven of ten requests a second are ours.
  expect(held.find((one) => one?.requests === worst)).toEqual({
    by: 'route53',
    requests: worst,
    seconds: worst / 7,
  })
  expect(held.at(-1)).toBeUndefined()
})
