import { describe, expect, test } from 'vitest'
import { policyVerdict } from '../../src/network/endpoint-policy.ts'

const ALL = { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }
const restricted = (...Statement: readonly object[]): boolean | undefined =>
  policyVerdict(JSON.stringify({ Statement }))?.restricted

describe('policyVerdict', () => {
  test.each<[string, readonly object[], boolean]>([
    ['the default policy', [ALL], false],
    ['the same in lists', [{ ...ALL, Principal: { AWS: ['*'] }, Action: ['*'], Resource: ['*'] }], false],
    ['an empty condition', [{ ...ALL, Condition: {} }], false],
    ['a condition', [{ ...ALL, Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }], true],
    ['some actions', [{ ...ALL, Action: 's3:*' }], true],
    ['some resources', [{ ...ALL, Resource: 'arn:aws:s3:::ours/*' }], true],
    ['some principals', [{ ...ALL, Principal: { AWS: 'arn:aws:iam::123456789012:root' } }], true],
    [
      'all, but for what a deny takes out',
      [ALL, { ...ALL, Effect: 'Deny', Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-1' } } }],
      true,
    ],
    ['nothing', [{ ...ALL, Effect: 'Deny' }], true],
  ])('%s', (_name, statements, expected) => expect(restricted(...statements)).toBe(expected))

  test('a single statement needs no list', () => {
    expect(policyVerdict(JSON.stringify({ Statement: ALL }))).toMatchObject({ restricted: false })
  })

  test.each([undefined, '', '{', '[]', '{}', '{"Statement":[]}', '{"Statement":["all"]}'])(
    'no policy: %s',
    (text) => expect(policyVerdict(text)).toBeUndefined(),
  )
})
