import { isRecord } from './schema.ts'

/** Route 53 answers with `/hostedzone/Z1` and is asked with `Z1`. */
export const bareId = (value: unknown): string =>
  String(value).replace(/^\/(hostedzone|delegationset|change)\//, '')

/** One text for values that ask the same: of any order, and numbers and booleans as the strings that Query makes of them. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).toSorted().join(',')}]`
  if (!isRecord(value)) return JSON.stringify(bareId(value))
  const fields = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .toSorted()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`)
  return `{${fields.join(',')}}`
}
