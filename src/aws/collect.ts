/** Reads what the chosen kinds need: every page, each call once, children as soon as their parents arrive. */
import pLimit, { type LimitFunction } from 'p-limit'
import { rowsOf } from '../inventory/answer.ts'
import { type KindName, nameOf, requestFor } from '../inventory/inventory.ts'
import { withParents } from '../inventory/closure.ts'
import type { Kind } from '../inventory/kind.ts'
import { kinds } from '../inventory/kinds/index.ts'
import { nextPage } from '../inventory/paging.ts'
import { type Fact, GLOBAL, type Params, type Place } from '../snapshot/fact.ts'
import { readErrorOf } from './errors.ts'
import { serviceOf } from './services.ts'
import type { Session } from './session.ts'

export interface Progress {
  /** Requests that are known of, and those that were answered; both grow while parents arrive. */
  readonly planned: number
  readonly done: number
  /** Those that were refused or broke off. */
  readonly failed: number
  /** What was answered last. */
  readonly last: string
  /** Whose rate holds the reading up, if one does, and for how many seconds the requests that are known of take it. */
  readonly held?: { readonly by: string; readonly requests: number; readonly seconds: number }
}

export interface CollectOptions {
  readonly session: Session
  readonly kinds: readonly KindName[]
  readonly onFact: (fact: Fact) => void | Promise<void>
  readonly onProgress?: (progress: Progress) => void
}

/** In flight at once: to one host, as many as it has sockets; in all, as many as keep one core busy. */
const PER_HOST = 10
const IN_ALL = 50

/** How many requests were refused or broke off; errors that are answers are not among them. */
export const collect = (options: CollectOptions): Promise<number> => new Collector(options).run()

class Collector {
  readonly #options: CollectOptions
  readonly #wanted: readonly Kind[]
  readonly #children = new Map<Kind, Kind[]>()
  readonly #perHost = new Map<string, LimitFunction>()
  readonly #inAll = pLimit(IN_ALL)
  readonly #asked = new Set<string>()
  /** Requests that a regional kind and its twin at the edge both make are sent once. */
  readonly #answers = new Map<string, Promise<Record<string, unknown>>>()
  readonly #twins: ReadonlySet<string>
  /** The lists whose rows need not be asked for one by one (`Per.except`), and the ids that they hold. */
  readonly #lists = new Map<Kind, { readonly ids: Set<string>; whole: Promise<void> }>()
  readonly #waiting = new Map<string, { readonly kind: Kind; readonly place: Place; keys: string[] }>()
  #stopped: { readonly error: unknown } | undefined
  #planned = 0
  #done = 0
  #failed = 0

  constructor(options: CollectOptions) {
    this.#options = options
    this.#wanted = withParents(options.kinds).map((name) => kinds[name] as unknown as Kind)
    const edge = this.#wanted.filter((kind) => kind.edge).map((kind) => kind.operation)
    this.#twins = new Set(
      edge.filter((operation) => this.#wanted.some((kind) => kind.operation === operation && !kind.edge)),
    )
    for (const kind of this.#wanted) {
      if (kind.per?.except) this.#lists.set(kind.per.except, { ids: new Set(), whole: Promise.resolve() })
      for (const source of kind.per?.from ?? []) {
        this.#children.set(source.kind, [...(this.#children.get(source.kind) ?? []), kind])
      }
    }
  }

  async run(): Promise<number> {
    const whole = this.#wanted.filter((kind) => !kind.per)
    // What has children, and global services with their slow buckets, first: the rest is done while those wait.
    const order = [...whole].sort((a, b) => this.#urgency(b) - this.#urgency(a))
    const reads = order.flatMap((kind) => this.#placesOf(kind).map((place) => this.#readList(kind, place)))
    await Promise.all(reads)
    // Batches that parents did not fill; they may be parents themselves.
    while (this.#waiting.size > 0) {
      const left = [...this.#waiting.values()]
      this.#waiting.clear()
      await Promise.all(left.map(({ kind, place, keys }) => this.#read(kind, place, requestFor(kind, keys))))
    }
    if (this.#stopped) throw this.#stopped.error
    return this.#failed
  }

  #urgency(kind: Kind): number {
    return (kind.global ? 2 : 0) + (this.#children.has(kind) ? 1 : 0)
  }

  #placesOf(kind: Kind): readonly Place[] {
    const { account, regions } = this.#options.session
    return kind.global ? [{ account, region: GLOBAL }] : regions.map((region) => ({ account, region }))
  }

  #readList(kind: Kind, place: Place): Promise<void> {
    const read = this.#read(kind, place)
    const list = this.#lists.get(kind)
    if (list) list.whole = read
    return read
  }

  /** All pages of one request, and then what hangs on its rows. A failure becomes a fact, not an exception. */
  async #read(kind: Kind, place: Place, params: Params | undefined = kind.params): Promise<void> {
    const fact = { ...place, operation: kind.operation, ...(params ? { params } : {}) }
    const children: Promise<void>[] = []
    for await (const answer of this.#pages(kind, place, params)) {
      await this.#store({ ...fact, ...answer })
      if (answer.response) this.#note(kind, place, answer.response, params)
      if (answer.response) children.push(...this.#startChildren(kind, place, answer.response, params))
    }
    await Promise.all(children)
  }

  #note(kind: Kind, place: Place, response: object, params: Params | undefined): void {
    const list = this.#lists.get(kind)
    const rows = list ? rowsOf(kind, response, params, place) : []
    if (typeof rows !== 'string') for (const row of rows) list?.ids.add(row.id)
  }

  /** Where a fact cannot be stored (a full disk), nothing more is asked. */
  async #store(fact: Fact): Promise<void> {
    if (this.#stopped) return
    try {
      await this.#options.onFact(fact)
    } catch (error) {
      this.#stopped ??= { error }
    }
  }

  /** Page by page; an error is the last of them. */
  async *#pages(
    kind: Kind,
    place: Place,
    params: Params | undefined,
  ): AsyncGenerator<Pick<Fact, 'response' | 'error'>> {
    const seen = new Set<string>()
    let page: Params | undefined = {}
    while (page && !this.#stopped) {
      try {
        const response = await this.#send(kind, place, { ...params, ...pageSize(kind), ...page })
        page = nextPage(kind.paging, response)
        yield { response }
        const token = JSON.stringify(page)
        if (page && seen.has(token))
          throw new Error('AWS gave the same page token twice: the list has no end.')
        seen.add(token)
      } catch (error) {
        const said = readErrorOf(error)
        // «There is no such bucket» is an answer: nothing was refused.
        if (!kind.saidByError?.(said.name, params ?? {})) this.#failed++
        yield { error: said }
        return
      }
    }
  }

  async #send(kind: Kind, place: Place, input: Params): Promise<Record<string, unknown>> {
    const service = serviceOf(kind.operation)
    const anyRegion = this.#options.session.regions[0] ?? 'us-east-1'
    const region = kind.global ? (service.globalRegion?.(anyRegion) ?? anyRegion) : place.region
    this.#planned++
    const host = `${kind.operation.split(':')[0]}/${region}`
    const perHost = this.#perHost.get(host) ?? pLimit(PER_HOST)
    this.#perHost.set(host, perHost)
    const send = async (): Promise<Record<string, unknown>> => {
      if (this.#stopped) throw new Error('The reading was stopped.')
      return this.#options.session.client.send(kind.operation, region, input)
    }
    const twin = this.#twins.has(kind.operation) ? `${region} ${kind.operation} ${JSON.stringify(input)}` : ''
    const known = this.#answers.get(twin)
    try {
      if (known) return await known
      const answer = perHost(() => this.#inAll(send))
      if (twin) this.#answers.set(twin, answer)
      return await answer
    } finally {
      this.#done++
      const last = `${kind.operation} ${place.region}`
      const held = this.#held()
      const counts = { planned: this.#planned, done: this.#done, failed: this.#failed, last }
      this.#options.onProgress?.(held ? { ...counts, held } : counts)
    }
  }

  /** The slowest of the queues whose service counts all requests in one bucket. */
  #held(): Progress['held'] {
    let slowest: Progress['held']
    for (const [host, limit] of this.#perHost) {
      const [by = ''] = host.split('/')
      const service = serviceOf(`${by}:`)
      if (service.bucket === 'action') continue
      const requests = limit.pendingCount + limit.activeCount
      const seconds = requests / this.#options.session.client.paceOf(service).perSecond
      if (requests > 0 && seconds > (slowest?.seconds ?? 0)) slowest = { by, requests, seconds }
    }
    return slowest
  }

  #startChildren(
    kind: Kind,
    parentPlace: Place,
    response: object,
    params: Params | undefined,
  ): Promise<void>[] {
    return (this.#children.get(kind) ?? []).flatMap((child) => {
      const place = child.global ? { account: parentPlace.account, region: GLOBAL } : parentPlace
      const keys = keysOf(child, kind, parentPlace, response, params).filter((key) =>
        this.#isNew(child, place, key),
      )
      const list = child.per?.except && this.#lists.get(child.per.except)
      if (list) return [this.#readUnlisted(child, place, keys, list)]
      const size = child.per?.batch
      if (size === undefined) return keys.map((key) => this.#read(child, place, requestFor(child, [key])))
      return this.#fillBatch(child, place, keys, size)
    })
  }

  /** Asks for what the list, once it was read to its end, turns out not to hold. */
  async #readUnlisted(
    child: Kind,
    place: Place,
    keys: readonly string[],
    list: { readonly ids: ReadonlySet<string>; readonly whole: Promise<void> },
  ): Promise<void> {
    await list.whole
    const unlisted = keys.filter((key) => !list.ids.has(key))
    await Promise.all(unlisted.map((key) => this.#read(child, place, requestFor(child, [key]))))
  }

  #isNew(child: Kind, place: Place, key: string): boolean {
    const id = `${nameOf(child)} ${place.region} ${key}`
    if (this.#asked.has(id)) return false
    this.#asked.add(id)
    return true
  }

  #fillBatch(child: Kind, place: Place, keys: readonly string[], size: number): Promise<void>[] {
    const id = `${nameOf(child)} ${place.region}`
    const waiting = this.#waiting.get(id) ?? { kind: child, place, keys: [] }
    waiting.keys.push(...keys)
    const full: Promise<void>[] = []
    while (waiting.keys.length >= size) {
      full.push(this.#read(child, place, requestFor(child, waiting.keys.splice(0, size))))
    }
    if (waiting.keys.length > 0) this.#waiting.set(id, waiting)
    else this.#waiting.delete(id)
    return full
  }
}

const pageSize = (kind: Kind): Params =>
  kind.paging?.size ? { [kind.paging.size[0]]: kind.paging.size[1] } : {}

/** The keys by which a child is asked for, from a page of its parents. An answer that is none names no children. */
function keysOf(
  child: Kind,
  parent: Kind,
  place: Place,
  response: object,
  params: Params | undefined,
): readonly string[] {
  const sources = child.per?.from.filter((source) => source.kind === parent) ?? []
  const rows = rowsOf(parent, response, params, place)
  if (typeof rows === 'string') return []
  try {
    return rows.flatMap((row) => sources.flatMap((source) => source.keys(row)))
  } catch {
    return []
  }
}
