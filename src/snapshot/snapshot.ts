import { type Fact, GLOBAL, type Place, placeKey } from './fact.ts'

/** All that was read in one run, indexed by where and by what. Facts of one operation keep their order: they are its pages. */
export class Snapshot {
  /** When the facts were read, ISO 8601. Rules about age judge by it, not by the clock. */
  readonly createdAt: string
  readonly facts: readonly Fact[]
  readonly #byOperation = new Map<string, Fact[]>()
  readonly #places = new Map<string, Place>()

  constructor(createdAt: string, facts: readonly Fact[]) {
    this.createdAt = createdAt
    this.facts = facts
    for (const fact of facts) {
      const place = placeKey(fact)
      if (!this.#places.has(place)) this.#places.set(place, { account: fact.account, region: fact.region })
      const key = `${place} ${fact.operation}`
      const pages = this.#byOperation.get(key)
      if (pages) pages.push(fact)
      else this.#byOperation.set(key, [fact])
    }
  }

  /** Every page and every per-parent answer of an operation there; empty when it was never asked. */
  of(place: Place, operation: string): readonly Fact[] {
    return this.#byOperation.get(`${placeKey(place)} ${operation}`) ?? []
  }

  /** Each (account, region) that holds a fact, `global` included, sorted. */
  get places(): readonly Place[] {
    return [...this.#places.values()].sort((a, b) => (placeKey(a) < placeKey(b) ? -1 : 1))
  }

  get accounts(): readonly string[] {
    return [...new Set(this.places.map((place) => place.account))]
  }

  get regions(): readonly string[] {
    return [...new Set(this.places.map((place) => place.region))].filter((region) => region !== GLOBAL)
  }
}
