import { describe, expect, test } from 'vitest'
import { awsnet } from '../support/cli.ts'
import { company } from '../support/company.ts'
import { ownFolder } from '../support/files.ts'
import { CREATED, HEADER, ndjson, save } from '../support/snapshot-files.ts'

const folder = ownFolder()
/** Nothing listens there: whoever asks AWS before looking at the flags says so. */
const NOWHERE = ['--endpoint-url', 'http://127.0.0.1:1', '--region', 'us-east-1']

describe('bad input is one clear sentence and exit status 2', () => {
  const cases: Record<string, readonly [args: readonly string[], says: RegExp]> = {
    'no such command': [['adit'], /^awsnet: There is no command "adit"\. Did you mean "audit"\?/],
    'no such flag': [['audit', '--regoin', 'us-east-1'], /^awsnet: .*Nonexistent flag: --regoin/],
    'a flag without its value': [['audit', '--region'], /^awsnet: .*--region expects a value/],
    'an argument too many': [['audit', 'now'], /^awsnet: awsnet audit takes no "now"/],
    'an argument too few': [['snapshot'], /^awsnet: .*file/],
    'a value that a flag does not have': [
      ['audit', '--format', 'pdf'],
      /^awsnet: .*--format=pdf to be one of/,
    ],
    'a number that is none': [['audit', '--request-timeout', 'soon'], /^awsnet: .*integer/],
    'no such rule, with the nearest': [
      ['audit', ...NOWHERE, '--rule', 'nat-gateway-az-independance'],
      /^awsnet: --rule: nothing is called "nat-gateway-az-independance"\. Did you mean "nat-gateway-az-independence"\?/,
    ],
    'an empty rule': [['audit', ...NOWHERE, '--rule', ''], /^awsnet: --rule: nothing is called ""/],
    'no such rule to skip': [
      ['audit', ...NOWHERE, '--skip-rule', 'nta-*'],
      /^awsnet: --skip-rule: nothing is called "nta-\*"/,
    ],
    'no such topic': [
      ['rules', '--topic', 'natt'],
      /^awsnet: --topic: nothing is called "natt"\. Did you mean "nat"\?/,
    ],
    'rules that exclude each other': [
      ['rules', '--rule', 'nat-*', '--skip-rule', '*'],
      /^awsnet: No rule is left to check/,
    ],
    'an endless pattern': [
      ['rules', '--rule', '*'.repeat(200)],
      /^awsnet: --rule: a pattern has at most 100 characters/,
    ],
    'no such region, with the nearest': [
      ['audit', '--region', 'us-east-11', '--endpoint-url', 'http://127.0.0.1:1'],
      /^awsnet: There is no region "us-east-11"\. Did you mean "us-east-1"\?/,
    ],
    'all regions and one': [['audit', '--all-regions', '--region', 'us-east-1'], /^awsnet: .*--all-regions/],
    'a snapshot and the demo': [['audit', '--snapshot', 'x', '--demo'], /^awsnet: .*--demo/],
    'a snapshot and a profile': [['audit', '--snapshot', 'x', '--profile', 'y'], /^awsnet: .*--profile/],
    'an external id without a role': [['audit', '--external-id', 'x'], /^awsnet: .*--role-arn/],
    'an output whose ending says no format': [
      ['audit', ...NOWHERE, '--output', 'report.pdf'],
      /^awsnet: .*--output report\.pdf: its ending says no format/,
    ],
    'an output without an ending': [
      ['audit', ...NOWHERE, '--output', 'json'],
      /^awsnet: .*--output json: its ending says no format/,
    ],
    'an output whose ending only sounds like one': [
      ['audit', ...NOWHERE, '--output', 'x.constructor'],
      /its ending says no format/,
    ],
    'an output that cannot be written': [
      ['audit', ...NOWHERE, '-o', '/nowhere/at/all.json'],
      /^awsnet: Cannot write \/nowhere\/at\/all\.json/,
    ],
    'a snapshot that cannot be written': [
      ['snapshot', ...NOWHERE, '/nowhere/at/all.ndjson'],
      /^awsnet: Cannot write \/nowhere\/at\/all\.ndjson/,
    ],
    'no such snapshot': [
      ['audit', '--snapshot', '/nowhere/at/all'],
      /^awsnet: There is no snapshot at \/nowhere\/at\/all\.$/,
    ],
    'an unreachable endpoint': [
      ['audit', ...NOWHERE],
      /^awsnet: Cannot reach the endpoint http:\/\/127\.0\.0\.1:1 /,
    ],
    'no such rule to show': [['rules', 'show', 'nat'], /^awsnet: .*nothing is called "nat"/],
  }

  test.concurrent.each(Object.entries(cases))('%s', async (_, [args, says]) => {
    const { status, out, err } = await awsnet(args)
    expect(err.trim()).toMatch(says)
    expect(err.trim()).not.toContain('\n')
    expect(out).toBe('')
    expect(status).toBe(2)
  })

  test('snapshots that are cut off, hold nothing, or hold no such region', async () => {
    const audit = async (path: string, ...more: readonly string[]) =>
      awsnet(['audit', '--snapshot', path, ...more])
    const cut = await audit(await folder.write('cut.ndjson', HEADER))
    expect(cut).toMatchObject({
      status: 2,
      out: '',
      err: expect.stringContaining('cut.ndjson is cut off after 0 facts') as string,
    })
    const empty = await audit(await folder.write('empty.ndjson', ndjson()))
    expect(empty).toMatchObject({
      status: 2,
      out: '',
      err: expect.stringContaining('holds no facts') as string,
    })
    await save(folder.at('held.ndjson'), company().facts())
    const region = await audit(folder.at('held.ndjson'), '--region', 'us-east-2')
    expect(region).toMatchObject({ status: 2, out: '' })
    expect(region.err).toContain(
      'does not hold the region "us-east-2". Did you mean "us-east-1"? It holds: us-east-1.',
    )
    const none = await audit(folder.at('held.ndjson'), '--exclude-region', 'us-east-1')
    expect(none).toMatchObject({
      status: 2,
      err: expect.stringContaining('Every region is excluded') as string,
    })
  })

  test('what a file says cannot command the terminal', async () => {
    const document = { createdAt: CREATED, accounts: [{ accountId: '\u001b]0;gotcha\u0007\n1', regions: 1 }] }
    const { err } = await awsnet(['audit', '--snapshot', await folder.write('\u001b[31mevil.json', document)])
    expect(err).not.toContain('\u001b')
    expect(err).not.toContain('\u0007')
  })
})

describe('the environment sets defaults, and a flag goes before them', () => {
  test('AWSNET_PROFILE and AWSNET_REGION do not stand in the way of --snapshot, --demo or --all-regions', async () => {
    await save(folder.at('own.ndjson'), company().facts())
    const env = { AWSNET_PROFILE: 'prod', AWSNET_ROLE_ARN: 'arn:aws:iam::111111111111:role/audit' }
    const file = await awsnet(['audit', '--snapshot', folder.at('own.ndjson'), '--fail-on', 'none', '-q'], {
      env,
    })
    expect(file).toMatchObject({ status: 0, err: '' })
    const all = await awsnet(['audit', '--all-regions', '--endpoint-url', 'http://127.0.0.1:1'], {
      env: { AWSNET_REGION: 'us-east-1' },
    })
    expect(all.err).toContain('Cannot reach the endpoint')
  })

  test('AWSNET_RULE, AWSNET_FORMAT and AWSNET_FAIL_ON', async () => {
    await save(folder.at('own.ndjson'), company().facts())
    const env = { AWSNET_RULE: 'elastic-ip-idle', AWSNET_FORMAT: 'json', AWSNET_FAIL_ON: 'info' }
    const byEnvironment = await awsnet(['audit', '--snapshot', folder.at('own.ndjson')], { env })
    expect(byEnvironment.status).toBe(1)
    expect(
      new Set(
        (JSON.parse(byEnvironment.out) as { findings: { ruleId: string }[] }).findings.map(
          (one) => one.ruleId,
        ),
      ),
    ).toEqual(new Set(['elastic-ip-idle']))
    const byFlag = await awsnet(
      ['audit', '--snapshot', folder.at('own.ndjson'), '--fail-on', 'none', '--format', 'table'],
      { env },
    )
    expect(byFlag.status).toBe(0)
    expect(byFlag.out).toContain('Looked at')
  })
})
