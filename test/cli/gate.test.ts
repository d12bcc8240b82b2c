import { watch } from 'node:fs'
import { readFile, readdir } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import type { Report } from '../../src/audit/report.ts'
import { account } from '../support/account.ts'
import { awsnet, reportOf } from '../support/cli.ts'
import { ownFolder } from '../support/files.ts'
import { landscape } from '../support/landscape.ts'
import { save } from '../support/snapshot-files.ts'

/** A VPC whose subnet in zone b leaves by the gateway of zone a: one finding. */
const before = () =>
  account()
    .vpc('shop')
    .subnet('public-a', { zone: 'a' })
    .natGateway('a', { in: 'public-a' })
    .subnet('app-b', { zone: 'b', routes: { '0.0.0.0/0': 'nat-a' } })
const after = () => before().subnet('app-c', { zone: 'c', routes: { '0.0.0.0/0': 'nat-a' } })
const RULE = ['--rule', 'nat-gateway-az-independence']

const inFolder = async () => {
  const folder = ownFolder()
  await save(folder.at('before.ndjson'), before().facts())
  await save(folder.at('after.ndjson'), after().facts())
  const run = (...args: readonly string[]) => awsnet(args, { cwd: folder.path })
  const audit = (file: string, ...args: readonly string[]) =>
    run('audit', '--snapshot', file, ...RULE, ...args)
  return { folder, run, audit }
}

const isoDay = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

test('a pipeline: old findings pass, a new one fails, is suppressed, and fails again when that has expired', async () => {
  const { folder, run, audit } = await inFolder()
  await folder.write('awsnet.config.yaml', '# ours\ngate: { baseline: awsnet-baseline.json } # kept\n')

  const missing = await audit('before.ndjson', '-q')
  expect([missing.status, missing.err]).toEqual([
    2,
    'awsnet: There is no baseline awsnet-baseline.json: --update-baseline writes one.\n',
  ])
  const first = await audit('before.ndjson', '--update-baseline')
  expect(first.status).toBe(0)
  expect(first.err).toContain('holds 1 findings')
  expect((await audit('before.ndjson', '-q')).status).toBe(0)

  const changed = await audit('after.ndjson', '--format', 'json', '-q')
  const report = reportOf(changed)
  expect(changed.status).toBe(1)
  expect(report.findings.map(({ resource, baseline }) => [resource.id, baseline])).toEqual([
    ['subnet-app-b', 'known'],
    ['subnet-app-c', 'new'],
  ])
  expect(report.summary).toMatchObject({ fail: 2, new: 1, known: 1, gone: 0 })
  const fingerprint = report.findings[1]?.fingerprint ?? ''

  const suppressed = await run(
    'suppress',
    fingerprint,
    '--reason',
    'Moves in May: #12',
    '--expires',
    isoDay(30),
  )
  expect([suppressed.status, suppressed.out]).toEqual([0, ''])
  const accepted = await audit('after.ndjson', '--format', 'json', '-q')
  expect(accepted.status).toBe(0)
  expect(reportOf(accepted).findings[0]).toMatchObject({ status: 'fail', baseline: 'known' })
  expect(reportOf(accepted).findings[1]).toMatchObject({
    status: 'suppressed',
    suppression: { reason: 'Moves in May: #12', expires: isoDay(30) },
  })
  expect((await audit('after.ndjson', '-q', '--no-suppressions')).status).toBe(1)

  const config = await readFile(folder.at('awsnet.config.yaml'), 'utf8')
  expect(config).toContain('# ours\ngate: { baseline: awsnet-baseline.json } # kept\n')
  await folder.write('awsnet.config.yaml', config.replace(isoDay(30), isoDay(5)))
  expect((await audit('after.ndjson', '-q')).err).toContain(
    `ends after ${isoDay(5)}: mend the finding, or renew it.`,
  )
  await folder.write('awsnet.config.yaml', config.replace(isoDay(30), isoDay(-1)))
  const expired = await audit('after.ndjson', '-q')
  expect(expired.status).toBe(1)
  expect(expired.err).toContain(`expired after ${isoDay(-1)}: what it covered counts again.`)
})

test('what is gone is said, and leaves the baseline when it is written again', async () => {
  const { folder, audit } = await inFolder()
  const baseline = ['--baseline', 'base.json']
  await audit('after.ndjson', '-q', ...baseline, '--update-baseline')
  const fixed = await audit('before.ndjson', ...baseline)
  expect(fixed.status).toBe(0)
  expect(fixed.out).toContain('Gone since the baseline\n  HIGH  nat-gateway-az-independence: subnet-app-c')
  expect(fixed.out).toContain('Baseline   0 new, 1 known, 1 gone')
  await audit('before.ndjson', '-q', ...baseline, '--update-baseline')
  const written = JSON.parse(await readFile(folder.at('base.json'), 'utf8')) as Report
  expect(written.findings.map(({ resource }) => resource.id)).toEqual(['subnet-app-b'])
})

test('a suppression that matched nothing is told, and fails only where that is asked', async () => {
  const { folder, audit } = await inFolder()
  await folder.write('s.yaml', '- { rule: nat-gateway-az-independence, resource: subnet-old, reason: x }\n')
  const lenient = await audit('before.ndjson', '--fail-on', 'none', '-q', '--suppressions', 's.yaml')
  expect(lenient.status).toBe(0)
  expect(lenient.err).toBe(
    'Suppression of nat-gateway-az-independence, subnet-old matched nothing that was judged: it can go.\n',
  )
  const strict = await audit(
    'before.ndjson',
    '--fail-on',
    'none',
    '-q',
    '--suppressions',
    's.yaml',
    '--strict-suppressions',
  )
  expect(strict.status).toBe(2)
})

describe('the configuration', () => {
  test('turns rules off, rates them and sets their numbers; what the command line names wins', async () => {
    const { folder, run } = await inFolder()
    await folder.write(
      'awsnet.config.yaml',
      `gate: { failOn: critical }
report: { format: json }
rules:
  '*': off
  nat-gateway-az-*: critical
`,
    )
    const own = await run('audit', '--snapshot', 'before.ndjson', '-q')
    expect(own.status).toBe(1)
    expect(reportOf(own).findings.map(({ ruleId, severity }) => [ruleId, severity])).toEqual([
      ['nat-gateway-az-independence', 'critical'],
    ])
    const named = await run('audit', '--snapshot', 'before.ndjson', '-q', '--rule', 'flow-logs-*')
    expect(new Set(reportOf(named).findings.map(({ ruleId }) => ruleId.slice(0, 9)))).toEqual(
      new Set(['flow-logs']),
    )
    const without = await run('audit', '--snapshot', 'before.ndjson', '-q', '--no-config', '--format', 'json')
    expect(reportOf(without).summary.fail).toBeGreaterThan(1)
  })

  test('config show says where each value came from', async () => {
    const { folder, run } = await inFolder()
    await folder.write(
      'awsnet.config.yaml',
      'gate:\n  failOn: low\n  allowIncomplete: true\nrules:\n  nat-*: info\n',
    )
    const shown = await awsnet(['config', 'show', '--min-severity', 'high', '--format', 'json'], {
      cwd: folder.path,
      env: { AWSNET_FAIL_ON: 'medium' },
    })
    const { settings } = JSON.parse(shown.out) as {
      settings: { key: string; value: unknown; from: string }[]
    }
    const by = new Map(settings.map(({ key, value, from }) => [key, [value, from]]))
    expect(by.get('gate.failOn')).toEqual(['medium', 'AWSNET_FAIL_ON'])
    expect(by.get('gate.allowIncomplete')).toEqual([true, 'awsnet.config.yaml:3'])
    expect(by.get('report.minSeverity')).toEqual(['high', '--min-severity'])
    expect(by.get('report.format')).toEqual(['table', 'default'])
    expect(by.get('rules.nat-gateway-unused')).toEqual([{ severity: 'info' }, 'awsnet.config.yaml:5'])
    expect((await run('config', 'show')).out).toContain('Configuration: awsnet.config.yaml')
  })

  test('init writes one that changes nothing, and never over another', async () => {
    const { folder, run } = await inFolder()
    expect((await run('init')).status).toBe(0)
    expect((await run('audit', '--snapshot', 'before.ndjson', '-q', '--fail-on', 'none')).status).toBe(0)
    const again = await run('init')
    expect([again.status, again.err]).toEqual([
      2,
      'awsnet: awsnet.config.yaml is there already: --force writes over it.\n',
    ])
    await folder.write('awsnet.config.yaml', 'gate: { failOn: hihg }\n')
    const wrong = await run('audit', '--snapshot', 'before.ndjson')
    expect([wrong.status, wrong.out, wrong.err]).toEqual([
      2,
      '',
      expect.stringMatching(
        /^awsnet: \S*awsnet\.config\.yaml:1: gate\.failOn must be one of .*Did you mean "high"\?\n$/,
      ),
    ])
  })

  test.each([
    [['suppress', 'abc', '--reason', 'x'], /is no fingerprint/],
    [['suppress', 'a'.repeat(32), '--reason', 'x', '--expires', 'soon'], /neither a day such as/],
    [['suppress', 'a'.repeat(32), '--reason', 'x', '--expires', '2020-01-01'], /is over already/],
    [['suppress', 'a'.repeat(32), '--reason', 'x', '--report', 'before.ndjson'], /is not a report of awsnet/],
    [['suppress', 'a'.repeat(32)], /reason/],
    [['audit', '--demo', '--update-baseline'], /--update-baseline needs --baseline/],
    [['audit', '--demo', '--baseline', 'before.ndjson'], /is not a report of awsnet/],
    [['audit', '--demo', '--config', 'nothing.yaml'], /Cannot read nothing\.yaml/],
    [['audit', '--demo', '--suppressions', 'nothing.yaml'], /Cannot read nothing\.yaml/],
  ])('%j is met with one sentence', async (args, sentence) => {
    const { run } = await inFolder()
    const { status, err, out } = await run(...args)
    expect([status, out]).toEqual([2, ''])
    expect(err).toMatch(sentence)
    expect(err.trim().split('\n')).toHaveLength(1)
  })
})

describe('several outputs of one run', () => {
  test('each in the format of its name, while standard output keeps its own', async () => {
    const { folder, audit } = await inFolder()
    const names = [
      'a.json',
      'a.sarif',
      'a.xml',
      'a.csv',
      'a.md',
      'a.ocsf.json',
      'a.asff.json',
      'a.ndjson',
      'a.txt',
    ]
    const { status, out } = await audit('before.ndjson', ...names.flatMap((name) => ['--output', name]))
    expect(status).toBe(1)
    expect(out).toContain('What is wrong')
    const starts = await Promise.all(
      names.map(async (name) => [
        name,
        (await readFile(folder.at(name), 'utf8')).replace(/\s+/g, '').slice(0, 9),
      ]),
    )
    expect(Object.fromEntries(starts)).toEqual({
      'a.json': '{"schemaV',
      'a.sarif': '{"$schema',
      'a.xml': '<?xmlvers',
      'a.csv': 'status,se',
      'a.md': '##awsnet:',
      'a.ocsf.json': '[{"activi',
      'a.asff.json': '[{"Schema',
      'a.ndjson': '{"type":"',
      'a.txt': 'awsnet0.1',
    })
    const wrong = await audit('before.ndjson', '--output', 'a.docx')
    expect([wrong.status, wrong.err]).toEqual([
      2,
      expect.stringContaining('its ending says no format that awsnet writes (.sarif.json'),
    ])
  })

  test('in GitHub Actions annotations and the summary come by themselves', async () => {
    const { folder } = await inFolder()
    await folder.write('summary.md', '# before\n')
    const { out, err } = await awsnet(
      ['audit', '--snapshot', 'before.ndjson', ...RULE, '--format', 'json', '-q'],
      {
        cwd: folder.path,
        env: { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: folder.at('summary.md') },
      },
    )
    expect(JSON.parse(out)).toHaveProperty('findings')
    expect(err).toMatch(
      /^::error file=aws\/111111111111\/us-east-1\/AWS-EC2-Subnet\/subnet-app-b,line=1,title=high%3A /,
    )
    const summary = await readFile(folder.at('summary.md'), 'utf8')
    expect(summary).toMatch(/^# before\n## awsnet: 1 finding\n/)
  })
})

describe('a run that is stopped while it writes', () => {
  test.each(['SIGKILL', 'SIGTERM'] as const)('leaves the former files as they were (%s)', async (signal) => {
    const { folder, run } = await inFolder()
    await save(folder.at('large.ndjson'), landscape(10).facts())
    const files = ['report.json', 'baseline.json'] as const
    const [report, baseline] = files
    const write = ['--include-pass', '--output', report, '--baseline', baseline, '--update-baseline']
    expect((await run('audit', '--snapshot', 'before.ndjson', ...write)).status).toBe(0)
    const contents = () => Promise.all(files.map((name) => readFile(folder.at(name), 'utf8')))
    const former = await contents()

    const ended = await awsnet(['audit', '--snapshot', 'large.ndjson', ...write], {
      cwd: folder.path,
      during(child) {
        const watched = watch(folder.path, (_, name) => {
          if (name?.endsWith('.partial') && !child.killed) child.kill(signal)
        })
        child.on('close', () => watched.close())
      },
    })
    expect(ended.status).toBe(signal === 'SIGKILL' ? null : 143)
    expect(await contents()).toEqual(former)
    const partial = (await readdir(folder.path)).filter((name) => name.endsWith('.partial'))
    expect(partial).toHaveLength(signal === 'SIGKILL' ? 1 : 0)
  })
})
