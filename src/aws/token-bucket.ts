import type { Rate } from './services.ts'

export interface Clock {
  now(): number
  sleep(ms: number): Promise<void>
}

const clock: Clock = {
  now: () => performance.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
}

/** Below what AWS documents, since its buckets are also used by others and clocks differ. */
const BURST_SHARE = 0.9
const RATE_SHARE = 0.98
/** After a throttled answer the rate comes back by this share of itself a second. */
const RECOVERY_PER_SECOND = 0.05
const SLOWEST_SHARE = 1 / 16

/** Hands out the right to send a request, in order. It halves its rate when AWS throttles, and recovers slowly. */
export class TokenBucket {
  readonly #clock: Clock
  readonly #capacity: number
  readonly #fullRate: number
  #rate: number
  #tokens: number
  #at: number
  #turn: Promise<void> = Promise.resolve()

  constructor({ burst, perSecond }: Rate, ownClock: Clock = clock) {
    this.#clock = ownClock
    this.#capacity = Math.max(1, burst * BURST_SHARE)
    this.#fullRate = perSecond * RATE_SHARE
    this.#rate = this.#fullRate
    this.#tokens = this.#capacity
    this.#at = ownClock.now()
  }

  /** Resolves when a request may be sent. */
  take(): Promise<void> {
    this.#turn = this.#turn.then(() => this.#wait())
    return this.#turn
  }

  /** AWS refused a request for its rate: whatever was saved up is gone, and the rate halves. */
  throttled(): void {
    this.#refill()
    this.#tokens = 0
    this.#rate = Math.max(this.#rate / 2, this.#fullRate * SLOWEST_SHARE)
  }

  async #wait(): Promise<void> {
    this.#refill()
    while (this.#tokens < 1) {
      // Timers count whole milliseconds; a shorter sleep would only be repeated.
      await this.#clock.sleep(Math.ceil(((1 - this.#tokens) / this.#rate) * 1000))
      this.#refill()
    }
    this.#tokens -= 1
  }

  #refill(): void {
    const now = this.#clock.now()
    const seconds = (now - this.#at) / 1000
    this.#at = now
    this.#tokens = Math.min(this.#capacity, this.#tokens + seconds * this.#rate)
    this.#rate = Math.min(this.#fullRate, this.#rate + seconds * this.#fullRate * RECOVERY_PER_SECOND)
  }
}
