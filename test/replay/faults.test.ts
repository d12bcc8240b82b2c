import { DescribeVpcsCommand, EC2Client, paginateDescribeVpcs } from '@aws-sdk/client-ec2'
import {
  DescribeLoadBalancersCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { GlobalAcceleratorClient, ListAcceleratorsCommand } from '@aws-sdk/client-global-accelerator'
import { describe, expect, test } from 'vitest'
import { faulty } from '../../src/replay/faults.ts'
import type { Answered } from '../../src/replay/server.ts'
import { at, fact, kept, serve } from './support.ts'

const response = { Vpcs: [{ VpcId: 'vpc-1' }, { VpcId: 'vpc-2' }] }
const vpcs = [fact('ec2:DescribeVpcs', response)]
const ask = new DescribeVpcsCommand({})

test('throttled requests succeed when the SDK tries again', async () => {
  const seen: number[] = []
  const replay = await serve(vpcs, {
    // Slow enough that the second request finds the bucket empty on a busy machine, too.
    faults: { throttle: [{ rate: 2, burst: 1, operation: 'ec2:*' }] },
    onRequest: ({ status }) => seen.push(status),
  })
  const client = new EC2Client(at(replay, { maxAttempts: 12 }))
  const answers = await Promise.all([client.send(ask), client.send(ask)])
  expect(answers.map(kept)).toEqual([response, response])
  expect(seen.filter((status) => status === 503).length).toBeGreaterThan(0)
  expect(replay.requests.get('ec2:DescribeVpcs')).toBe(seen.length)
})

test('a bucket is that of one account and region, and fills with time', () => {
  let now = 0
  const fault = faulty({ throttle: [{ rate: 1, burst: 2 }] }, () => now)
  const thrice = (place: string) => [1, 2, 3].map(() => fault('ec2:DescribeVpcs', place))
  expect(thrice('1/us-east-1')).toEqual([undefined, undefined, 'throttle'])
  expect(thrice('1/eu-west-1')).toEqual([undefined, undefined, 'throttle'])
  now = 1000
  expect(thrice('1/us-east-1')).toEqual([undefined, 'throttle', 'throttle'])
})

test('denied operations are denied in the words of their service', async () => {
  const replay = await serve(vpcs, {
    faults: { deny: ['ec2:DescribeVpcs', 'elbv2:*', 'globalaccelerator:*'] },
  })
  await expect(new EC2Client(at(replay)).send(ask)).rejects.toMatchObject({
    name: 'UnauthorizedOperation',
    $metadata: { httpStatusCode: 403 },
  })
  const balancing = new ElasticLoadBalancingV2Client(at(replay))
  await expect(balancing.send(new DescribeLoadBalancersCommand({}))).rejects.toMatchObject({
    name: 'AccessDenied',
  })
  const accelerator = new GlobalAcceleratorClient(at(replay, { region: 'us-west-2' }))
  await expect(accelerator.send(new ListAcceleratorsCommand({}))).rejects.toMatchObject({
    name: 'AccessDeniedException',
  })
})

describe('faults that pass are overcome by the SDK, and lasting ones are errors', () => {
  test.each(['cut', 'fail'] as const)('%s', async (name) => {
    const once = await serve(vpcs, { faults: { [name]: ['ec2:*'], times: 1 } })
    expect(kept(await new EC2Client(at(once, { maxAttempts: 3 })).send(ask))).toEqual(response)
    expect(once.requests.get('ec2:DescribeVpcs')).toBe(2)

    const always = await serve(vpcs, { faults: { [name]: ['ec2:*'] } })
    await expect(new EC2Client(at(always)).send(ask)).rejects.toThrow(/aborted|internal error/)
  })

  test('garble', async () => {
    const replay = await serve(vpcs, { faults: { garble: ['ec2:DescribeVpcs'] } })
    await expect(new EC2Client(at(replay)).send(ask)).rejects.toThrow(/parse/)
  })

  test('stall', async () => {
    const replay = await serve(vpcs, { faults: { stall: ['*'] } })
    const abort = AbortSignal.timeout(100)
    await expect(new EC2Client(at(replay)).send(ask, { abortSignal: abort })).rejects.toThrow(/abort/)
  })
})

test('a token that repeats leads back to the first page, for ever', async () => {
  const client = new EC2Client(
    at(await serve(vpcs, { pageSize: 1, faults: { repeatToken: ['ec2:DescribeVpcs'] } })),
  )
  const pages = paginateDescribeVpcs({ client }, {})
  const first = (await pages.next()).value
  const second = (await pages.next()).value
  expect(second?.NextToken).toBe(first?.NextToken)
  expect(second?.Vpcs).toEqual(first?.Vpcs)
})

test('latency, and a word on each request', async () => {
  const seen: Answered[] = []
  const replay = await serve(vpcs, { faults: { latencyMs: 50 }, onRequest: (request) => seen.push(request) })
  const start = performance.now()
  await new EC2Client(at(replay)).send(new DescribeVpcsCommand({ VpcIds: ['vpc-2'], MaxResults: 5 }))
  expect(performance.now() - start).toBeGreaterThan(45)
  expect(seen).toEqual([
    {
      account: '111111111111',
      region: 'us-east-1',
      operation: 'ec2:DescribeVpcs',
      params: { VpcIds: ['vpc-2'], MaxResults: 5 },
      status: 200,
    },
  ])
})
