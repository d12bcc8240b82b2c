/**
 * The one gate through which every answer enters a snapshot, live or imported: dates become ISO strings, nulls
 * become absence, and secrets are dropped before anything can store or print them.
 *
 * DescribeVpnConnections returns pre-shared keys in `CustomerGatewayConfiguration` and `PreSharedKey`, Direct Connect
 * has `authKey`, launch templates carry `UserData`, and CloudFront's origin header values are shared secrets by habit.
 * Route 53 Domains tells the names, addresses and telephone numbers of the people behind a domain.
 */
const DROPPED = new Set([
  '$metadata',
  'ResponseMetadata',
  'CustomerGatewayConfiguration',
  'PreSharedKey',
  'authKey',
  'AuthKey',
  'customerRouterConfig',
  'UserData',
  'HeaderValue',
  'ClientSecret',
  'SecretAccessKey',
  'SessionToken',
  'Password',
  'AdminContact',
  'RegistrantContact',
  'TechContact',
  'BillingContact',
  'AbuseContactEmail',
  'AbuseContactPhone',
])

/** Deeper than any answer of AWS; what lies deeper in a hostile file is left out rather than overflowing the stack. */
const MAX_DEPTH = 64

/** What JSON keeps of an SDK type. */
export type Plain<T> = T extends Date | Uint8Array
  ? string
  : T extends readonly (infer Item)[]
    ? readonly Plain<Item>[]
    : T extends object
      ? { readonly [Key in keyof T]: Plain<T[Key]> }
      : T

/** Cleans in place where it can (answers are large) and returns what stands for the value. */
export function plain(value: unknown, depth = 0): unknown {
  if (value === null || typeof value !== 'object') return value ?? undefined
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.toISOString()
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  if (depth > MAX_DEPTH) return undefined
  if (Array.isArray(value)) return plainList(value, depth)

  const fields = value as Record<string, unknown>
  for (const key of Object.keys(fields)) {
    const kept = DROPPED.has(key) ? undefined : plain(fields[key], depth + 1)
    if (kept === undefined) delete fields[key]
    else if (kept !== fields[key]) fields[key] = kept
  }
  return fields
}

function plainList(list: unknown[], depth: number): unknown[] {
  let length = 0
  for (const item of list) {
    const kept = plain(item, depth + 1)
    if (kept !== undefined) list[length++] = kept
  }
  list.length = length
  return list
}
