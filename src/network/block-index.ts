import { type Prefix, addresses, prefixKey } from './prefix.ts'

/** Finds what overlaps a block among many: two blocks either nest or have nothing in common. */
export class BlockIndex<Value> {
  readonly #byBlock = new Map<string, Value[]>()
  readonly #sorted: Record<4 | 6, { readonly first: bigint; readonly value: Value }[]> = { 4: [], 6: [] }
  #isSorted = true

  add(block: Prefix, value: Value): void {
    const key = prefixKey(block)
    const known = this.#byBlock.get(key)
    if (known) known.push(value)
    else this.#byBlock.set(key, [value])
    this.#sorted[block.family].push({ first: block.first, value })
    this.#isSorted = false
  }

  /** The values of all blocks that hold this one or lie within it, its equals included; each once. */
  overlapping(block: Prefix): ReadonlySet<Value> {
    return new Set([...this.#holding(block), ...this.#within(block)])
  }

  *#holding({ family, first, length }: Prefix): Iterable<Value> {
    const bits = family === 4 ? 32 : 128
    for (let shorter = 0; shorter < length; shorter++) {
      const hostBits = BigInt(bits - shorter)
      const key = prefixKey({ family, first: (first >> hostBits) << hostBits, length: shorter })
      yield* this.#byBlock.get(key) ?? []
    }
  }

  /** Blocks that begin in this one; a shorter one may begin with it, and was found already. */
  *#within(block: Prefix): Iterable<Value> {
    if (!this.#isSorted) {
      for (const list of Object.values(this.#sorted))
        list.sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0))
      this.#isSorted = true
    }
    const list = this.#sorted[block.family]
    const [start, end] = addresses(block)
    let low = 0
    let high = list.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((list[middle]?.first ?? 0n) < start) low = middle + 1
      else high = middle
    }
    for (let at = low; at < list.length; at++) {
      const one = list[at]
      if (!one || one.first >= end) return
      yield one.value
    }
  }
}
