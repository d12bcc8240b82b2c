import { type Fields, isRecord, members, type Operation, required, type Schema } from './schema.ts'

/** A member that says where the next page begins, and the request's member that takes it. */
export interface Token {
  readonly out: string
  readonly into: string
  /** The item's own field that it repeats, where a page begins at a named item (Route 53's record sets). */
  readonly key: string
}

/** Where an operation's output keeps its items, and how the API pages: read from the schema, never from a table of services. */
export interface Listing {
  /** The list that is paged; the first one of structures, else the first. */
  readonly items: string | undefined
  readonly item: Schema | undefined
  /** All the lists beside it. */
  readonly lists: readonly string[]
  readonly tokens: readonly Token[]
  readonly keyed: boolean
  /** The request's member for the size of a page. */
  readonly limit: string | undefined
  readonly fields: ReadonlySet<string>
  readonly required: ReadonlySet<string>
  /** CloudFront keeps all of this in a structure of its own. */
  readonly inside: string | undefined
  readonly put: (response: Fields, holder: Fields) => Fields
}

const LIMIT = /^(max(results|items|records)|pagesize|limit)$/i

/** Tokens that are keys of the next item, and the item's name for them. */
const KEYS: Readonly<Record<string, string>> = {
  NextRecordName: 'Name',
  NextRecordType: 'Type',
  NextRecordIdentifier: 'SetIdentifier',
  NextDNSName: 'Name',
  NextHostedZoneId: 'Id',
}

const listings = new WeakMap<Operation, Listing>()

export function listingOf(operation: Operation): Listing {
  const listing = listings.get(operation) ?? read(operation)
  listings.set(operation, listing)
  return listing
}

function read({ input, output }: Operation): Listing {
  const inputs = new Set(members(input).keys())
  const inside = tokensOf(output, inputs).length > 0 ? undefined : structWithTokens(output, inputs)
  const holder = inside === undefined ? output : output.getMemberSchema(inside)
  const tokens = tokensOf(holder, inputs)
  const fields = members(holder)
  const lists = [...fields].flatMap(([name, member]) => (member.isListSchema() ? [name] : []))
  const items =
    lists.find((name) => holder.getMemberSchema(name).getValueSchema().isStructSchema()) ?? lists[0]
  return {
    items,
    item: items === undefined ? undefined : holder.getMemberSchema(items).getValueSchema(),
    lists: lists.filter((name) => name !== items),
    tokens,
    keyed: tokens.length > 1 && tokens.every(({ key }) => key !== ''),
    limit: [...inputs].find((name) => LIMIT.test(name)),
    fields: new Set(fields.keys()),
    required: new Set(required(holder)),
    inside,
    put: (response, value) => (inside === undefined ? value : { ...response, [inside]: value }),
  }
}

const structWithTokens = (output: Schema, inputs: ReadonlySet<string>): string | undefined =>
  [...members(output)].find(
    ([, member]) => member.isStructSchema() && tokensOf(member, inputs).length > 0,
  )?.[0]

/** `NextToken` goes into `NextToken`, `NextMarker` into `Marker`, `NextRecordName` into `StartRecordName`. */
function tokensOf(holder: Schema, inputs: ReadonlySet<string>): Token[] {
  const names = [...members(holder).keys()]
  const next = names.filter((name) => /^next[A-Z]/i.test(name))
  const outs =
    next.length > 0 ? next : names.filter((name) => /^marker$/i.test(name) && names.includes('IsTruncated'))
  return outs.flatMap((out) => {
    const rest = out.replace(/^next/i, '')
    const into = [out, rest, `Start${rest}`].find((name) => inputs.has(name))
    return into === undefined ? [] : [{ out, into, key: KEYS[out] ?? '' }]
  })
}

/** The structure that holds the items. */
export function within({ inside }: Listing, response: Fields): Fields {
  const holder = inside === undefined ? response : response[inside]
  return isRecord(holder) ? holder : {}
}
