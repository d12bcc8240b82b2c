import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { account } from '../support/account.ts'
import { awsnet } from '../support/cli.ts'
import { ownFolder } from '../support/files.ts'
import { save } from '../support/snapshot-files.ts'

const folder = ownFolder()
const before = () =>
  account()
    .vpc('shop')
    .securityGroup('web', ['tcp 443 0.0.0.0/0'])
    .subnet('public', { routes: { '0.0.0.0/0': 'igw' }, empty: true })
    .instance('web', { subnet: 'public', groups: ['web'], publicIp: '203.0.113.5' })
const after = () =>
  account()
    .vpc('shop')
    .securityGroup('web', ['tcp 443 0.0.0.0/0', 'tcp 22 0.0.0.0/0'])
    .subnet('public', { routes: { '0.0.0.0/0': 'igw' }, empty: true })
    .instance('web', { subnet: 'public', groups: ['web'], publicIp: '203.0.113.5' })
const saved = Promise.all([
  save(folder.at('old.ndjson'), before().facts()),
  save(folder.at('new.ndjson'), after().facts()),
])
const run = async (...args: readonly string[]) => {
  await saved
  return awsnet(args, { cwd: folder.path })
}

test('two snapshots: what the internet can reach now, and the exit status of the gate', async () => {
  const { status, out, err } = await run('diff', 'old.ndjson', 'new.ndjson')
  expect([status, err]).toEqual([1, ''])
  expect(out).toContain('The internet can now reach\n! eni-web at 203.0.113.5 on TCP 22 from the internet')
  expect(out).toContain('! CRITICAL security-group-open-to-internet')
  expect((await run('diff', 'old.ndjson', 'new.ndjson', '--fail-on', 'none')).status).toBe(0)
  expect((await run('diff', 'new.ndjson', 'old.ndjson')).status).toBe(0)
})

test('for a pull request and for programs', async () => {
  await run('diff', 'old.ndjson', 'new.ndjson', '--format', 'markdown', '--output', 'comment.md')
  expect(await readFile(folder.at('comment.md'), 'utf8')).toMatch(/^## awsnet: \d+ findings? came, 0 went/)
  const { out } = await run('diff', 'old.ndjson', 'new.ndjson', '--format', 'json')
  expect(JSON.parse(out)).toMatchObject({
    schemaVersion: '1.0',
    summary: { went: 0 },
    exposure: {
      opened: [{ networkInterface: 'eni-web', protocol: 'tcp', ports: '22', from: ['the internet'] }],
      closed: [],
    },
  })
})

test('two reports; one of each is met with one sentence', async () => {
  await run('audit', '--snapshot', 'old.ndjson', '-q', '--output', 'old.json')
  await run('audit', '--snapshot', 'new.ndjson', '-q', '--output', 'new.json')
  const reports = await run('diff', 'old.json', 'new.json')
  expect(reports.status).toBe(1)
  expect(reports.out).toContain('Findings that came\n! CRITICAL security-group-open-to-internet')
  const mixed = await run('diff', 'old.json', 'new.ndjson')
  expect([mixed.status, mixed.err]).toEqual([
    2,
    'awsnet: old.json is a report and new.ndjson is a snapshot: compare two of a sort.\n',
  ])
  expect((await run('diff', 'old.ndjson', 'nothing.ndjson')).err).toBe(
    'awsnet: There is no file nothing.ndjson.\n',
  )
})

test('what was not read is not compared, and that is exit status 3', async () => {
  await save(folder.at('blind.ndjson'), before().unread('networkInterfaces').facts())
  const { status, out } = await run('diff', 'old.ndjson', 'blind.ndjson')
  expect(status).toBe(3)
  expect(out).toContain('Not compared')
  expect((await run('diff', 'old.ndjson', 'blind.ndjson', '--allow-incomplete')).status).toBe(0)
})
