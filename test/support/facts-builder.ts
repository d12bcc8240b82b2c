import { createHash } from 'node:crypto'
import type { KindName, RowOf } from '../../src/inventory/inventory.ts'
import { requestFor } from '../../src/inventory/inventory.ts'
import type { Kind, Row } from '../../src/inventory/kind.ts'
import { kinds } from '../../src/inventory/kinds/index.ts'
import { EDGE_REGION, type Fact, GLOBAL, type Params, type ReadError } from '../../src/snapshot/fact.ts'
import { Snapshot } from '../../src/snapshot/snapshot.ts'
import { wrap } from './answers.ts'

/** An item of a kind as AWS would give it; every field is optional there, too. */
export type Item<Name extends KindName> = Partial<Omit<RowOf<Name>, keyof Row>>

export const NOW = '2026-11-22T08:00:00.000Z'

export const DENIED: ReadError = {
  name: 'UnauthorizedOperation',
  message: 'You are not authorized to perform this operation.',
}

export interface AccountOptions {
  /** The account id. */
  readonly id?: string
  readonly region?: string
  /** Ids such as `subnet-0f3c…` instead of `subnet-app-b`, for the demo account. */
  readonly realIds?: boolean
}

interface Added {
  readonly item: object
  readonly params?: Params | undefined
}

/** Collects the answers that an account gives. Every kind that nothing was added to answers with an empty list. */
export class FactsBuilder {
  readonly id: string
  readonly region: string
  readonly #realIds: boolean
  readonly #items = new Map<KindName, Added[]>()
  readonly #unread = new Map<KindName, ReadError | undefined>()

  constructor({ id = '111111111111', region = 'us-east-1', realIds = false }: AccountOptions = {}) {
    this.id = id
    this.region = region
    this.#realIds = realIds
  }

  /** The id of a resource by its role: `subnet-app-b`, or, with real ids, one that looks like AWS's. */
  idOf(prefix: string, name: string): string {
    if (!this.#realIds) return `${prefix}-${name}`
    const hash = createHash('sha1').update(`${this.id}/${this.region}/${prefix}/${name}`).digest('hex')
    return `${prefix}-0${hash.slice(0, 16)}`
  }

  /** The id that a route or an attachment means: `nat-a` is the NAT gateway named `a`. */
  ref(reference: string): string {
    const [prefix = '', ...rest] = reference.split('-')
    return rest.length === 0 ? reference : this.idOf(prefix, rest.join('-'))
  }

  #public = 0

  /** A public address that nothing else has. */
  protected publicAddress(): string {
    return `${this.region.startsWith('eu') ? '192.0.2' : '198.51.100'}.${100 + this.#public++}`
  }

  /** Adds an item, verbatim; `params` say what it is an answer for, where the operation is asked once a parent. */
  add<Name extends KindName>(kind: Name, item: Item<Name>, params?: Params): this {
    this.#items.set(kind, [...(this.#items.get(kind) ?? []), { item, params }])
    return this
  }

  /** The item that was added last to a kind and has this field, to change it. */
  protected find<Name extends KindName>(
    kind: Name,
    test: (item: Item<Name>) => boolean,
  ): Item<Name> | undefined {
    return this.#items.get(kind)?.findLast(({ item }) => test(item))?.item
  }

  protected replace<Name extends KindName>(kind: Name, known: Item<Name>, changed: Item<Name>): this {
    const items = this.#items.get(kind) ?? []
    this.#items.set(
      kind,
      items.map((one) => (one.item === known ? { ...one, item: changed } : one)),
    )
    return this
  }

  /** Changes every item of a kind that was added so far. */
  protected change<Name extends KindName>(kind: Name, to: (item: Item<Name>) => Item<Name>): this {
    const items = this.#items.get(kind) ?? []
    this.#items.set(
      kind,
      items.map((one) => ({ ...one, item: to(one.item) })),
    )
    return this
  }

  /** Takes a kind's answers away, or puts an error in their place. */
  unread(kind: KindName, error?: ReadError): this {
    this.#unread.set(kind, error)
    return this
  }

  readonly #refused = new Map<KindName, { readonly params: Params; readonly error: ReadError }[]>()

  /** Puts an error in the place of the answer for one parent. */
  refused(kind: KindName, params: Params, error: ReadError): this {
    this.#refused.set(kind, [...(this.#refused.get(kind) ?? []), { params, error }])
    return this
  }

  /** Takes back what `unread` said. */
  read(kind: KindName): this {
    this.#unread.delete(kind)
    return this
  }

  facts(): readonly Fact[] {
    return (Object.keys(kinds) as KindName[]).flatMap((name) => this.#factsOf(name))
  }

  /** The facts of several accounts and regions; what is global is told by the first builder of its account. */
  snapshot(...others: readonly FactsBuilder[]): Snapshot {
    const told = new Set<string>()
    const facts = [this, ...others].flatMap((builder) => {
      const own = builder.facts().filter((fact) => fact.region !== GLOBAL || !told.has(fact.account))
      told.add(builder.id)
      return own
    })
    return new Snapshot(NOW, facts)
  }

  /** What was added to a kind. What the edge keeps in us-east-1 is also what that region has, and the other way round. */
  #itemsOf(name: KindName): readonly Added[] {
    const own = this.#items.get(name) ?? []
    if (this.region !== EDGE_REGION) return own
    const { operation, edge } = kinds[name] as unknown as Kind
    const twin = (Object.keys(kinds) as KindName[]).find((one) => {
      const other = kinds[one] as unknown as Kind
      return other.operation === operation && one !== name && (other.edge ?? edge)
    })
    const further = (twin ? this.#items.get(twin) : undefined) ?? []
    const known = new Set(own.map((one) => JSON.stringify(one)))
    return [...own, ...further.filter((one) => !known.has(JSON.stringify(one)))]
  }

  #factsOf(name: KindName): readonly Fact[] {
    const kind = kinds[name] as unknown as Kind
    const place = { account: this.id, region: kind.global ? GLOBAL : this.region }
    const base = { ...place, operation: kind.operation }
    const asked = kind.per ? this.#requests(kind) : [kind.params]
    if (this.#unread.has(name)) {
      const error = this.#unread.get(name)
      return error ? asked.map((params) => ({ ...base, ...(params ? { params } : {}), error })) : []
    }
    const added = this.#itemsOf(name)
    return asked.map((params) => {
      const refusal = this.#refused
        .get(name)
        ?.find((one) => JSON.stringify(one.params) === JSON.stringify(params))
      if (refusal) return { ...base, ...(params ? { params } : {}), error: refusal.error }
      const items = added.filter(
        (one) => !kind.per || kind.per.batch || JSON.stringify(one.params) === JSON.stringify(params),
      )
      const answer = wrap[name](items.map((one) => one.item))
      return {
        ...base,
        ...(params ? { params } : {}),
        response: JSON.parse(JSON.stringify(answer)) as object,
      }
    }) as readonly Fact[]
  }

  /** What an audit would ask for, once a parent. */
  #requests(kind: Kind): readonly Params[] {
    const keys = new Set<string>()
    for (const source of kind.per?.from ?? []) {
      const name = (Object.keys(kinds) as KindName[]).find((one) => (kinds[one] as unknown) === source.kind)
      const place = { account: this.id, region: this.region }
      for (const { item } of name ? this.#itemsOf(name) : []) {
        const identity = source.kind.identify(item, place)
        if (identity) for (const key of source.keys({ ...item, ...identity, ...place })) keys.add(key)
      }
    }
    const listed = (Object.keys(kinds) as KindName[]).find(
      (one) => (kinds[one] as unknown) === kind.per?.except,
    )
    for (const { item } of (listed ? this.#items.get(listed) : undefined) ?? []) {
      keys.delete(kind.per?.except?.identify(item, { account: this.id, region: GLOBAL })?.id ?? '')
    }
    if (keys.size === 0) return []
    return kind.per?.batch ? [requestFor(kind, [...keys])] : [...keys].map((key) => requestFor(kind, [key]))
  }
}
