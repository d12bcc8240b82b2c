import { expect, test } from 'vitest'
import { account } from '../support/account.ts'
import { awsnet, from, reportOf } from '../support/cli.ts'
import { serve } from '../replay/support.ts'

const OTHER = '222222222222'
const role = (id: string): string => `arn:aws:iam::${id}:role/awsnet`

const both = async () => {
  const first = account().vpc('shop')
  const facts = first.snapshot(account({ id: OTHER }).vpc('bank')).facts
  return from((await serve(facts)).url)
}

test('several roles are several accounts in one report', async () => {
  const roles = ['--role-arn', `${role('111111111111')},${role(OTHER)}`]
  const ended = await awsnet([
    'audit',
    ...(await both()),
    ...roles,
    '--topic',
    'vpc',
    '--format',
    'json',
    '--include-pass',
  ])
  const report = reportOf(ended)
  expect(report.scope.accounts).toEqual(['111111111111', OTHER])
  expect(new Set(report.findings.map((one) => one.account))).toEqual(new Set(['111111111111', OTHER]))
  expect(ended.err).toContain('Reading accounts 111111111111, 222222222222, us-east-1 …')
})

test('two roles of one account, and a role that cannot be assumed, are met with one sentence', async () => {
  const twice = await awsnet([
    'audit',
    ...(await both()),
    '-q',
    '--role-arn',
    role(OTHER),
    '--role-arn',
    `${role(OTHER)}-2`,
  ])
  expect(twice.status).toBe(2)
  expect(twice.err).toMatch(
    /^awsnet: --role-arn: .* are of one account, 222222222222: give one role an account\.\n$/,
  )
  const refused = await awsnet([
    'audit',
    ...(await both()),
    '-q',
    '--role-arn',
    `${role(OTHER)},${role('333333333333')}`,
  ])
  expect(refused.status).toBe(2)
  expect(refused.err.trim().split('\n')).toHaveLength(1)
  expect(refused.err).toContain('role/awsnet')
})
