import { describe, expect, test } from 'vitest'
import { TokenBucket } from '../../src/aws/token-bucket.ts'

/** Time that passes only while somebody sleeps, or when a test says so. */
function fakeClock() {
  let now = 0
  return {
    now: () => now,
    sleep: (ms: number) => {
      now += ms
      return Promise.resolve()
    },
    pass: (ms: number) => void (now += ms),
  }
}

/** When each of so many requests went out, in milliseconds. */
async function times(
  bucket: TokenBucket,
  clock: { now(): number },
  count: number,
): Promise<readonly number[]> {
  const sent: number[] = []
  await Promise.all(Array.from({ length: count }, () => bucket.take().then(() => sent.push(clock.now()))))
  return sent
}

const RATE = { burst: 40, perSecond: 10 }
const rateOf = (sent: readonly number[]): number =>
  ((sent.length - 1) * 1000) / ((sent.at(-1) ?? 0) - (sent[0] ?? 0))

describe('a token bucket of 40 and 10 a second', () => {
  test('is never asked for more than AWS gives', async () => {
    const clock = fakeClock()
    const sent = await times(new TokenBucket(RATE, clock), clock, 200)
    for (const [index, at] of sent.entries())
      expect(index + 1).toBeLessThanOrEqual(RATE.burst + (at / 1000) * RATE.perSecond)
    expect(sent.filter((at) => at === 0).length).toBeGreaterThan(30)
    expect(rateOf(sent.slice(50))).toBeGreaterThan(9)
  })

  test('saves up no more than its burst', async () => {
    const clock = fakeClock()
    const bucket = new TokenBucket(RATE, clock)
    await times(bucket, clock, 60)
    clock.pass(3_600_000)
    const before = clock.now()
    const sent = await times(bucket, clock, 60)
    expect(sent.filter((at) => at === before).length).toBeLessThanOrEqual(40)
  })

  test('hands out in the order of asking', async () => {
    const clock = fakeClock()
    const bucket = new TokenBucket({ burst: 1, perSecond: 10 }, clock)
    const order: number[] = []
    await Promise.all([1, 2, 3, 4].map((index) => bucket.take().then(() => order.push(index))))
    expect(order).toEqual([1, 2, 3, 4])
  })

  test('halves its rate when AWS throttles, down to a floor, and comes back to the whole', async () => {
    const clock = fakeClock()
    const bucket = new TokenBucket(RATE, clock)
    bucket.throttled()
    const halved = await times(bucket, clock, 6)
    expect(halved[0]).toBeGreaterThan(100)
    expect(rateOf(halved)).toBeLessThan(7)

    for (let index = 0; index < 50; index++) bucket.throttled()
    const slowest = await times(bucket, clock, 2)
    expect(rateOf(slowest)).toBeGreaterThan(0.5)
    expect(rateOf(slowest)).toBeLessThan(2)

    clock.pass(60_000)
    const recovered = await times(bucket, clock, 100)
    expect(rateOf(recovered.slice(50))).toBeGreaterThan(9)
  })
})
