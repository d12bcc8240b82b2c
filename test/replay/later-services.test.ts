import { ACMClient, ListCertificatesCommand } from '@aws-sdk/client-acm'
import { CloudWatchLogsClient, DescribeDeliverySourcesCommand } from '@aws-sdk/client-cloudwatch-logs'
import { GetBucketLocationCommand, S3Client } from '@aws-sdk/client-s3'
import {
  ListResolverEndpointIpAddressesCommand,
  ListResolverEndpointsCommand,
  Route53ResolverClient,
} from '@aws-sdk/client-route53resolver'
import { expect, test } from 'vitest'
import { at, fact, kept, per, serve } from './support.ts'

const BUCKET = 's3:GetBucketLocation'

test('S3 is asked with the bucket in the path, and says of a bucket that there is none', async () => {
  const replay = await serve([
    fact(BUCKET, {}, { region: 'global', ...per({ Bucket: 'www.example.com' }) }),
    fact(BUCKET, undefined, {
      region: 'global',
      ...per({ Bucket: 'gone' }),
      error: { name: 'NoSuchBucket', message: 'The specified bucket does not exist' },
    }),
  ])
  const s3 = new S3Client({ ...at(replay), forcePathStyle: true })
  await expect(s3.send(new GetBucketLocationCommand({ Bucket: 'www.example.com' }))).resolves.toBeDefined()
  await expect(s3.send(new GetBucketLocationCommand({ Bucket: 'gone' }))).rejects.toMatchObject({
    name: 'NoSuchBucket',
  })
})

test('Route 53 Resolver is served to a client of before the SDK had schemas, page by page', async () => {
  const ResolverEndpoints = ['rslvr-in-1', 'rslvr-out-2'].map((Id) => ({ Id, IpAddressCount: 2 }))
  const IpAddresses = [{ IpId: 'rni-1', Ip: '10.0.0.10', Status: 'ATTACHED' }]
  const replay = await serve(
    [
      fact('route53resolver:ListResolverEndpoints', { ResolverEndpoints }),
      fact(
        'route53resolver:ListResolverEndpointIpAddresses',
        { IpAddresses },
        per({ ResolverEndpointId: 'rslvr-in-1' }),
      ),
    ],
    { pageSize: 1 },
  )
  const resolver = new Route53ResolverClient(at(replay))
  const first = await resolver.send(new ListResolverEndpointsCommand({}))
  const second = await resolver.send(new ListResolverEndpointsCommand({ NextToken: String(first.NextToken) }))
  expect([first.ResolverEndpoints, second.ResolverEndpoints].flat()).toEqual(ResolverEndpoints)
  expect(second.NextToken).toBeUndefined()
  const addresses = await resolver.send(
    new ListResolverEndpointIpAddressesCommand({ ResolverEndpointId: 'rslvr-in-1' }),
  )
  expect(kept(addresses)).toEqual({ IpAddresses })
  await expect(
    resolver.send(new ListResolverEndpointIpAddressesCommand({ ResolverEndpointId: 'rslvr-in-9' })),
  ).rejects.toThrow('does not hold')
})

test('what an account has at the edge is answered in us-east-1, and nowhere else', async () => {
  const CertificateSummaryList = [{ CertificateArn: 'arn:aws:acm:us-east-1:111111111111:certificate/1' }]
  const replay = await serve([
    fact('acm:ListCertificates', { CertificateSummaryList }, { region: 'global' }),
    fact('ec2:DescribeVpcs', { Vpcs: [] }, { region: 'eu-west-1' }),
  ])
  const list = (region: string) => new ACMClient(at(replay, { region })).send(new ListCertificatesCommand({}))
  expect((await list('us-east-1')).CertificateSummaryList).toEqual(CertificateSummaryList)
  await expect(list('eu-west-1')).rejects.toThrow('does not hold')
})

test('CloudWatch Logs pages by names that begin with small letters', async () => {
  const deliverySources = ['a', 'b'].map((name) => ({
    name,
    resourceArns: [`arn:aws:elasticloadbalancing:${name}`],
  }))
  const replay = await serve([fact('logs:DescribeDeliverySources', { deliverySources })], { pageSize: 1 })
  const logs = new CloudWatchLogsClient(at(replay))
  const first = await logs.send(new DescribeDeliverySourcesCommand({}))
  const second = await logs.send(new DescribeDeliverySourcesCommand({ nextToken: first.nextToken }))
  expect([first.deliverySources, second.deliverySources].flat()).toEqual(deliverySources)
})
