import { paginateDescribeAutoScalingGroups } from '@aws-sdk/client-auto-scaling'
import { AutoScalingClient } from '@aws-sdk/client-auto-scaling'
import { CloudFrontClient, paginateListDistributions } from '@aws-sdk/client-cloudfront'
import {
  DescribeAvailabilityZonesCommand,
  DescribeVpcsCommand,
  EC2Client,
  paginateDescribeVpcs,
} from '@aws-sdk/client-ec2'
import {
  ElasticLoadBalancingClient,
  paginateDescribeLoadBalancers,
} from '@aws-sdk/client-elastic-load-balancing'
import {
  ElasticLoadBalancingV2Client,
  paginateDescribeLoadBalancers as paginateDescribeLoadBalancersV2,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { GlobalAcceleratorClient, paginateListAccelerators } from '@aws-sdk/client-global-accelerator'
import {
  ListResourceRecordSetsCommand,
  type ListResourceRecordSetsCommandInput,
  paginateListHostedZones,
  Route53Client,
} from '@aws-sdk/client-route-53'
import { expect, test } from 'vitest'
import { at, fact, kept, per, serve } from './support.ts'

const ids = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${prefix}-${index}`)
const vpcs = ids('vpc', 5).map((VpcId) => ({ VpcId }))
const stored = [
  fact('ec2:DescribeVpcs', { Vpcs: vpcs.slice(0, 3), NextToken: 'of-back-then' }),
  fact('ec2:DescribeVpcs', { Vpcs: vpcs.slice(3) }),
]

async function pagesOf<Page>(paginator: AsyncIterable<Page>): Promise<Page[]> {
  const pages: Page[] = []
  for await (const page of paginator) pages.push(page)
  return pages
}

test('stored pages are one list, paged anew by what the request asks', async () => {
  const client = new EC2Client(at(await serve(stored)))
  const pages = await pagesOf(paginateDescribeVpcs({ client, pageSize: 2 }, {}))
  expect(pages.map((page) => page.Vpcs?.length)).toEqual([2, 2, 1])
  expect(pages.flatMap((page) => page.Vpcs)).toEqual(vpcs)
  expect(kept(await client.send(new DescribeVpcsCommand({})))).toEqual({ Vpcs: vpcs })
})

test('an endpoint may keep its pages small', async () => {
  const client = new EC2Client(at(await serve(stored, { pageSize: 1 })))
  expect(await pagesOf(paginateDescribeVpcs({ client }, { MaxResults: 500 }))).toHaveLength(5)
})

test('every way of paging is read by its own paginator', async () => {
  const balancers = ids('lb', 3)
  const distributions = ids('E', 3).map((Id) => ({ Id }))
  const replay = await serve(
    [
      fact('elbv2:DescribeLoadBalancers', {
        LoadBalancers: balancers.map((LoadBalancerArn) => ({ LoadBalancerArn })),
      }),
      fact('elb:DescribeLoadBalancers', {
        LoadBalancerDescriptions: balancers.map((LoadBalancerName) => ({ LoadBalancerName })),
      }),
      fact('autoscaling:DescribeAutoScalingGroups', {
        AutoScalingGroups: balancers.map((AutoScalingGroupName) => ({ AutoScalingGroupName })),
      }),
      fact('globalaccelerator:ListAccelerators', { Accelerators: balancers.map((Name) => ({ Name })) }),
      fact('route53:ListHostedZones', { HostedZones: balancers.map((Id) => ({ Id })), IsTruncated: false }),
      fact('cloudfront:ListDistributions', { DistributionList: { Quantity: 3, Items: distributions } }),
    ],
    { pageSize: 2 },
  )
  const v2 = await pagesOf(
    paginateDescribeLoadBalancersV2({ client: new ElasticLoadBalancingV2Client(at(replay)) }, {}),
  )
  expect(v2.flatMap((page) => page.LoadBalancers?.map((item) => item.LoadBalancerArn))).toEqual(balancers)

  const old = await pagesOf(
    paginateDescribeLoadBalancers({ client: new ElasticLoadBalancingClient(at(replay)) }, {}),
  )
  expect(old.flatMap((page) => page.LoadBalancerDescriptions?.map((item) => item.LoadBalancerName))).toEqual(
    balancers,
  )

  const groups = await pagesOf(
    paginateDescribeAutoScalingGroups({ client: new AutoScalingClient(at(replay)) }, {}),
  )
  expect(groups.flatMap((page) => page.AutoScalingGroups?.map((item) => item.AutoScalingGroupName))).toEqual(
    balancers,
  )

  const accelerators = await pagesOf(
    paginateListAccelerators(
      { client: new GlobalAcceleratorClient(at(replay, { region: 'us-west-2' })) },
      {},
    ),
  )
  expect(accelerators.flatMap((page) => page.Accelerators?.map((item) => item.Name))).toEqual(balancers)

  const zones = await pagesOf(paginateListHostedZones({ client: new Route53Client(at(replay)) }, {}))
  expect(zones.flatMap((page) => page.HostedZones?.map((item) => item.Id))).toEqual(balancers)
  expect(zones.map((page) => page.IsTruncated)).toEqual([true, false])
  expect(zones[1]?.Marker).toBe(zones[0]?.NextMarker)

  const lists = await pagesOf(paginateListDistributions({ client: new CloudFrontClient(at(replay)) }, {}))
  expect(lists.map((page) => page.DistributionList?.Quantity)).toEqual([2, 1])
  expect(lists.map((page) => page.DistributionList?.MaxItems)).toEqual([2, 2])
  expect(lists.flatMap((page) => page.DistributionList?.Items)).toEqual(distributions)
})

test('record sets go on at the record that the page before names', async () => {
  const records = ['a', 'b', 'b', 'c'].map((name, index) => ({
    Name: `${name}.example.com.`,
    Type: 'A' as const,
    ...(name === 'b' ? { SetIdentifier: `set-${index}` } : {}),
  }))
  const replay = await serve([
    fact('route53:ListResourceRecordSets', { ResourceRecordSets: records }, per({ HostedZoneId: 'Z1' })),
  ])
  const client = new Route53Client(at(replay))
  const read = []
  let start: Omit<ListResourceRecordSetsCommandInput, 'HostedZoneId'> = {}
  for (let more = true; more;) {
    const page = await client.send(
      new ListResourceRecordSetsCommand({ HostedZoneId: 'Z1', MaxItems: 1, ...start }),
    )
    read.push(...(page.ResourceRecordSets ?? []))
    more = page.IsTruncated ?? false
    start = {
      StartRecordName: page.NextRecordName,
      StartRecordType: page.NextRecordType,
      StartRecordIdentifier: page.NextRecordIdentifier,
    }
  }
  expect(read).toEqual(records)
})

test('a token of another request is refused', async () => {
  const replay = await serve([...stored, fact('ec2:DescribeVpcs', { Vpcs: [] }, { region: 'eu-west-1' })])
  const { NextToken } = await new EC2Client(at(replay)).send(new DescribeVpcsCommand({ MaxResults: 2 }))
  const elsewhere = new EC2Client(at(replay, { region: 'eu-west-1' })).send(
    new DescribeVpcsCommand({ NextToken }),
  )
  await expect(elsewhere).rejects.toMatchObject({
    name: 'InvalidNextToken',
    $metadata: { httpStatusCode: 400 },
  })
  const invented = new EC2Client(at(replay)).send(new DescribeVpcsCommand({ NextToken: 'x' }))
  await expect(invented).rejects.toMatchObject({ name: 'InvalidNextToken' })
})

test('an error that ended the reading ends it again, after the pages that came before', async () => {
  const error = { name: 'InternalError', message: 'no more' }
  const client = new EC2Client(at(await serve([...stored, fact('ec2:DescribeVpcs', undefined, { error })])))
  const pages = paginateDescribeVpcs({ client }, {})
  expect((await pages.next()).value?.Vpcs).toEqual(vpcs)
  await expect(pages.next()).rejects.toMatchObject({ name: 'InternalError', message: 'no more' })
})

test('who does not ask for all zones gets those that the account may use', async () => {
  const zones = [
    { ZoneId: 'use1-az1', OptInStatus: 'opt-in-not-required' as const },
    { ZoneId: 'use1-bos1-az1', OptInStatus: 'not-opted-in' as const },
  ]
  const all = fact(
    'ec2:DescribeAvailabilityZones',
    { AvailabilityZones: zones },
    per({ AllAvailabilityZones: true }),
  )
  const ec2 = new EC2Client(at(await serve([all])))
  const idsOf = async (asked: object): Promise<readonly unknown[]> =>
    ((await ec2.send(new DescribeAvailabilityZonesCommand(asked))).AvailabilityZones ?? []).map(
      (one) => one.ZoneId,
    )
  expect(await idsOf({})).toEqual(['use1-az1'])
  expect(await idsOf({ AllAvailabilityZones: true })).toEqual(['use1-az1', 'use1-bos1-az1'])
})
