import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import MarkdownIt from 'markdown-it'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { rules } from '../../rules/index.ts'
import { checkConfig } from '../../src/config/load.ts'
import { demoAccount } from '../../src/cli/package-root.ts'
import { operations } from '../../src/inventory/operations.ts'
import { type Replay, startReplay } from '../../src/replay/server.ts'
import { reporters } from '../../src/reporters/index.ts'
import { readSnapshot } from '../../src/snapshot/read.ts'
import { Snapshot } from '../../src/snapshot/snapshot.ts'
import { account } from '../support/account.ts'
import { root } from '../support/cli.ts'
import { ownFolder } from '../support/files.ts'

const docs = join(root, 'docs')
const guides = readdirSync(docs).filter((name) => name.endsWith('.md'))
const OTHER = '210987654321'

let replay: Replay
const tools = ownFolder()

beforeAll(async () => {
  const demo = await readSnapshot(demoAccount, operations)
  replay = await startReplay(new Snapshot(demo.createdAt, [...demo.facts, ...account({ id: OTHER }).facts()]))
  // What users have on their path: the executable, and npx, which runs it.
  const run = `exec "${process.execPath}" "${root}bin/run.js" "$@"`
  for (const [name, text] of [
    ['awsnet', run],
    ['npx', `shift; ${run}`],
  ] as const) {
    writeFileSync(tools.at(name), `#!/bin/bash\n${text}\n`)
    chmodSync(tools.at(name), 0o755)
  }
  await tools.write('config', '[profile audit]\nregion = us-east-1\n')
  await tools.write(
    'credentials',
    '[audit]\naws_access_key_id = 123456789012\naws_secret_access_key = secret\n',
  )
})
afterAll(() => replay.close())

const environment = () => ({
  PATH: `${tools.path}:${process.env['PATH'] ?? ''}`,
  HOME: tools.path,
  AWS_ENDPOINT_URL: replay.url,
  AWS_ACCESS_KEY_ID: '123456789012',
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_REGION: 'us-east-1',
  AWS_CONFIG_FILE: tools.at('config'),
  AWS_SHARED_CREDENTIALS_FILE: tools.at('credentials'),
  AWS_EC2_METADATA_DISABLED: 'true',
  // Guides speak of all rules; a few are enough to see that a command works.
  AWSNET_TOPIC: 'nat,flow-logs',
})

/** A command line in a shell, as a reader would run it. */
const shell = (line: string, cwd: string): Promise<{ status: number | null; err: string }> =>
  new Promise((resolve) => {
    const child = spawn('bash', ['-c', line], { cwd, env: environment() })
    let err = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text))
    child.on('close', (status) => resolve({ status, err }))
  })

interface Block {
  readonly language: string
  readonly text: string
}

const blocksOf = (guide: string): readonly Block[] =>
  new MarkdownIt()
    .parse(readFileSync(join(docs, guide), 'utf8'), {})
    .filter(({ type }) => type === 'fence')
    .map(({ info, content }) => ({ language: info.trim(), text: content }))

/** The commands that a block runs: its lines, or what a pipeline's file runs. */
function commandsOf({ language, text }: Block): readonly string[] {
  if (language === 'sh') return text.trim().split('\n')
  if (language === 'groovy') return [...text.matchAll(/sh '([^']*)'/g)].map(([, line = '']) => line)
  return language === 'yaml' ? textsIn(parse(text)).filter((line) => line.startsWith('npx awsnet ')) : []
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

describe.each(guides)('docs/%s', (guide) => {
  const blocks = blocksOf(guide)

  test('its commands run one after the other, as they stand', { timeout: 120_000 }, async () => {
    const folder = ownFolder()
    mkdirSync(folder.at('.git'))
    expect(blocks.flatMap(commandsOf).length).toBeGreaterThan(0)
    const done = new Set<string>()
    for (const block of blocks) {
      const file = /^# (awsnet\.config\.yaml|suppressions\.yaml)\n/.exec(block.text)?.[1]
      if (file) writeFileSync(folder.at(file), block.text)
      for (const line of commandsOf(block)) {
        // The four pipelines of a guide run the same command.
        if (done.has(line) && block.language !== 'sh') continue
        done.add(line)
        const { status, err } = await shell(line, folder.path)
        expect([0, 1, 3], `${line}\n${err}`).toContain(status)
        expect(err, line).not.toContain('awsnet: ')
      }
    }
  })

  test('its configurations hold to the schema', () => {
    for (const { text } of blocks.filter((block) => block.text.startsWith('# awsnet.config.yaml')))
      checkConfig('awsnet.config.yaml', text, { rules, formats: Object.keys(reporters) })
  })

  test('its links lead somewhere', () => {
    const links = [...readFileSync(join(docs, guide), 'utf8').matchAll(/\]\((?!https?:)([^)#]+)/g)]
    for (const [, link = ''] of links) expect(existsSync(join(docs, link)), link).toBe(true)
  })
})
