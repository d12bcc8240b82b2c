/** Look-ups in a route table of 1,000 routes, beside the plain walk: `npx tsx bench/longest-prefix.ts`. */
import { LongestPrefix } from '../src/network/longest-prefix.ts'
import { type Prefix, contains } from '../src/network/prefix.ts'

const random = (() => {
  let seed = 1
  return (below: number): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0
    return Math.floor((seed / 2 ** 32) * below)
  }
})()

const entries = Array.from({ length: 1000 }, (_, value) => {
  const length = 8 + random(25)
  const hostBits = BigInt(32 - length)
  const prefix: Prefix = { family: 4, first: (BigInt(random(2 ** 32)) >> hostBits) << hostBits, length }
  return { prefix, rank: value, value }
})
const probes = Array.from({ length: 1_000_000 }, () => BigInt(random(2 ** 32)))

const seconds = (work: () => void): number => {
  const began = performance.now()
  work()
  return (performance.now() - began) / 1000
}

const table = new LongestPrefix(entries)
let found = 0
const indexed = seconds(() => {
  for (const probe of probes) if (table.at(4, probe) !== undefined) found++
})
const walked = seconds(() => {
  for (const probe of probes.slice(0, 1000)) {
    const host: Prefix = { family: 4, first: probe, length: 32 }
    for (const { prefix } of entries) if (contains(prefix, host)) found++
  }
})
console.log(`1,000,000 look-ups among 1,000 routes: ${indexed.toFixed(2)} s (${found} hits)`)
console.log(`the plain walk takes ${((walked * 1000) / indexed).toFixed(0)} times as long`)
