import type { Fact } from '../snapshot/fact.ts'
import { canonical } from './canonical.ts'
import { Refusal } from './errors.ts'
import { type Listing, within } from './listing.ts'
import type { Answer } from './pages.ts'
import type { Fields } from './schema.ts'

/** The facts of one operation in one place, found by what they were asked with. */
export interface Held {
  readonly facts: readonly Fact[]
  /** Names of all parameters with which any fact was asked. */
  readonly asked: ReadonlySet<string>
  readonly by: (params: Fields) => readonly Fact[] | undefined
}

const indexes = new WeakMap<readonly Fact[], Held>()

/** A per-resource operation may have thousands of facts: indexed once, since a snapshot does not change. */
export function heldIn(facts: readonly Fact[]): Held {
  const held = indexes.get(facts) ?? index(facts)
  indexes.set(facts, held)
  return held
}

function index(facts: readonly Fact[]): Held {
  const groups = new Map<string, Fact[]>()
  for (const fact of facts) {
    const key = canonical(fact.params ?? {})
    const group = groups.get(key)
    if (group) group.push(fact)
    else groups.set(key, [fact])
  }
  return {
    facts,
    asked: new Set(facts.flatMap((fact) => Object.keys(fact.params ?? {}))),
    by: (params) => groups.get(canonical(params)),
  }
}

const answers = new WeakMap<readonly Fact[], Answer>()

/** The pages of an answer as one. */
export function joined(facts: readonly Fact[], listing: Listing): Answer {
  const answer = answers.get(facts) ?? join(facts, listing)
  answers.set(facts, answer)
  return answer
}

function join(facts: readonly Fact[], listing: Listing): Answer {
  const responses = facts.map(({ response }) => response).filter((response) => response !== undefined)
  const holders = responses.map((response) => within(listing, response))
  const holder: Record<string, unknown> = { ...holders[0] }
  for (const name of listing.items === undefined ? listing.lists : [listing.items, ...listing.lists]) {
    const lists = holders.flatMap((each) => (Array.isArray(each[name]) ? [each[name]] : []))
    if (lists.length > 0) holder[name] = lists.flat()
  }
  const response = responses[0] === undefined ? {} : listing.put(responses[0], holder)
  const failed = facts.find(({ error }) => error !== undefined)?.error
  if (failed === undefined) return { response }
  return { response, error: new Refusal({ verbatim: failed.name }, failed.message) }
}
