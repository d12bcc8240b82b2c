import type { Fact, ReadError } from './fact.ts'
import { plain } from './plain.ts'

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A line of a snapshot as a fact; a text that says what is wrong with it instead, when it is none. */
export function parseFact(value: unknown): Fact | string {
  if (!isObject(value)) return 'it is not a JSON object'
  const { account, region, operation, params, response, error } = value
  for (const [name, field] of Object.entries({ account, region, operation })) {
    if (typeof field !== 'string' || field === '') return `it has no "${name}"`
  }
  if (params !== undefined && !isObject(params)) return 'its "params" is not a JSON object'
  const base = {
    account: String(account),
    region: String(region),
    operation: String(operation),
    ...(isObject(params) ? { params } : {}),
  }
  if (error !== undefined) return { ...base, error: parseError(error) }
  if (!isObject(response)) return 'it has neither a "response" nor an "error"'
  return { ...base, response: plain(response) as Record<string, unknown> }
}

export function parseError(error: unknown): ReadError {
  if (!isObject(error)) return { name: 'Error', message: String(error) }
  return { name: String(error['name'] ?? error['Code'] ?? 'Error'), message: String(error['message'] ?? error['Message'] ?? '') }
}

export { isObject }
