import type { Fact, ReadError } from './fact.ts'
import { plain } from './plain.ts'

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A text or a number as a text; whatever else a file has in its place is not looked into. */
export const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number'
    ? String(value)
    : `(${value === null ? 'null' : typeof value})`

/** A line of a snapshot as a fact; a text that says what is wrong with it instead, when it is none. */
export function parseFact(value: unknown): Fact | string {
  if (!isObject(value)) return 'it is not a JSON object'
  const { account, region, operation, params, response, error } = value
  for (const [name, field] of Object.entries({ account, region, operation })) {
    if (typeof field !== 'string' || field === '') return `it has no "${name}"`
  }
  const asked = plain(params)
  if (asked !== undefined && !isObject(asked)) return 'its "params" is not a JSON object'
  const base = {
    account: String(account),
    region: String(region),
    operation: String(operation),
    ...(asked ? { params: asked } : {}),
  }
  if (error !== undefined && error !== null) return { ...base, error: parseError(error) }
  const answer = plain(response)
  return isObject(answer) ? { ...base, response: answer } : 'it has neither a "response" nor an "error"'
}

export function parseError(error: unknown): ReadError {
  if (!isObject(error)) return { name: 'Error', message: textOf(error) }
  return {
    name: textOf(error['name'] ?? error['Code'] ?? 'Error'),
    message: textOf(error['message'] ?? error['Message'] ?? ''),
  }
}
