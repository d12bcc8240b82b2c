import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type SessionOptions, openSession } from '../../src/aws/session.ts'
import { userErrorOf } from '../../src/aws/errors.ts'
import { complaint, ownFolder } from '../support/files.ts'
import { ACCOUNT, OTHER, fact } from '../support/facts.ts'
import { read } from '../support/reading.ts'
import { serve } from '../replay/support.ts'

const folder = ownFolder()
const credentials = { accessKeyId: ACCOUNT, secretAccessKey: 'secret' }
const vpcs = (account: string, region = 'us-east-1') =>
  fact('ec2:DescribeVpcs', { Vpcs: [] }, { account, region })

beforeEach(() => {
  for (const name of Object.keys(process.env)) if (/^AWS_(?!SDK)/.test(name)) vi.stubEnv(name, undefined)
  vi.stubEnv('AWS_CONFIG_FILE', folder.at('config'))
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', folder.at('credentials'))
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true')
  vi.stubEnv('AWS_MAX_ATTEMPTS', '1')
})
afterEach(() => vi.unstubAllEnvs())

/** A session on an endpoint that serves two accounts in two regions. */
async function open(options: SessionOptions) {
  const replay = await serve([vpcs(ACCOUNT), vpcs(ACCOUNT, 'eu-west-1'), vpcs(OTHER)])
  return openSession({ endpointUrl: replay.url, ...options })
}

describe('a session', () => {
  test('knows its account and its regions, each once', async () => {
    const session = await open({ credentials, regions: ['eu-west-1', 'us-east-1', 'eu-west-1'] })
    expect([session.account, session.regions]).toEqual([ACCOUNT, ['eu-west-1', 'us-east-1']])
  })

  test('takes the region from the environment, else from the profile', async () => {
    vi.stubEnv('AWS_REGION', 'eu-west-1')
    expect((await open({ credentials })).regions).toEqual(['eu-west-1'])
    vi.stubEnv('AWS_REGION', undefined)
    await folder.write('regions', '[default]\nregion = us-west-2\n[profile lab]\nregion = us-east-2\n')
    vi.stubEnv('AWS_CONFIG_FILE', folder.at('regions'))
    expect((await open({ credentials })).regions).toEqual(['us-west-2'])
    expect((await open({ credentials, profile: 'lab' })).regions).toEqual(['us-east-2'])
  })

  test('asks AWS for all regions, and leaves some out', async () => {
    expect((await open({ credentials, allRegions: true })).regions).toEqual(['eu-west-1', 'us-east-1'])
    expect((await open({ credentials, allRegions: true, excludeRegions: ['eu-west-1'] })).regions).toEqual([
      'us-east-1',
    ])
  })

  test('assumes a role, and reads that account', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', ACCOUNT)
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret')
    const session = await open({
      roleArn: `arn:aws:iam::${OTHER}:role/audit`,
      externalId: 'x',
      regions: ['us-east-1'],
    })
    expect(session.account).toBe(OTHER)
    expect((await read(session, ['vpcs'])).map((one) => one.account)).toEqual([OTHER])
  })
})

describe('says in one sentence', () => {
  const region = { regions: ['us-east-1'] }

  test.each<[string, SessionOptions, RegExp]>([
    ['that no region was given', { credentials }, /^No region was given: use --region or --all-regions/],
    [
      'that no region is left',
      { credentials, ...region, excludeRegions: ['us-east-1'] },
      /^Every region is excluded/,
    ],
    [
      'that a region does not exist, with the nearest',
      { credentials, regions: ['us-esat-1'] },
      /^There is no region "us-esat-1"\. Did you mean "us-east-1"\?$/,
    ],
    ['that there are no credentials', region, /^No AWS credentials were found: run aws configure/],
    [
      'that a profile does not exist',
      { ...region, profile: 'nobody' },
      /^No AWS credentials were found for the profile "nobody"/,
    ],
    [
      'that an endpoint is no address',
      { credentials, ...region, endpointUrl: 'localhost:4566' },
      /^--endpoint-url must be an http or https address/,
    ],
    [
      'that an endpoint is a broken address',
      { credentials, ...region, endpointUrl: 'http://[1' },
      /^--endpoint-url must be an http or https address/,
    ],
    [
      'that nobody listens',
      { credentials, ...region, endpointUrl: 'http://127.0.0.1:1' },
      /^Cannot reach the endpoint http:\/\/127\.0\.0\.1:1/,
    ],
    [
      'that nobody listens at a name of several addresses',
      { credentials, ...region, endpointUrl: 'http://localhost:1' },
      /^Cannot reach the endpoint http:\/\/localhost:1/,
    ],
    [
      'that there is no such host',
      { credentials, ...region, endpointUrl: 'http://nowhere.invalid' },
      /^Cannot reach the endpoint http:\/\/nowhere\.invalid/,
    ],
    [
      'that a role is no ARN',
      { ...region, roleArn: 'audit' },
      /^--role-arn must look like arn:aws:iam::123456789012:role\/NAME/,
    ],
  ])('%s', async (_, options, says) => {
    const said = await complaint(open(options))
    expect(said).toMatch(says)
    expect(said).not.toContain('\n')
  })

  test('that a role may not be assumed', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', ACCOUNT)
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret')
    const said = await complaint(open({ ...region, roleArn: 'arn:aws:iam::999999999999:role/audit' }))
    expect(said).toMatch(/^AWS refused .*AccessDenied.*sts:AssumeRole/)
  })

  test('that AWS_ENDPOINT_URL is no address', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL', 'not an address')
    expect(await complaint(openSession({ credentials, ...region }))).toMatch(
      /^AWS_ENDPOINT_URL must be an http or https address/,
    )
  })

  test('that what answers is not AWS', async () => {
    const server = createServer((_, response) => response.end('<html>Welcome!</html>'))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const said = await complaint(
      openSession({ credentials, ...region, endpointUrl: `http://127.0.0.1:${port}` }),
    )
    server.close()
    expect(said).toBe('AWS did not say which account these credentials belong to.')
  })
})

describe('errors of AWS, for people', () => {
  const error = (name: string, message = '') => Object.assign(new Error(message), { name })
  const said = (thrown: unknown) => userErrorOf(thrown, { endpoint: undefined, profile: undefined })?.message

  test.each([
    ['ExpiredTokenException', 'have expired: sign in again'],
    ['ExpiredToken', 'have expired: sign in again'],
    ['RequestExpired', 'have expired: sign in again'],
    ['InvalidClientTokenId', 'does not accept these credentials (InvalidClientTokenId)'],
    ['UnrecognizedClientException', 'does not accept these credentials'],
    ['SignatureDoesNotMatch', 'does not accept these credentials'],
    ['CredentialsProviderError', 'No AWS credentials were found'],
    ['AccessDenied', 'AWS refused'],
    ['TimeoutError', 'Cannot reach AWS'],
  ])('%s', (name, sentence) => expect(said(error(name, 'first line\nsecond line'))).toContain(sentence))

  test('an expired SSO session is expired, not missing', () => {
    expect(
      said(
        error(
          'CredentialsProviderError',
          'The SSO session token associated with profile=x was not found or is invalid. Token is expired.',
        ),
      ),
    ).toMatch(/expired|sso login/)
  })

  test('a defect of ours stays one', () => expect(said(new TypeError('x is not a function'))).toBeUndefined())
})
