import { CreateVpcCommand, DescribeSnapshotsCommand } from '@aws-sdk/client-ec2'
import { describe, expect, test, vi } from 'vitest'
import { commands } from '../../src/aws/clients/ec2.ts'
import { isDeclaredRead } from '../../src/aws/read-only.ts'
import type { Fact } from '../../src/snapshot/fact.ts'
import type { Answered, ReplayOptions } from '../../src/replay/server.ts'
import { company } from '../support/company.ts'
import { fact } from '../support/facts.ts'
import { read, sessionOf } from '../support/reading.ts'
import { serve } from '../replay/support.ts'
import { type KindName, kinds } from '../../src/inventory/kinds/index.ts'

const vpcs = fact('ec2:DescribeVpcs', { Vpcs: [{ VpcId: 'vpc-1' }, { VpcId: 'vpc-2' }] })
const addresses = fact('ec2:DescribeAddresses', { Addresses: [] })

/** Reads VPCs and addresses from an endpoint that misbehaves. */
async function readVpcs(faults: ReplayOptions['faults'], requestTimeout = 5000) {
  const replay = await serve([vpcs, addresses], { faults: faults ?? {} })
  const facts = await read(await sessionOf(replay, { requestTimeout }), ['vpcs', 'addresses'])
  const one = (operation: string) => facts.filter((found) => found.operation === operation)
  return { vpcs: one('ec2:DescribeVpcs'), addresses: one('ec2:DescribeAddresses'), replay }
}

describe('over the wire', () => {
  test.each(['cut', 'fail', 'throttle'] as const)('a passing fault is overcome: %s', async (name) => {
    const faults =
      name === 'throttle'
        ? { throttle: [{ rate: 20, burst: 1, operation: 'ec2:DescribeVpcs' }] }
        : { [name]: ['ec2:DescribeVpcs'] }
    const facts = await readVpcs({ ...faults, ...(name === 'throttle' ? {} : { times: 1 }) })
    expect(facts.vpcs).toEqual([vpcs])
  })

  test.each([
    [
      'deny',
      { name: 'UnauthorizedOperation', message: 'You are not authorized to perform ec2:DescribeVpcs.' },
    ],
    ['garble', { name: 'HTTP 200', message: 'the body is not an answer of AWS' }],
  ])('a lasting fault is a fact of its own, and the rest is read: %s', async (name, error) => {
    const facts = await readVpcs({ [name]: ['ec2:DescribeVpcs'] })
    expect(facts.vpcs).toEqual([
      { ...vpcs, response: undefined, error: expect.objectContaining(error) as object },
    ])
    expect(facts.addresses).toEqual([addresses])
    expect(facts.vpcs[0]?.error?.message).not.toContain('\n')
  })

  test('an answer that never comes is given up, and the rest is read', async () => {
    vi.stubEnv('AWS_MAX_ATTEMPTS', '1')
    const facts = await readVpcs({ stall: ['ec2:DescribeVpcs'] }, 300)
    vi.unstubAllEnvs()
    expect(facts.vpcs[0]?.error?.name).toBe('TimeoutError')
    expect(facts.addresses).toEqual([addresses])
  })

  test('slow answers are waited for', async () => {
    expect((await readVpcs({ latencyMs: 200 })).vpcs).toEqual([vpcs])
  })

  test('a page token that repeats ends with an error', async () => {
    const facts = await readVpcs({ repeatToken: ['ec2:DescribeVpcs'] })
    expect(facts.vpcs.at(-1)?.error?.message).toMatch(/same page token twice/)
  })

  test('a slow bucket is waited for: nothing is lost to throttling', async () => {
    const TargetGroups = Array.from({ length: 15 }, (_, index) => ({ TargetGroupArn: `tg-${index}` }))
    const health = TargetGroups.map((params) =>
      fact('elbv2:DescribeTargetHealth', { TargetHealthDescriptions: [] }, { params }),
    )
    const replay = await serve([fact('elbv2:DescribeTargetGroups', { TargetGroups }), ...health], {
      faults: { throttle: [{ rate: 5, burst: 5, operation: 'elbv2:*' }] },
    })
    const session = await sessionOf(replay)
    const facts = await read(session, ['targetHealth'])
    expect(facts.filter((one) => one.error)).toEqual([])
    expect(facts).toHaveLength(16)
    expect(session.client.counts.throttled).toBeGreaterThan(0)
  }, 60_000)
})

describe('read-only, provably', () => {
  test.each([
    ['ec2:CreateVpc', { CreateVpc: CreateVpcCommand }, { CidrBlock: '10.0.0.0/16' }],
    ['ec2:DescribeSnapshots', { DescribeSnapshots: DescribeSnapshotsCommand }, {}],
  ])('%s is refused before anything leaves', async (operation, more, input) => {
    const replay = await serve([vpcs])
    const { client } = await sessionOf(replay)
    const before = new Map(replay.requests)
    Object.assign(commands, more)
    await expect(client.send(operation, 'us-east-1', input)).rejects.toThrow(
      `Refused: ${operation} is not a read that awsnet declares.`,
    )
    for (const name of Object.keys(more)) Reflect.deleteProperty(commands, name)
    expect(replay.requests).toEqual(before)
  })

  test('an operation without a command is refused, too', async () => {
    const { client } = await sessionOf(await serve([vpcs]))
    await expect(client.send('ec2:DeleteVpc', 'us-east-1', {})).rejects.toThrow(
      'no command for ec2:DeleteVpc',
    )
    await expect(client.send('lambda:ListFunctions', 'us-east-1', {})).rejects.toThrow(
      'does not know the service of lambda:ListFunctions',
    )
  })

  test.each([
    'ec2:DeleteVpc',
    'ec2:DescribeSnapshots',
    'ec2:describeVpcs',
    'ec2:Describe',
    'DescribeVpcs',
    'sts:AssumeRole',
    '',
  ])('"%s" is no declared read', (operation) => expect(isDeclaredRead(operation)).toBe(false))

  test('all that a whole audit sends is declared, and sent once', async () => {
    const sent: Answered[] = []
    const replay = await serve(company().facts(), { onRequest: (request) => sent.push(request), pageSize: 2 })
    const facts = await read(await sessionOf(replay), Object.keys(kinds) as KindName[])
    expect(sent.length).toBeGreaterThan(40)
    expect(sent.filter((one) => !isDeclaredRead(one.operation))).toEqual([])
    const asked = sent.map(({ operation, region, params }) => JSON.stringify([operation, region, params]))
    expect(asked.filter((one, index) => asked.indexOf(one) !== index)).toEqual([])
    expect(facts.filter((one: Fact) => one.error)).toEqual([])
  })
})
