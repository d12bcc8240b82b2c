/** The same numbers for the same seed (mulberry32). */
export class Dice {
  #state: number

  constructor(seed: number) {
    this.#state = seed
  }

  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let value = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296
  }

  chance = (probability: number): boolean => this.next() < probability
  below = (count: number): number => Math.floor(this.next() * count)
  many = <T>(least: number, most: number, make: (index: number) => T): readonly T[] =>
    Array.from({ length: least + this.below(most - least + 1) }, (_, index) => make(index))

  pick<T>(from: readonly [T, ...T[]]): T {
    return from[this.below(from.length)] ?? from[0]
  }
}
