import { spawn } from 'node:child_process'
import { readFile, readdir } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import type { Finding } from '../../src/audit/report.ts'
import type { ReplayOptions } from '../../src/replay/server.ts'
import { awsnet, from, reportOf, root } from '../support/cli.ts'
import { company } from '../support/company.ts'
import { ownFolder } from '../support/files.ts'
import { save } from '../support/snapshot-files.ts'
import { serve } from '../replay/support.ts'

const folder = ownFolder()
const company$ = async (options: ReplayOptions = {}) => from((await serve(company().facts(), options)).url)
const saved = save(folder.at('own.ndjson'), company().facts())
const own = async (): Promise<string> => {
  await saved
  return folder.at('own.ndjson')
}
const ESCAPE = '\u001b'

describe('the exit status', () => {
  test('is 0 without findings at the limit, 1 with them', async () => {
    const audit = async (...args: readonly string[]) =>
      (await awsnet(['audit', '--snapshot', await own(), '-q', ...args])).status
    expect(await audit('--fail-on', 'none')).toBe(0)
    expect(await audit('--rule', 'nat-gateway-az-independence', '--fail-on', 'info')).toBe(1)
    expect(await audit('--rule', 'nat-gateway-az-independence', '--fail-on', 'critical')).toBe(0)
  })

  test('is 3 where a chosen rule lacks something, and such a rule says nothing', async () => {
    const url = await company$({ faults: { deny: ['ec2:DescribeNatGateways'] } })
    const ended = await awsnet([
      'audit',
      ...url,
      '--topic',
      'nat,elastic-ip',
      '--format',
      'json',
      '--include-pass',
      '--fail-on',
      'none',
    ])
    const report = reportOf(ended)
    expect(ended.status).toBe(3)
    const gaps = report.notEvaluated.filter((one) => one.operation === 'ec2:DescribeNatGateways')
    const stopped = new Set(gaps.map((one) => one.ruleId))
    expect(stopped).toContain('nat-gateway-az-independence')
    expect(gaps[0]?.reason).toMatch(/^UnauthorizedOperation: /)
    expect(report.findings.filter((one) => stopped.has(one.ruleId))).toEqual([])
    expect(
      (await awsnet(['audit', ...url, '--topic', 'nat', '--allow-incomplete', '--fail-on', 'none', '-q']))
        .status,
    ).toBe(0)
  })

  test('is 1 where something is found and something is missing: findings beat gaps', async () => {
    const url = await company$({ faults: { deny: ['ec2:DescribeVpnConnections'] } })
    expect(
      (
        await awsnet([
          'audit',
          ...url,
          '--rule',
          'nat-gateway-az-independence,vpn-tunnel-down',
          '--fail-on',
          'info',
          '-q',
        ])
      ).status,
    ).toBe(1)
  })

  test('is 2 where nothing could be read', async () => {
    const url = await company$({
      faults: {
        deny: ['ec2:*', 'elb*', 'route53:*', 'cloudfront:*', 'autoscaling:*', 'globalaccelerator:*'],
      },
    })
    const ended = await awsnet(['audit', ...url, '--topic', 'nat', '-q'])
    expect(ended).toMatchObject({ status: 2, out: '' })
    expect(ended.err).toMatch(/^awsnet: Nothing could be read: ec2:\S+ answered UnauthorizedOperation/)
    const snapshot = await awsnet(['snapshot', folder.at('nothing.ndjson'), ...url, '--topic', 'nat', '-q'])
    expect(snapshot).toMatchObject({
      status: 2,
      err: expect.stringContaining('Nothing could be read') as string,
    })
    expect((await readdir(folder.path)).filter((name) => name.startsWith('nothing'))).toEqual([])
  })

  test.each(['SIGINT', 'SIGTERM'] as const)(
    'is 130 after an interrupt, and nothing half-written stays (%s)',
    async (signal) => {
      const url = await company$({ faults: { stall: ['ec2:DescribeSubnets'] } })
      const file = folder.at(`${signal}.ndjson`)
      const ended = await awsnet(['snapshot', file, ...url], {
        during: (child) => child.stderr?.once('data', () => setTimeout(() => child.kill(signal), 150)),
      })
      expect(ended.status).toBe(signal === 'SIGINT' ? 130 : 143)
      expect((await readdir(folder.path)).filter((name) => name.startsWith(signal))).toEqual([])
      expect(ended.err).not.toContain('    at ')
    },
  )
})

describe('standard output', () => {
  test('holds the report and nothing else; standard error is quiet when it is told to be', async () => {
    const ended = await awsnet(['audit', ...(await company$()), '--format', 'json', '-q'])
    expect(reportOf(ended).summary.fail).toBeGreaterThan(5)
    expect(ended.err).toBe('')
  })

  test('without --quiet standard error says what is read, and no warning of a library', async () => {
    const { err } = await awsnet(['audit', ...(await company$()), '--format', 'json'])
    expect(err.split('\n').filter(Boolean)).toEqual([
      expect.stringMatching(/^Reading account 111111111111, us-east-1/),
      expect.stringMatching(/^Read \d+ answers in [\d.]+ s\.$/),
      expect.stringMatching(/^Failed: .*; passed: \d+; undecided: \d+; not evaluated: 0\.$/),
    ])
  })

  test('ends quietly when its reader had enough', async () => {
    const file = await own()
    const command = `"${process.execPath}" "${root}bin/run.js" audit --snapshot "${file}" --include-pass | head -1`
    const child = spawn('bash', ['-o', 'pipefail', '-c', command])
    let err = ''
    child.stderr.on('data', (text: Buffer) => (err += text.toString()))
    await new Promise((resolve) => child.on('close', resolve))
    expect(err).toBe('')
  })

  test('has colours when it is asked to', async () => {
    const out = async (env: Record<string, string>, ...args: readonly string[]) =>
      (await awsnet(['audit', '--snapshot', await own(), ...args], { env })).out
    expect(await out({})).not.toContain(ESCAPE)
    expect(await out({ FORCE_COLOR: '1' })).toContain(ESCAPE)
    expect(await out({ FORCE_COLOR: '1', NO_COLOR: '1' })).not.toContain(ESCAPE)
    expect(await out({ FORCE_COLOR: '1' }, '--no-color')).not.toContain(ESCAPE)
    expect(await out({ NO_COLOR: '1' }, '--color')).toContain(ESCAPE)
  })
})

describe('what is shown', () => {
  const findings = async (...args: readonly string[]): Promise<readonly Finding[]> =>
    reportOf(await awsnet(['audit', '--snapshot', await own(), '--format', 'json', ...args])).findings

  test('begins at --min-severity, and holds what passed with --include-pass', async () => {
    expect(new Set((await findings()).map((one) => one.status))).not.toContain('pass')
    expect(new Set((await findings('--include-pass')).map((one) => one.status))).toContain('pass')
    expect(new Set((await findings('--min-severity', 'high')).map((one) => one.severity))).toEqual(
      new Set(['high']),
    )
  })

  test('--rule and --skip-rule take globs', async () => {
    const ids = new Set(
      (await findings('--rule', 'nat-*,elastic-ip-idle', '--skip-rule', 'nat-*')).map((one) => one.ruleId),
    )
    expect(ids).toEqual(new Set(['elastic-ip-idle']))
  })

  test('goes to several files, each in the format of its name', async () => {
    const files = ['report.json', 'report.NDJSON', 'report.txt'].map((name) => folder.at(name))
    const ended = await awsnet([
      'audit',
      '--snapshot',
      await own(),
      '-q',
      '--fail-on',
      'none',
      ...files.flatMap((file) => ['--output', file]),
    ])
    expect(ended).toEqual({ status: 0, out: '', err: '' })
    const [json = '', ndjson = '', table = ''] = await Promise.all(
      files.map((file) => readFile(file, 'utf8')),
    )
    expect(JSON.parse(json)).toMatchObject({ schemaVersion: '1.0' })
    expect(
      ndjson
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { type: string }).type),
    ).toContain('summary')
    expect(table).toContain('Looked at')
  })
})

test('a live audit says what an audit of the snapshot says that was taken in the same way', async () => {
  const url = await company$({ pageSize: 2, faults: { deny: ['elbv2:DescribeTargetHealth'] } })
  const live = await awsnet(['audit', ...url, '--format', 'json', '--include-pass', '-q'])
  const file = folder.at('taken.ndjson.gz')
  expect(await awsnet(['snapshot', file, ...url, '-q'])).toMatchObject({ status: 3, out: '' })
  const later = await awsnet(['audit', '--snapshot', file, '--format', 'json', '--include-pass', '-q'])
  const [now, then] = [reportOf(live), reportOf(later)]
  expect(then.findings).toEqual(now.findings)
  expect(then.notEvaluated).toEqual(now.notEvaluated)
  expect(then.summary).toEqual(now.summary)
  expect({ ...then.scope, source: 'live' }).toEqual(now.scope)
  expect(live.status).toBe(later.status)
})

test('AWS_ENDPOINT_URL and AWS_REGION are honoured', async () => {
  const [, url = ''] = await company$()
  const ended = await awsnet(['audit', '--format', 'json', '-q'], {
    env: { AWS_ENDPOINT_URL: url, AWS_REGION: 'us-east-1' },
  })
  expect(reportOf(ended).scope).toEqual({
    accounts: ['111111111111'],
    regions: ['us-east-1'],
    source: 'live',
  })
})
