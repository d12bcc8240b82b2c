import { createHash } from 'node:crypto'
import { bareId } from './canonical.ts'
import { Refusal } from './errors.ts'
import { type Listing, within } from './listing.ts'
import { type Fields, isRecord } from './schema.ts'

/** All that the snapshot holds on a request: every page's items in one, and the error after which the reader stopped. */
export interface Answer {
  readonly response: Fields
  readonly error?: Refusal
}

export interface PageRequest {
  readonly params: Fields
  /** Tells one request's tokens from another's. */
  readonly identity: string
  readonly pageSize: number | undefined
  /** A fault: a token that leads nowhere, for ever. */
  readonly repeatToken: boolean
}

/** As many items as AWS gives to who does not say. */
const DEFAULT_LIMIT = 1000

/** The page that a request asks for, with the API's own tokens, flags and counts. */
export function pageOf(answer: Answer, listing: Listing, request: PageRequest): Fields {
  const { items, tokens } = listing
  if (items === undefined || tokens.length === 0) {
    if (answer.error) throw answer.error
    return answer.response
  }

  const holder = within(listing, answer.response)
  const all = listOf(holder[items])
  const start = startOf(listing, all, request)
  if (answer.error && start >= all.length) throw answer.error
  const { limit, size } = sizeOf(listing, request)
  const end = Math.min(start + size, all.length)
  const more = end < all.length || answer.error !== undefined || request.repeatToken

  const page: Record<string, unknown> = { ...holder }
  for (const name of listing.lists) {
    if (name in page && start > 0) page[name] = [] // what rides along rides on the first page
  }
  if (items in page || listing.required.has(items)) page[items] = all.slice(start, end)
  for (const { out } of tokens) delete page[out]
  if (more)
    Object.assign(page, nextTokens(listing, all, request.repeatToken ? 0 : end, request, answer.error))

  const counts = {
    IsTruncated: more,
    Quantity: end - start,
    MaxItems: limit ?? holder['MaxItems'] ?? size,
    Marker: '',
  }
  if (start > 0 || more) counts.MaxItems = size
  return listing.put(answer.response, { ...page, ...kept(counts, page, listing, request.params) })
}

/** Of the counts, those that the API has; a marker is echoed, and is not the next one. */
function kept(counts: Fields, page: Fields, listing: Listing, params: Fields): Fields {
  const fields: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(counts)) {
    if (!listing.fields.has(name) || listing.tokens.some(({ out }) => out === name)) continue
    if (name !== 'Marker') fields[name] = value
    else if (params['Marker'] !== undefined) fields[name] = params['Marker']
    else if (listing.inside !== undefined) fields[name] = page[name] ?? value
  }
  return fields
}

function sizeOf(
  listing: Listing,
  { params, pageSize }: PageRequest,
): { limit: number | undefined; size: number } {
  const asked = listing.limit === undefined ? undefined : params[listing.limit]
  const limit = asked === undefined ? undefined : Number(asked)
  if (limit !== undefined && !(Number.isInteger(limit) && limit > 0))
    throw new Refusal('badParameter', `${listing.limit} must be a whole number above 0.`)
  return { limit, size: Math.min(limit ?? DEFAULT_LIMIT, pageSize ?? DEFAULT_LIMIT, DEFAULT_LIMIT) }
}

function startOf(listing: Listing, all: readonly unknown[], { params, identity }: PageRequest): number {
  const given = listing.tokens.filter(({ into }) => params[into] !== undefined && params[into] !== '')
  if (given.length === 0) return 0

  if (listing.keyed) {
    const at = all.findIndex((item) =>
      given.every(({ into, key }) => bareId(field(item, key)) === bareId(params[into])),
    )
    if (at >= 0) return at
    throw new Refusal(
      'badToken',
      `The snapshot holds no item at which ${given.map(({ into }) => into).join(', ')} starts.`,
    )
  }
  const [offset, seal] = Buffer.from(String(params[given[0]?.into ?? '']), 'base64url')
    .toString('latin1')
    .split(' ')
  const at = Number(offset)
  if (seal !== sealOf(identity) || !Number.isInteger(at) || at < 0 || at > all.length)
    throw new Refusal('badToken', 'The token is not one that this endpoint gave to this request.')
  return at
}

function nextTokens(
  { tokens, keyed }: Listing,
  all: readonly unknown[],
  next: number,
  { identity }: PageRequest,
  error: Refusal | undefined,
): Fields {
  if (!keyed)
    return {
      [tokens[0]?.out ?? '']: Buffer.from(`${next} ${sealOf(identity)}`, 'latin1').toString('base64url'),
    }
  // A key names an item, so there is none for an error that took the place of the next page.
  if (error && next >= all.length) throw error
  return Object.fromEntries(tokens.map(({ out, key }) => [out, field(all[next], key)]))
}

const sealOf = (identity: string): string => createHash('sha256').update(identity).digest('hex').slice(0, 12)

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

const field = (item: unknown, key: string): unknown => (isRecord(item) ? item[key] : undefined)
