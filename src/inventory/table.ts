import type { Row } from './kind.ts'
import { type Place, placeKey } from '../snapshot/fact.ts'

type KeyOf<R> = (row: R) => string | undefined | readonly (string | undefined)[]

/** Why a kind, or one parent's part of it, is not known. */
export interface Unread {
  readonly operation: string
  readonly reason: string
  /** It was asked for, and AWS refused or the answer was no answer; otherwise it was never asked for. */
  readonly failed: boolean
}

/** What is known of one kind over all accounts and regions: rows, and which places and parents were really read. */
export interface KindFacts<R> {
  readonly rows: readonly R[]
  /** By place (`account/region`): why its rows are not known. Every other audited place was read. */
  readonly unread: ReadonlyMap<string, Unread>
  /** The places that were read. */
  readonly read: ReadonlySet<string>
  /** Per-parent kinds: the rows of each parent that was read. */
  readonly byParent: ReadonlyMap<string, readonly R[]>
  /** Per-parent kinds: the places where some parents were read and others were not. */
  readonly partly: ReadonlyMap<string, Unread>
}

/** Rows and their indexes, shared by the views of every place. */
export class Rows<R extends Row> {
  readonly facts: KindFacts<R>
  readonly byPlace = new Map<string, R[]>()
  readonly #indexes = new Map<unknown, Map<string, R[]>>()

  constructor(facts: KindFacts<R>) {
    this.facts = facts
    for (const row of facts.rows) push(this.byPlace, placeKey(row), row)
  }

  /** The rows by what `keyOf` says of them; indexed at the first call, so `keyOf` must be the same function each time. */
  index(keyOf: KeyOf<R> | keyof R): ReadonlyMap<string, readonly R[]> {
    const known = this.#indexes.get(keyOf)
    if (known) return known
    const index = new Map<string, R[]>()
    const read = typeof keyOf === 'function' ? keyOf : (row: R) => row[keyOf] as ReturnType<KeyOf<R>>
    for (const row of this.facts.rows) {
      const keys = read(row)
      if (Array.isArray(keys)) {
        for (const key of new Set<unknown>(keys)) if (typeof key === 'string') push(index, key, row)
      } else if (typeof keys === 'string') push(index, keys, row)
    }
    this.#indexes.set(keyOf, index)
    return index
  }
}

function push<R>(map: Map<string, R[]>, key: string, row: R): void {
  const rows = map.get(key)
  if (rows) rows.push(row)
  else map.set(key, [row])
}

/**
 * One kind as a rule sees it from one place. Iterating gives the rows of that place that its account owns: a shared
 * subnet is judged where its owner is, not where it is used. Looking up by key reaches every account and region read.
 */
export class Table<R extends Row> implements Iterable<R> {
  readonly #rows: Rows<R>
  readonly #place: Place

  constructor(rows: Rows<R>, place: Place) {
    this.#rows = rows
    this.#place = place
  }

  *[Symbol.iterator](): Iterator<R> {
    for (const row of this.#rows.byPlace.get(placeKey(this.#place)) ?? []) {
      if (row.owner === undefined || row.owner === row.account) yield row
    }
  }

  /** The rows of every place that was read, each resource once. */
  get everywhere(): readonly R[] {
    return this.#rows.facts.rows
  }

  /** By id: the row of this place if there is one, else any (ids such as `subnet-…` are unique in the world). */
  get(id: string | undefined): R | undefined {
    if (id === undefined) return undefined
    const rows = this.#rows.index('id').get(id)
    return (
      rows?.find((row) => row.account === this.#place.account && row.region === this.#place.region) ??
      rows?.[0]
    )
  }

  /** All rows whose field, or whose key by a function that is always the same one, equals `value`. */
  where(keyOf: KeyOf<R> | keyof R, value: string | undefined): readonly R[] {
    return value === undefined ? [] : (this.#rows.index(keyOf).get(value) ?? [])
  }

  /** The rows that were read for a parent; undefined when they were not read, which is not the same as none. */
  under(parent: string | undefined): readonly R[] | undefined {
    return parent === undefined ? undefined : this.#rows.facts.byParent.get(parent)
  }

  /** Whether this kind was read in a place (by default this one): only then does absence mean that there is none. */
  readIn(place: Place = this.#place): boolean {
    return this.#rows.facts.read.has(placeKey(place))
  }

  /** Whether the kind was read in every audited place, so that «in none of them» can be said. */
  get complete(): boolean {
    return (
      this.#rows.facts.unread.size === 0 &&
      this.#rows.facts.partly.size === 0 &&
      this.#rows.facts.read.size > 0
    )
  }

  /** Why it was not read there. */
  unreadIn(place: Place = this.#place): Unread | undefined {
    return this.#rows.facts.unread.get(placeKey(place))
  }
}
