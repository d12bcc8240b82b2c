import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import * as v from 'valibot'
import type { SuppressionEntry } from '../audit/suppressions.ts'
import { isPattern } from '../audit/wildcard.ts'
import { nearest } from '../nearest.ts'
import type { Rule } from '../rule.ts'
import { UserError } from '../user-error.ts'
import { type ConfigFile, parseConfig } from './document.ts'
import { problemOf } from './problem.ts'
import { type ConfigInput, KEYS, type Known, configSchema, suppressionList } from './schema.ts'

/** A configuration and where it stands: every value can say its line. */
export interface Config {
  readonly values: ConfigInput
  readonly file: ConfigFile | undefined
}

/** Reads and checks a configuration. Throws a UserError that names file, line and key. */
export async function loadConfig(path: string, known: Known): Promise<Config> {
  return checkConfig(path, await textOf(path), known)
}

/** The same for a text that is not yet, or not only, in the file. */
export function checkConfig(path: string, text: string, known: Known): Config {
  const whole = parseConfig(path, text)
  const file = basename(path) === 'package.json' ? partOf(whole, 'awsnet') : whole
  const schema = configSchema(known)
  const checked = v.safeParse(schema, file.value ?? {})
  if (!checked.success) throw problemOf(file, checked.issues, (keys) => keysAt(known, keys))
  expectRules(checked.output, file, known.rules)
  return { values: checked.output, file }
}

/** Reads suppressions that stand in a file of their own: a list, or a map with the key `suppressions`. */
export async function loadSuppressions(
  path: string,
  rules: readonly Rule[],
): Promise<readonly SuppressionEntry[]> {
  const whole = parseConfig(path, await textOf(path))
  const inMap = typeof whole.value === 'object' && whole.value !== null && 'suppressions' in whole.value
  const file = inMap ? partOf(whole, 'suppressions') : whole
  const checked = v.safeParse(suppressionList, file.value ?? [])
  if (!checked.success)
    throw problemOf(file, checked.issues, (keys) => (keys.length === 1 ? KEYS.suppression : []))
  expectRules(
    { suppressions: checked.output },
    { ...file, lineOf: (keys) => file.lineOf(keys.slice(1)) },
    rules,
  )
  return checked.output
}

export async function textOf(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: unknown) => {
    throw new UserError(`Cannot read ${path}: ${error instanceof Error ? error.message : String(error)}.`)
  })
}

const partOf = (file: ConfigFile, key: string): ConfigFile => ({
  path: file.path,
  value: (file.value as Readonly<Record<string, unknown>>)[key],
  lineOf: (keys) => file.lineOf([key, ...keys]),
})

/** A rule that does not exist would silently change nothing. */
function expectRules(values: ConfigInput, file: ConfigFile, rules: readonly Rule[]): void {
  const ids = rules.map((rule) => rule.id)
  const topics = [...new Set(rules.map((rule) => rule.topic))]
  const expect = (
    name: string,
    keys: readonly (string | number)[],
    names: readonly string[],
    what: string,
  ): void => {
    if (isPattern(name) || names.includes(name)) return
    throw new UserError(
      `${file.path}:${file.lineOf(keys)}: there is no ${what} "${name}".${nearest(name, names)}`,
    )
  }
  for (const id of Object.keys(values.rules ?? {})) expect(id, ['rules', id], ids, 'rule')
  for (const [index, topic] of (values.topics ?? []).entries())
    expect(topic, ['topics', index], topics, 'topic')
  for (const [index, { rule }] of (values.suppressions ?? []).entries())
    if (rule !== undefined) expect(rule, ['suppressions', index, 'rule'], ids, 'rule')
}

/** The keys that the map at a path may have, for the nearest right name. */
function keysAt(known: Known, path: readonly (string | number)[]): readonly string[] {
  const [first, second, third] = path
  if (first === undefined) return Object.keys(configSchema({ rules: [], formats: known.formats }).entries)
  if (first === 'scope' || first === 'gate' || first === 'report') return KEYS[first]
  if (first === 'suppressions') return KEYS.suppression
  if (first !== 'rules') return []
  if (third === 'settings') return Object.keys(known.rules.find((rule) => rule.id === second)?.settings ?? {})
  return second === undefined ? known.rules.map((rule) => rule.id) : KEYS.rule
}
