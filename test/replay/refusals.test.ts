import { ListDistributionsCommand, CloudFrontClient } from '@aws-sdk/client-cloudfront'
import { CreateVpcCommand, DescribeVpcsCommand, EC2Client } from '@aws-sdk/client-ec2'
import {
  DescribeListenersCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { GlobalAcceleratorClient, ListAcceleratorsCommand } from '@aws-sdk/client-global-accelerator'
import { CreateHostedZoneCommand, ListHostedZonesCommand, Route53Client } from '@aws-sdk/client-route-53'
import { describe, expect, test } from 'vitest'
import { at, fact, kept, per, post, serve, signed } from './support.ts'

const vpcs = fact('ec2:DescribeVpcs', { Vpcs: [{ VpcId: 'vpc-1' }] })

const error = (name: string) => ({ error: { name, message: `because <of> ${name}` } })
const fails = (name: string, httpStatusCode: number) => ({
  name,
  message: `because <of> ${name}`,
  $metadata: { httpStatusCode },
})

test('a failed read fails in the same words, and with the status of its kind', async () => {
  const replay = await serve([
    fact('ec2:DescribeVpcs', undefined, error('UnauthorizedOperation')),
    fact('route53:ListHostedZones', undefined, error('AccessDenied')),
    fact('cloudfront:ListDistributions', undefined, error('AccessDenied')),
    fact('globalaccelerator:ListAccelerators', undefined, error('AccessDeniedException')),
    fact('elbv2:DescribeListeners', undefined, { ...error('Throttling'), ...per({ LoadBalancerArn: 'a' }) }),
  ])
  await expect(new EC2Client(at(replay)).send(new DescribeVpcsCommand({}))).rejects.toMatchObject(
    fails('UnauthorizedOperation', 403),
  )
  await expect(new Route53Client(at(replay)).send(new ListHostedZonesCommand({}))).rejects.toMatchObject(
    fails('AccessDenied', 403),
  )
  await expect(new CloudFrontClient(at(replay)).send(new ListDistributionsCommand({}))).rejects.toMatchObject(
    fails('AccessDenied', 403),
  )
  const accelerator = new GlobalAcceleratorClient(at(replay, { region: 'us-west-2' }))
  await expect(accelerator.send(new ListAcceleratorsCommand({}))).rejects.toMatchObject(
    fails('AccessDeniedException', 400),
  )
  const balancing = new ElasticLoadBalancingV2Client(at(replay))
  await expect(balancing.send(new DescribeListenersCommand({ LoadBalancerArn: 'a' }))).rejects.toMatchObject(
    fails('Throttling', 503),
  )
})

describe('what the snapshot cannot answer truly is refused', () => {
  test('an operation that it does not hold', async () => {
    const replay = await serve([fact('ec2:DescribeSubnets', { Subnets: [] })])
    await expect(new EC2Client(at(replay)).send(new DescribeVpcsCommand({}))).rejects.toMatchObject({
      name: 'UnsupportedOperation',
      message: 'The snapshot does not hold ec2:DescribeVpcs in 111111111111/us-east-1.',
    })
  })

  test('a resource that it does not hold', async () => {
    const replay = await serve([
      fact('elbv2:DescribeListeners', { Listeners: [] }, per({ LoadBalancerArn: 'a' })),
    ])
    const client = new ElasticLoadBalancingV2Client(at(replay))
    await expect(client.send(new DescribeListenersCommand({ LoadBalancerArn: 'b' }))).rejects.toMatchObject({
      name: 'UnsupportedOperation',
    })
  })

  test('a filter, unless the facts were asked with the same', async () => {
    const Filters = [{ Name: 'is-default', Values: ['true', 'x'] }]
    const filtered = fact('ec2:DescribeVpcs', { Vpcs: [] }, per({ Filters }))
    const strict = new EC2Client(at(await serve([vpcs])))
    await expect(strict.send(new DescribeVpcsCommand({ Filters }))).rejects.toMatchObject({
      name: 'InvalidParameterValue',
      message: 'The replay endpoint does not support Filters for ec2:DescribeVpcs.',
    })
    const client = new EC2Client(at(await serve([vpcs, filtered])))
    expect(kept(await client.send(new DescribeVpcsCommand({ Filters })))).toEqual({ Vpcs: [] })
    expect(kept(await client.send(new DescribeVpcsCommand({ DryRun: false })))).toEqual(vpcs.response)
  })

  test('a change, of whatever service', async () => {
    const replay = await serve([vpcs])
    const readOnly = { $metadata: { httpStatusCode: 403 }, message: expect.stringContaining('read-only') }
    const create = new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' })
    await expect(new EC2Client(at(replay)).send(create)).rejects.toMatchObject(readOnly)
    const zone = new CreateHostedZoneCommand({ Name: 'example.com', CallerReference: 'x' })
    await expect(new Route53Client(at(replay)).send(zone)).rejects.toMatchObject(readOnly)
  })
})

describe('malformed requests are refused, and the endpoint stays up', () => {
  const asked: Readonly<
    Record<string, readonly [body: string, headers?: Record<string, string>, path?: string]>
  > = {
    'no service': ['Action=DescribeVpcs'],
    'no operation': ['', signed('ec2')],
    'an unknown operation': ['Action=DescribeNothing', signed('ec2')],
    'an unknown service': ['Action=ListBuckets', signed('s3')],
    'a strange signature': ['Action=DescribeVpcs', { authorization: 'Bearer x' }],
    'an unknown parameter': ['Action=DescribeVpcs&Nonsense=1', signed('ec2')],
    'a list without positions': ['Action=DescribeVpcs&VpcId.x=1', signed('ec2')],
    'a structure without members': ['Action=DescribeVpcs&Filter=1&Filter.1=2', signed('ec2')],
    'a deep parameter': [`Action=DescribeVpcs&${'a.'.repeat(5000)}=1`, signed('ec2')],
    'a prototype': ['Action=DescribeVpcs&__proto__.x=1', signed('ec2')],
    'a size of 0': ['Action=DescribeVpcs&MaxResults=0', signed('ec2')],
    'a size that is no number': ['Action=DescribeVpcs&MaxResults=many', signed('ec2')],
    'a body that is no JSON': ['{', { ...signed('globalaccelerator'), 'x-amz-target': 'X.ListAccelerators' }],
    'a body that is no structure': [
      '[]',
      { ...signed('globalaccelerator'), 'x-amz-target': 'X.ListAccelerators' },
    ],
    'an unknown path': ['', signed('route53'), '/nowhere'],
    'a path that is badly encoded': ['', signed('route53'), '/2013-04-01/tags/%E0%A4%A'],
  }
  test.each(Object.entries(asked))('%s', async (_name, [body, headers, path]) => {
    const replay = await serve([vpcs, fact('globalaccelerator:ListAccelerators', { Accelerators: [] })])
    const response = await post(replay, body, headers, path)
    expect(await response.text()).not.toContain('endpoint failed')
    expect(response.status).toBe(400)
    expect((await post(replay, 'Action=DescribeVpcs', signed('ec2'))).status).toBe(200)
  })

  test('a body without end', async () => {
    const replay = await serve([vpcs])
    const response = await post(replay, `Action=DescribeVpcs&x=${'x'.repeat(2_000_000)}`, signed('ec2'))
    expect(response.status).toBe(413)
  })

  test('unsigned requests are for the default region, and tell their service themselves', async () => {
    const replay = await serve([vpcs])
    const response = await post(replay, 'Action=DescribeVpcs&Version=2016-11-15')
    expect(await response.text()).toContain('<vpcId>vpc-1</vpcId>')
  })
})
