import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { awsnet } from '../support/cli.ts'
import { ownFolder } from '../support/files.ts'
import { company } from '../support/company.ts'
import { save } from '../support/snapshot-files.ts'

const folder = ownFolder()

/** Modules of packages that a command loads, by ES import and by require. */
async function loadedBy(
  ...args: readonly string[]
): Promise<{ readonly status: number | null; readonly modules: readonly string[] }> {
  const name = args.join('-').replace(/\W/g, '')
  const log = folder.at(`${name}.log`)
  const hook = `import { appendFileSync } from 'node:fs'
export async function load(url, context, next) { appendFileSync(${JSON.stringify(log)}, url + '\\n'); return next(url, context) }`
  const preload = await folder.write(
    `${name}.mjs`,
    `import { register, createRequire } from 'node:module'
import { appendFileSync } from 'node:fs'
register('data:text/javascript,' + encodeURIComponent(${JSON.stringify(hook)}))
const { cache } = createRequire(import.meta.url)
process.on('exit', () => appendFileSync(${JSON.stringify(log)}, Object.keys(cache).join('\\n')))`,
  )
  await folder.write(`${name}.log`, '')
  const { status } = await awsnet(args, { nodeArgs: ['--import', preload] })
  const lines = (await readFile(log, 'utf8')).split('\n')
  return { status, modules: lines.filter((line) => line.includes('node_modules')) }
}

const SDK = /node_modules\/(@aws-sdk|@smithy)\//

test.concurrent.each([
  ['--version'],
  ['--help'],
  ['audit', '--help'],
  ['rules'],
  ['rules', 'show', 'nat-gateway-az-independence'],
  ['policy'],
])('awsnet %s %s loads nothing of the AWS SDK', async (...args) => {
  const { status, modules } = await loadedBy(...args.filter((arg) => arg !== undefined))
  expect(status).toBe(0)
  expect(modules.filter((name) => SDK.test(name))).toEqual([])
})

test('nor does an audit of a snapshot', async () => {
  await save(folder.at('own.ndjson'), company().facts())
  const { status, modules } = await loadedBy(
    'audit',
    '--snapshot',
    folder.at('own.ndjson'),
    '--fail-on',
    'none',
  )
  expect(status).toBe(0)
  expect(modules.length).toBeGreaterThan(5)
  expect(modules.filter((name) => SDK.test(name))).toEqual([])
})

test('--version loads no package at all; an audit of AWS does load the SDK, so the others say something', async () => {
  expect((await loadedBy('--version')).modules).toEqual([])
  const { modules } = await loadedBy('audit', '--region', 'us-east-1', '--endpoint-url', 'http://127.0.0.1:1')
  expect(modules.filter((name) => SDK.test(name)).length).toBeGreaterThan(10)
})
