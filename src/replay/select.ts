import type { Fact } from '../snapshot/fact.ts'
import { bareId, canonical } from './canonical.ts'
import { Refusal } from './errors.ts'
import { type Held, heldIn, joined } from './held.ts'
import { type Listing, within } from './listing.ts'
import { type Answer, listOf } from './pages.ts'
import { type Fields, isRecord, members, type Schema } from './schema.ts'

/**
 * What the snapshot holds on a request. A request that asks what no fact answers is refused, never answered with
 * something else: a reader could not tell.
 */
export function select(operation: string, facts: readonly Fact[], asked: Fields, listing: Listing): Answer {
  const held = heldIn(facts)
  const params = meaningful(asked, held, listing)
  const exact = held.by(params)
  if (exact) return joined(exact, listing)
  const wider = held.by({ ...widening(held), ...params })
  if (wider) return optedIn(joined(wider, listing), listing)

  const lists = Object.keys(params).filter((name) => Array.isArray(params[name]))
  for (const list of lists) {
    const batch = batched(held, params, list)
    if (batch) return narrowed(joined(batch, listing), { [list]: params[list] }, listing)
  }

  const narrowing = Object.keys(params).filter((name) => idPath(name, listing) !== undefined)
  const group = held.by(without(params, narrowing))
  if (group && narrowing.length > 0) return narrowed(joined(group, listing), only(params, narrowing), listing)

  const strange = Object.keys(params).find((name) => !held.asked.has(name) && !narrowing.includes(name))
  if (strange !== undefined) {
    throw new Refusal('badParameter', `The replay endpoint does not support ${strange} for ${operation}.`)
  }
  throw new Refusal(
    'notHeld',
    `The snapshot does not hold ${operation} with ${JSON.stringify(params).slice(0, 300)}.`,
  )
}

/** Parameters that ask for more of the same, and which a snapshot without them has answered as it could. */
const HARMLESS = /^(DryRun|AllAvailabilityZones|AllRegions|Include[A-Z]\w*)$/

/** What the snapshot's reader asked for besides, to get more of the same. */
const widening = (held: Held): Fields =>
  Object.fromEntries([...held.asked].filter((name) => HARMLESS.test(name)).map((name) => [name, true]))

/** Who does not ask for all zones or regions gets those that the account may use. */
function optedIn(answer: Answer, listing: Listing): Answer {
  const { items } = listing
  if (items === undefined) return answer
  const holder = within(listing, answer.response)
  const kept = listOf(holder[items]).filter(
    (item) => !isRecord(item) || item['OptInStatus'] !== 'not-opted-in',
  )
  return { ...answer, response: listing.put(answer.response, { ...holder, [items]: kept }) }
}

function meaningful(asked: Fields, held: Held, { tokens, limit }: Listing): Fields {
  const paging = new Set([...tokens.map(({ into }) => into), ...(limit === undefined ? [] : [limit])])
  const kept = Object.entries(asked).filter(([name, value]) => {
    if (value === undefined || (paging.has(name) && !held.asked.has(name))) return false
    if (Array.isArray(value) && value.length === 0) return false
    if (held.asked.has(name) || !HARMLESS.test(name) || typeof value !== 'boolean') return true
    return name === 'DryRun' && value
  })
  return Object.fromEntries(kept)
}

/** Facts that were asked with parts of a list of ids, and answer all of it together. */
function batched({ facts, asked }: Held, params: Fields, list: string): readonly Fact[] | undefined {
  if (!asked.has(list)) return undefined
  const rest = canonical(without(params, [list]))
  const open = new Set(listOf(params[list]).map(bareId))
  const chosen: Fact[] = []
  for (const fact of facts) {
    const ids = listOf(fact.params?.[list]).map(bareId)
    if (!ids.some((id) => open.has(id)) || canonical(without(fact.params ?? {}, [list])) !== rest) continue
    chosen.push(fact)
  }
  const covered = new Set(chosen.flatMap((fact) => listOf(fact.params?.[list]).map(bareId)))
  return chosen.length > 0 && [...open].every((id) => covered.has(id)) ? chosen : undefined
}

/** Only the items that have the ids asked for. */
function narrowed(answer: Answer, ids: Fields, listing: Listing): Answer {
  const { items } = listing
  if (items === undefined) return answer
  const holder = within(listing, answer.response)
  let kept = listOf(holder[items])
  for (const [name, value] of Object.entries(ids)) {
    const path = idPath(name, listing)
    if (path === undefined) continue
    const wanted = new Set((Array.isArray(value) ? value : [value]).map(bareId))
    kept = kept.flatMap((item) => (isRecord(item) ? (matching(item, path, wanted) ?? []) : []))
  }
  return { ...answer, response: listing.put(answer.response, { ...holder, [items]: kept }) }
}

/** An item's field with the id, or that of the items of a list in it: instances lie within reservations. */
interface IdPath {
  readonly list?: string
  readonly field: string
}

function idPath(param: string, { item }: Listing): IdPath | undefined {
  if (item === undefined) return undefined
  const fields = members(item)
  const names = [param, param.replace(/s$/, '')]
  const field = names.find((name) => isScalar(fields.get(name)))
  if (field !== undefined) return { field }
  for (const [list, member] of fields) {
    if (!member.isListSchema()) continue
    const inner = members(member.getValueSchema())
    const nested = names.find((name) => name.endsWith('Id') && isScalar(inner.get(name)))
    if (nested !== undefined && list === nested.replace(/Id$/, 's')) return { list, field: nested }
  }
  return undefined
}

const isScalar = (schema: Schema | undefined): boolean =>
  schema !== undefined && !schema.isStructSchema() && !schema.isListSchema() && !schema.isMapSchema()

function matching(item: Fields, { list, field }: IdPath, wanted: ReadonlySet<string>): Fields | undefined {
  if (list === undefined) return wanted.has(bareId(item[field])) ? item : undefined
  const inner = listOf(item[list]).filter((each) => isRecord(each) && wanted.has(bareId(each[field])))
  return inner.length > 0 ? { ...item, [list]: inner } : undefined
}

const without = (fields: Fields, names: readonly string[]): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)))

const only = (fields: Fields, names: readonly string[]): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => names.includes(name)))
