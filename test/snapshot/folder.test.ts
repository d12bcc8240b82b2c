import { symlink } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { complaint, ownFolder } from '../support/files.ts'
import { load } from '../support/snapshot-files.ts'

const folder = ownFolder()
let count = 0

/** Writes files into a folder of their own, and reads that folder, or one below it. */
async function read(files: Readonly<Record<string, object | string | Uint8Array>>, below = '') {
  const name = `case-${count++}`
  for (const [file, content] of Object.entries(files)) await folder.write(`${name}/${file}`, content)
  return load(folder.at(`${name}/${below}`))
}

const operations = async (files: Readonly<Record<string, object | string>>) =>
  (await read(files)).facts.map(({ region, operation }) => `${region} ${operation}`)

const Vpcs = { Vpcs: [{ VpcId: 'vpc-1', OwnerId: '222222222222' }] }

describe('a folder of AWS CLI outputs', () => {
  test.each([
    ['describe-vpcs', 'us-east-1 ec2:DescribeVpcs'],
    ['ec2-describe-vpcs', 'us-east-1 ec2:DescribeVpcs'],
    ['ec2_describe_vpcs', 'us-east-1 ec2:DescribeVpcs'],
    ['DescribeVpcs', 'us-east-1 ec2:DescribeVpcs'],
    ['describe-ssl-policies', 'us-east-1 elbv2:DescribeSSLPolicies'],
    ['elbv2-describe-load-balancers', 'us-east-1 elbv2:DescribeLoadBalancers'],
    ['elb-describe-load-balancers', 'us-east-1 elb:DescribeLoadBalancers'],
    ['describe-auto-scaling-groups', 'us-east-1 autoscaling:DescribeAutoScalingGroups'],
    ['list-hosted-zones', 'global route53:ListHostedZones'],
    ['cloudfront-list-distributions', 'global cloudfront:ListDistributions'],
  ])('%s.json is %s', async (name, expected) => {
    expect(await operations({ [`us-east-1/${name}.json`]: {} })).toEqual([expected])
  })

  test('tells classic load balancers by their answer', async () => {
    expect(
      await operations({ 'us-east-1/describe-load-balancers.json': { LoadBalancerDescriptions: [] } }),
    ).toEqual(['us-east-1 elb:DescribeLoadBalancers'])
  })

  test('takes regions and accounts from the folders, the nearest first', async () => {
    const snapshot = await read({
      '111111111111/us-east-1/describe-vpcs.json': Vpcs,
      '111111111111/us-west-2/describe-vpcs.json': Vpcs,
      '111111111111/global/list-hosted-zones.json': { HostedZones: [] },
      '333333333333/eu-west-1/describe-vpcs.json': Vpcs,
    })
    expect(snapshot.places.map(({ account, region }) => `${account} ${region}`)).toEqual([
      '111111111111 global',
      '111111111111 us-east-1',
      '111111111111 us-west-2',
      '333333333333 eu-west-1',
    ])
    const nested = await read({ 'us-west-2/us-east-1/describe-vpcs.json': Vpcs })
    expect(nested.regions).toEqual(['us-east-1'])
  })

  test('may itself be named after the region, below one named after the account', async () => {
    const snapshot = await read(
      { '111111111111/us-east-1/describe-vpcs.json': Vpcs },
      '111111111111/us-east-1',
    )
    expect(snapshot.places).toEqual([{ account: '111111111111', region: 'us-east-1' }])
  })

  test('needs no region for global services', async () => {
    expect(await operations({ 'list-hosted-zones.json': { HostedZones: [] } })).toEqual([
      'global route53:ListHostedZones',
    ])
  })

  test('asks nothing of an account: it is the owner of what is there, or who asked', async () => {
    expect((await read({ 'us-east-1/describe-vpcs.json': Vpcs })).accounts).toEqual(['222222222222'])
    const asked = await read({
      'us-east-1/describe-vpcs.json': Vpcs,
      'sts-get-caller-identity.json': { Account: '333333333333' },
    })
    expect(asked.accounts).toEqual(['333333333333'])
    expect((await read({ 'us-east-1/describe-vpcs.json': {} })).accounts).toEqual(['000000000000'])
  })

  test('holds what is asked once a resource as lists of request and response', async () => {
    const asked = { request: { TargetGroupArn: 'arn:1' }, response: { TargetHealthDescriptions: [] } }
    const { facts } = await read({ 'us-east-1/elbv2-describe-target-health.json': [asked] })
    expect(facts[0]).toMatchObject({
      operation: 'elbv2:DescribeTargetHealth',
      params: asked.request,
      response: asked.response,
    })
  })

  test('may hold other things, which are not looked at', async () => {
    const files = {
      'us-east-1/describe-vpcs.json': Vpcs,
      'us-east-1/describe-vpcs.json.bak': '{',
      'package.json': '{ "broken',
      'us-east-1/notes.json': 'not JSON',
      'us-east-1/describe-subnets.json/readme.txt': 'a folder with the name of an output',
    }
    expect(await operations(files)).toEqual(['us-east-1 ec2:DescribeVpcs'])
  })

  test('may be what PowerShell wrote: UTF-16, or UTF-8 with a mark', async () => {
    const text = `\ufeff${JSON.stringify(Vpcs)}`
    for (const content of [Buffer.from(text, 'utf16le'), Buffer.from(text)]) {
      expect((await read({ 'us-east-1/describe-vpcs.json': content })).facts[0]?.response).toEqual(Vpcs)
    }
  })
})

describe('says in one sentence', () => {
  test('which file is broken', async () => {
    const said = await complaint(read({ 'us-east-1/describe-vpcs.json': '{"Vpcs": [' }))
    expect(said).toMatch(/us-east-1\/describe-vpcs\.json is not JSON: it may be cut off\.$/)
  })

  test('which file has no region', async () => {
    const said = await complaint(read({ 'describe-vpcs.json': Vpcs }))
    expect(said).toMatch(/describe-vpcs\.json does not say its region: put it in a folder named after it/)
  })

  test('that there is nothing', async () => {
    expect(await complaint(read({ 'readme.txt': 'hello' }))).toMatch(
      /holds no AWS CLI outputs: name them after their command/,
    )
  })

  test('which file cannot be read', async () => {
    await read({ 'us-east-1/describe-vpcs.json': Vpcs })
    await symlink('/proc/self/mem', folder.at(`case-${count - 1}/us-east-1/describe-subnets.json`))
    expect(await complaint(load(folder.at(`case-${count - 1}`)))).toMatch(
      /^Cannot read .*describe-subnets\.json/,
    )
  })
})
