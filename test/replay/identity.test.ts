import { DescribeVpcsCommand, EC2Client } from '@aws-sdk/client-ec2'
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { expect, test } from 'vitest'
import { ACCOUNT, at, fact, kept, OTHER, serve } from './support.ts'

const vpcOf = (account: string) =>
  fact('ec2:DescribeVpcs', { Vpcs: [{ VpcId: `vpc-${account}` }] }, { account })
const two = [vpcOf(ACCOUNT), vpcOf(OTHER)]

test('credentials speak for the account that they name, others for the first', async () => {
  const replay = await serve(two)
  const accountFor = async (accessKeyId: string) =>
    (await new STSClient(at(replay, { accessKeyId })).send(new GetCallerIdentityCommand({}))).Account
  expect(await accountFor(OTHER)).toBe(OTHER)
  expect(await accountFor('AKIAIOSFODNN7EXAMPLE')).toBe(ACCOUNT)
  expect(await accountFor('333333333333')).toBe(ACCOUNT)
})

test('a role that is assumed speaks for its account', async () => {
  const replay = await serve(two)
  const sts = new STSClient(at(replay))
  const assumed = await sts.send(
    new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${OTHER}:role/path/reader`,
      RoleSessionName: 'audit',
      ExternalId: 'x',
    }),
  )
  expect(assumed.AssumedRoleUser?.Arn).toBe(`arn:aws:sts::${OTHER}:assumed-role/reader/audit`)
  expect(assumed.Credentials?.Expiration?.getTime()).toBeGreaterThan(Date.now())

  const accessKeyId = assumed.Credentials?.AccessKeyId ?? ''
  const answer = await new EC2Client(at(replay, { accessKeyId })).send(new DescribeVpcsCommand({}))
  expect(kept(answer)).toEqual({ Vpcs: [{ VpcId: `vpc-${OTHER}` }] })
})

test('a role of an account that the snapshot does not hold cannot be assumed', async () => {
  const sts = new STSClient(at(await serve(two)))
  const ask = new AssumeRoleCommand({
    RoleArn: 'arn:aws:iam::333333333333:role/reader',
    RoleSessionName: 'audit',
  })
  await expect(sts.send(ask)).rejects.toMatchObject({
    name: 'AccessDenied',
    $metadata: { httpStatusCode: 403 },
  })
})
