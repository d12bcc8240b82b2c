import { describe, expect, test } from 'vitest'
import { complaint, ownFolder } from '../support/files.ts'
import { load, vpcs } from '../support/snapshot-files.ts'

const folder = ownFolder()
const ACCOUNT = '111111111111'
let count = 0

const read = async (document: object) => load(await folder.write(`${count++}.json`, document))
const facts = async (answers: object, region = 'us-east-1') =>
  (await read({ accounts: [{ accountId: ACCOUNT, regions: { [region]: answers } }] })).facts
const base = { account: ACCOUNT, region: 'us-east-1' }

describe('a JSON document of facts', () => {
  test.each(['DescribeVpcs', 'ec2:DescribeVpcs', 'describe-vpcs'])('calls an operation %s', async (name) => {
    expect(await facts({ [name]: { Vpcs: [{ VpcId: 'vpc-1' }] } })).toEqual([vpcs('vpc-1')])
  })

  test('holds a list of requests and responses where an operation is asked once a resource', async () => {
    const attributes = (name: string) => ({
      request: { LoadBalancerArn: name, PageSize: 400, Marker: 'm' },
      response: { Attributes: [{ Key: name }] },
    })
    expect(await facts({ 'elbv2:DescribeListeners': [attributes('a'), attributes('b')] })).toEqual(
      ['a', 'b'].map((name) => ({
        ...base,
        operation: 'elbv2:DescribeListeners',
        params: { LoadBalancerArn: name },
        response: { Attributes: [{ Key: name }] },
      })),
    )
  })

  test('holds a list of responses: pages, in order', async () => {
    expect(await facts({ DescribeVpcs: [vpcs('b').response, vpcs('a').response] })).toEqual([
      vpcs('b'),
      vpcs('a'),
    ])
  })

  test('holds errors, with and without what was asked', async () => {
    const error = { name: 'AccessDenied', message: 'no' }
    const request = { TargetGroupArn: 'arn:1' }
    expect(
      await facts({
        DescribeVpcs: { error: { Code: 'UnauthorizedOperation', Message: 'not you' } },
        DescribeTargetHealth: [{ request, error }],
        DescribeSubnets: { response: { Subnets: [] }, error: null },
      }),
    ).toEqual([
      {
        ...base,
        operation: 'ec2:DescribeVpcs',
        error: { name: 'UnauthorizedOperation', message: 'not you' },
      },
      { ...base, operation: 'elbv2:DescribeTargetHealth', params: request, error },
      { ...base, operation: 'ec2:DescribeSubnets', response: { Subnets: [] } },
    ])
  })

  test('tells classic load balancers from the others by what only they are answered with', async () => {
    const operations = async (response: object) =>
      (await facts({ DescribeLoadBalancers: response })).map((one) => one.operation)
    expect(await operations({ LoadBalancerDescriptions: [] })).toEqual(['elb:DescribeLoadBalancers'])
    expect(await operations({ LoadBalancers: [] })).toEqual(['elbv2:DescribeLoadBalancers'])
    expect(await operations({})).toEqual(['elbv2:DescribeLoadBalancers'])
  })

  test('holds global services under any region', async () => {
    const [zones] = await facts({ ListHostedZones: { HostedZones: [] } })
    expect(zones).toMatchObject({ region: 'global', operation: 'route53:ListHostedZones' })
    const accelerators = { 'globalaccelerator:ListAccelerators': { Accelerators: [] } }
    const twice = { accountId: ACCOUNT, regions: { 'us-east-1': accelerators, 'eu-west-1': accelerators } }
    expect((await read({ accounts: [twice] })).facts).toHaveLength(1)
  })

  test('keeps operations that this release does not know', async () => {
    expect(await facts({ 'shield:ListProtections': { Protections: [] } })).toEqual([
      { ...base, operation: 'shield:ListProtections', response: { Protections: [] } },
    ])
  })

  test.each([['a text'], [7], [null], [[null]], [{ request: {} }]])(
    'what is no answer (%j) is an error, and not an empty answer',
    async (answer) => {
      const [fact] = await facts({ DescribeVpcs: answer })
      expect(fact).toMatchObject({ operation: 'ec2:DescribeVpcs', error: { name: 'Malformed' } })
      expect(fact?.response).toBeUndefined()
    },
  )

  test('takes account ids that are numbers, and their leading zeros', async () => {
    const snapshot = await read({
      accounts: [{ accountId: 12_345_678_901, regions: { 'us-east-1': { DescribeVpcs: {} } } }],
    })
    expect(snapshot.accounts).toEqual(['012345678901'])
  })

  test('says when it was taken, else the file does', async () => {
    const accounts = [{ accountId: ACCOUNT, regions: {} }]
    expect((await read({ createdAt: '2026-01-01T00:00:00Z', accounts })).createdAt).toBe(
      '2026-01-01T00:00:00Z',
    )
    expect((await read({ createdAt: 'long ago', accounts })).createdAt).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/)
  })

  test('may be laid out over many lines, and begin with a byte order mark', async () => {
    const accounts = [
      { accountId: ACCOUNT, regions: { 'us-east-1': { DescribeVpcs: vpcs('vpc-1').response } } },
    ]
    const path = await folder.write(
      'pretty.json',
      `\ufeff${JSON.stringify({ accounts }, undefined, 2).replaceAll('\n', '\r\n\n')}`,
    )
    expect((await load(path)).facts).toEqual([vpcs('vpc-1')])
  })
})

test.each([
  [{ hello: 1 }, 'is not a snapshot: it has no list "accounts".'],
  [[1], 'is not a snapshot: it has no list "accounts".'],
  [{ accounts: {} }, 'it has no list "accounts".'],
  [{ accounts: [{ regions: {} }] }, 'accounts[0] has no "accountId".'],
  [{ accounts: [{ accountId: '1', regions: {} }, 3] }, 'accounts[1] has no "accountId".'],
  [{ accounts: [{ accountId: '1' }] }, 'accounts[0] has no "regions".'],
  [
    { accounts: [{ accountId: '1', regions: { 'us-east-1': [] } }] },
    'the region us-east-1 of account 1 is not a JSON object.',
  ],
])('%j is refused in one sentence', async (document, says) => {
  expect(await complaint(read(document))).toContain(says)
})
