/** How the endpoint is to misbehave; operations are `ec2:DescribeVpcs`, or begin so: `ec2:*`, `*`. */
export interface Faults {
  readonly latencyMs?: number
  /** Token buckets, one for each account and region: `rate` a second, at most `burst` at once. */
  readonly throttle?: readonly {
    readonly rate: number
    readonly burst: number
    readonly operation?: string
  }[]
  /** Refused with the service's own code for denied access. */
  readonly deny?: readonly string[]
  /** All else is refused in that way. */
  readonly allow?: readonly string[]
  /** The connection ends halfway through the body. */
  readonly cut?: readonly string[]
  /** Never answered. */
  readonly stall?: readonly string[]
  /** Status 200, and a body that is neither XML nor JSON. */
  readonly garble?: readonly string[]
  /** Every page carries the same next token, and that one leads to the first page. */
  readonly repeatToken?: readonly string[]
  /** Status 500. */
  readonly fail?: readonly string[]
  /** Only the first so many requests of each operation meet a fault (latency stays). */
  readonly times?: number
}

export type Fault = 'stall' | 'throttle' | 'deny' | 'fail' | 'cut' | 'garble' | 'repeatToken'

/** Tells the fault that a request meets, if any; a token is taken for each request that asks. */
export type Faulty = (operation: string, place: string) => Fault | undefined

const NAMED = ['stall', 'deny', 'fail', 'cut', 'garble', 'repeatToken'] as const

export function faulty(faults: Faults, now: () => number = () => performance.now()): Faulty {
  const seen = new Map<string, number>()
  const throttles = (faults.throttle ?? []).map((rule) => ({ rule, buckets: new Map<string, Bucket>() }))

  const throttled = (operation: string, place: string): boolean =>
    throttles
      .filter(({ rule }) => covers(rule.operation ?? '*', operation))
      .map(({ rule, buckets }) =>
        take(bucketOf(buckets, place, rule.burst, now()), rule.rate, rule.burst, now()),
      )
      .includes(false)

  return (operation, place) => {
    const before = seen.get(operation) ?? 0
    seen.set(operation, before + 1)
    if (before >= (faults.times ?? Infinity)) return undefined
    if (throttled(operation, place)) return 'throttle'
    if (faults.allow && !faults.allow.some((pattern) => covers(pattern, operation))) return 'deny'
    return NAMED.find((name) => faults[name]?.some((pattern) => covers(pattern, operation)))
  }
}

const covers = (pattern: string, operation: string): boolean =>
  pattern.endsWith('*') ? operation.startsWith(pattern.slice(0, -1)) : operation === pattern

interface Bucket {
  tokens: number
  at: number
}

function bucketOf(buckets: Map<string, Bucket>, place: string, burst: number, now: number): Bucket {
  const bucket = buckets.get(place) ?? { tokens: burst, at: now }
  buckets.set(place, bucket)
  return bucket
}

function take(bucket: Bucket, rate: number, burst: number, now: number): boolean {
  bucket.tokens = Math.min(burst, bucket.tokens + ((now - bucket.at) / 1000) * rate)
  bucket.at = now
  if (bucket.tokens < 1) return false
  bucket.tokens -= 1
  return true
}
