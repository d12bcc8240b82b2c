/** What is wrong with a configuration, in one sentence with file, line and key. */
import type * as v from 'valibot'
import { nearest } from '../nearest.ts'
import { UserError } from '../user-error.ts'
import type { ConfigFile } from './document.ts'

type Issue = v.BaseIssue<unknown>

/** The error for the first of the issues that a schema found. */
export function problemOf(file: ConfigFile, issues: readonly Issue[], knownKeys: KnownKeys): UserError {
  // A misspelt key is both: one that is not known, and one that is missing. The first says more.
  const issue = issues.find((one) => one.type === 'strict_object' && one.expected === 'never') ?? issues[0]
  const keys = pathOf(issue)
  const line = file.lineOf(keys)
  return new UserError(
    `${file.path}:${line}: ${issue ? sentence(issue, keys, knownKeys) : 'it is not valid.'}`,
  )
}

/** The keys that a map may have, by the path of the map. */
export type KnownKeys = (path: readonly (string | number)[]) => readonly string[]

const pathOf = (issue: Issue | undefined): readonly (string | number)[] =>
  issue?.path?.map(({ key }) => (typeof key === 'number' ? key : String(key))) ?? []

function sentence(issue: Issue, keys: readonly (string | number)[], knownKeys: KnownKeys): string {
  const name = spelled(keys)
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    // To the schema a list is a map with the keys 0, 1, 2 …
    if (Array.isArray(issue.path?.at(-1)?.input))
      return `${spelled(keys.slice(0, -1)) || 'the configuration'} must be a map of keys, not a list.`
    return `there is no key "${name}".${nearest(String(keys.at(-1)), knownKeys(keys.slice(0, -1)))}`
  }
  if (issue.type === 'strict_object' && issue.received === 'undefined') {
    return `${spelled(keys.slice(0, -1)) || 'it'} lacks "${String(keys.at(-1))}".`
  }
  if (issue.type === 'picklist') {
    const names = [...(issue.expected?.matchAll(/"([^"]*)"/g) ?? [])].map(([, one = '']) => one)
    return `${name} must be one of ${names.join(', ')}, not ${shown(issue.input)}.${typeof issue.input === 'string' ? nearest(issue.input, names) : ''}`
  }
  const sort = SORTS[issue.type]
  if (sort) return `${name || 'the configuration'} must be ${sort}, not ${shown(issue.input)}.`
  return `${name} ${issue.message}${shortText(issue.input)}.`
}

const SORTS: Readonly<Record<string, string>> = {
  boolean: 'true or false',
  string: 'a text',
  number: 'a number',
  array: 'a list',
  strict_object: 'a map of keys',
  object_with_rest: 'a map of keys',
  record: 'a map of keys',
}

/** `suppressions[0].expires` */
const spelled = (keys: readonly (string | number)[]): string =>
  keys.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : text === '' ? key : `${text}.${key}`),
    '',
  )

function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object' && value !== null) return 'a map'
  if (value === undefined || value === null) return 'nothing'
  return typeof value === 'string' ? `"${value.slice(0, 60)}"` : JSON.stringify(value)
}

const shortText = (value: unknown): string =>
  typeof value === 'string' && value !== '' ? `, not "${value.slice(0, 60)}"` : ''
