import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { rules } from '../rules/index.ts'
import { kinds } from '../src/inventory/kinds/index.ts'
import { PILLARS, SEVERITIES } from '../src/rule.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const tsx = createRequire(import.meta.url).resolve('tsx/cli')

test('what is derived is up to date: if this fails, run npm run generate', async () => {
  const checked = await promisify(execFile)(process.execPath, [tsx, 'bin/generate.ts', '--check'], {
    cwd: root,
  }).catch((error: { stdout: string; stderr: string }) => error)
  expect(checked.stdout + checked.stderr, 'npm run generate').toBe('')
})

test('every id is there once', () => {
  const ids = rules.map((rule) => rule.id)
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
  expect(ids.length).toBeGreaterThan(10)
})

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  test('lies in a file of its name in the folder of its topic, with a test beside it', () => {
    expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    expect(existsSync(`${root}rules/${rule.topic}/${id}.ts`), `rules/${rule.topic}/${id}.ts`).toBe(true)
    expect(
      existsSync(`${root}test/rules/${rule.topic}/${id}.test.ts`),
      `test/rules/${rule.topic}/${id}.test.ts`,
    ).toBe(true)
  })

  test('says what it is, why, and how to check and to fix it', () => {
    for (const text of [rule.title, rule.why, rule.check, rule.fix])
      expect(text.trim().length).toBeGreaterThan(10)
    expect(rule.title).not.toMatch(/[.\n]$/)
    expect(PILLARS).toContain(rule.pillar)
    expect(SEVERITIES).toContain(rule.severity)
    expect(rule.reference).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/\S+$/)
  })

  test('needs kinds that there are, each once', () => {
    const all = [...rule.needs, ...(rule.consults ?? [])]
    expect(rule.needs.length).toBeGreaterThan(0)
    expect(all.filter((name) => !(name in kinds))).toEqual([])
    expect(new Set(all).size).toBe(all.length)
  })
})
