import { EDGE_REGION, type Fact, GLOBAL, type Params, type Place, placeKey } from '../snapshot/fact.ts'
import type { Snapshot } from '../snapshot/snapshot.ts'
import { MALFORMED, answersByKey, readAnswer } from './answer.ts'
import type { Kind, Row } from './kind.ts'
import { type KindName, type RowOf, kinds } from './kinds/index.ts'
import { type KindFacts, Rows, Table, type Unread } from './table.ts'

export type { KindName, RowOf } from './kinds/index.ts'
export type { Resource, Row } from './kind.ts'

/** What a rule is handed: a table for each kind that it declared, and no other. */
export type Inventory<Needs extends KindName = KindName> = {
  readonly [Name in Needs]: Table<RowOf<Name>>
} & {
  /** The place that is judged now. */
  readonly here: Place
}

/** The facts of a snapshot as typed, indexed rows, made when they are first looked at. */
export class Facts {
  readonly snapshot: Snapshot
  readonly accounts: readonly string[]
  /** The places that are judged: the chosen regions of each account, and `global` once for each account. */
  readonly places: readonly Place[]
  readonly #rows = new Map<KindName, Rows<Row>>()

  constructor(snapshot: Snapshot, regions: readonly string[] = snapshot.regions) {
    this.snapshot = snapshot
    this.accounts = snapshot.accounts
    const chosen = new Set(regions)
    const regional = snapshot.places.filter((place) => place.region !== GLOBAL && chosen.has(place.region))
    this.places = [...regional, ...this.accounts.map((account) => ({ account, region: GLOBAL }))]
  }

  /** The inventory as seen from one place. */
  at(here: Place): Inventory {
    const view: Record<string, unknown> = { here }
    for (const name of Object.keys(kinds) as KindName[]) {
      let table: Table<Row> | undefined
      Object.defineProperty(view, name, { get: () => (table ??= new Table(this.rows(name), here)) })
    }
    // Each property was just defined for every kind's name.
    return view as Inventory
  }

  /** Why a kind is not known in a place; undefined when it is. */
  unread(name: KindName, place: Place): Unread | undefined {
    return this.rows(name).facts.unread.get(placeKey(place))
  }

  /** A per-parent kind of which some parents' answers are missing there. */
  partlyUnread(name: KindName, place: Place): Unread | undefined {
    return this.rows(name).facts.partly.get(placeKey(place))
  }

  rows(name: KindName): Rows<Row> {
    const known = this.#rows.get(name)
    if (known) return known
    const rows = new Rows(this.#read(kinds[name]))
    this.#rows.set(name, rows)
    return rows
  }

  #read(kind: Kind): KindFacts<Row> {
    const found: Row[] = []
    const read = new Set<string>()
    const unread = new Map<string, Unread>()
    const parents: Parents | undefined = kind.per && { rows: new Map(), partly: new Map() }
    for (const place of this.places) {
      if ((place.region === GLOBAL) !== (kind.global === true)) continue
      const problem = parents
        ? this.#readPerParent(kind, place, found, parents)
        : this.#readWhole(kind, place, found)
      if (problem) unread.set(placeKey(place), problem)
      else read.add(placeKey(place))
    }
    const rows = onePerResource(found)
    return { rows, read, unread, byParent: parents?.rows ?? new Map(), partly: parents?.partly ?? new Map() }
  }

  #readWhole(kind: Kind, place: Place, found: Row[]): Unread | undefined {
    const answer = readAnswer(kind, this.#factsOf(kind, place))
    if (answer.problem) return answer.problem
    for (const row of answer.rows) found.push(row)
    return undefined
  }

  #factsOf(kind: Kind, place: Place): readonly Fact[] {
    const facts = this.snapshot.of(place, kind.operation)
    if (!kind.edge || facts.length > 0) return facts
    const { account } = place
    return this.snapshot
      .of({ account, region: EDGE_REGION }, kind.operation)
      .map((fact) => ({ ...fact, ...place }))
  }

  /** A parent whose answer failed is left out of `byParent`; when none could be read, the kind is unread there. */
  #readPerParent(kind: Kind, place: Place, found: Row[], parents: Parents): Unread | undefined {
    const { keys, problem: parentProblem } = this.#keysFor(kind, place)
    if (parentProblem) return parentProblem

    const answers = answersByKey(kind, this.#factsOf(kind, place))
    const failures: Unread[] = []
    for (const key of keys) {
      const answer = readAnswer(kind, answers(key))
      if (answer.gone) continue
      if (answer.problem) {
        failures.push(answer.problem)
        continue
      }
      const own = kind.per?.batch === undefined ? answer.rows : answer.rows.filter((row) => row.id === key)
      parents.rows.set(key, own)
      for (const row of own) found.push(row)
    }
    const [first] = failures
    if (!first) return undefined
    if (failures.length === keys.size) return first
    const reason = `for ${failures.length} of ${keys.size}: ${first.reason}`
    parents.partly.set(placeKey(place), { ...first, reason })
    return undefined
  }

  /** Every parent that the kind is read for; a problem only when none of the kinds that name parents was read. */
  #keysFor(kind: Kind, place: Place): { keys: ReadonlySet<string>; problem?: Unread | undefined } {
    const keys = new Set<string>()
    let problem: Unread | undefined
    let anyRead = false
    for (const source of kind.per?.from ?? []) {
      const name = nameOf(source.kind)
      for (const parentPlace of this.#parentPlaces(kind, source.kind, place)) {
        const unread = this.unread(name, parentPlace)
        if (unread) problem ??= unread
        else anyRead = true
        try {
          for (const row of this.rows(name).byPlace.get(placeKey(parentPlace)) ?? []) {
            for (const key of source.keys(row)) keys.add(key)
          }
        } catch {
          return { keys, problem: { operation: source.kind.operation, reason: MALFORMED, failed: true } }
        }
      }
    }
    if (kind.per?.except) {
      for (const row of this.rows(nameOf(kind.per.except)).byPlace.get(placeKey(place)) ?? [])
        keys.delete(row.id)
    }
    return anyRead ? { keys } : { keys, problem }
  }

  /** Where the parents of a kind lie: those of what a global service is asked about may be in every region. */
  #parentPlaces(kind: Kind, parent: Kind, place: Place): readonly Place[] {
    if (parent.global) return [{ account: place.account, region: GLOBAL }]
    if (!kind.global) return [place]
    return this.places.filter(({ account, region }) => account === place.account && region !== GLOBAL)
  }
}

interface Parents {
  readonly rows: Map<string, readonly Row[]>
  /** By place: some parents' answers failed, and why the first did. */
  readonly partly: Map<string, Unread>
}

const names = new Map<Kind, KindName>(
  (Object.keys(kinds) as KindName[]).map((name) => [kinds[name] as unknown as Kind, name]),
)

/** The registry's name of a kind. */
export function nameOf(kind: Kind): KindName {
  const name = names.get(kind)
  if (name === undefined)
    throw new Error(`The kind of ${kind.operation} is not in the registry: run npm run generate.`)
  return name
}

/** A shared resource is listed by its owner and by those who use it: the owner's row says most. */
function onePerResource(rows: readonly Row[]): readonly Row[] {
  const account = rows[0]?.account
  if (rows.every((row) => row.account === account)) return rows
  const chosen = new Map<string, Row>()
  for (const row of rows) {
    if (row.owner === undefined) continue
    const known = chosen.get(resourceKey(row))
    if (!known || (row.owner === row.account && known.owner !== known.account))
      chosen.set(resourceKey(row), row)
  }
  return rows.filter((row) => row.owner === undefined || chosen.get(resourceKey(row)) === row)
}

const resourceKey = (row: Row): string => `${row.region} ${row.id}`

/** The parameters of the request for a key, or for a batch of them. */
export function requestFor(kind: Kind, keys: readonly string[]): Params {
  const { per } = kind
  const [first = ''] = keys
  return {
    ...kind.params,
    [per?.param ?? '']: per?.batch === undefined ? first : keys,
    ...per?.with?.(first),
  }
}
