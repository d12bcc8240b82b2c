import type { Interval } from './intervals.ts'

/** A CIDR block: all addresses whose first `length` bits are those of `first`. */
export interface Prefix {
  readonly family: 4 | 6
  readonly first: bigint
  readonly length: number
}

const bitsOf = (family: 4 | 6): number => (family === 4 ? 32 : 128)

/** Whether it is a single address. */
export const isHost = ({ family, length }: Prefix): boolean => length === bitsOf(family)

/** One past the last address of a family. */
export const endOf = (family: 4 | 6): bigint => 1n << BigInt(bitsOf(family))

export const EVERYWHERE: Readonly<Record<4 | 6, Prefix>> = {
  4: { family: 4, first: 0n, length: 0 },
  6: { family: 6, first: 0n, length: 0 },
}

/**
 * `10.0.0.0/16`, `2600:1f18::/56`, or an address alone (a prefix of full length). Undefined for anything else:
 * leading zeros and short forms such as `10.1/16` are refused, since readers disagree about them. Bits behind the
 * prefix are cleared, as AWS does.
 */
export function parsePrefix(text: string | undefined): Prefix | undefined {
  const [address = '', lengthText, ...rest] = (text ?? '').split('/')
  if (rest.length > 0) return undefined
  const family = address.includes(':') ? 6 : 4
  const value = family === 6 ? parseIpv6(address) : parseIpv4(address)
  if (value === undefined) return undefined
  const bits = bitsOf(family)
  if (lengthText !== undefined && !/^(0|[1-9]\d{0,2})$/.test(lengthText)) return undefined
  const length = lengthText === undefined ? bits : Number(lengthText)
  if (length > bits) return undefined
  const hostBits = BigInt(bits - length)
  return { family, first: (value >> hostBits) << hostBits, length }
}

function parseIpv4(text: string): bigint | undefined {
  const octets = text.split('.')
  if (octets.length !== 4) return undefined
  let value = 0
  for (const octet of octets) {
    if (!/^(0|[1-9]\d{0,2})$/.test(octet) || Number(octet) > 255) return undefined
    value = value * 256 + Number(octet)
  }
  return BigInt(value)
}

function parseIpv6(text: string): bigint | undefined {
  const halves = text.split('::')
  if (halves.length > 2) return undefined
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')))
  const groups = [...head, ...tail].flatMap((group, index, all) =>
    // The last group may be an IPv4 address: ::ffff:10.0.0.1
    index === all.length - 1 && group.includes('.') ? ipv4Groups(group) : [group],
  )
  const inTail = tail.at(-1)?.includes('.') ? tail.length + 1 : tail.length
  const missing = 8 - groups.length
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined
  const all = [
    ...groups.slice(0, groups.length - inTail),
    ...Array<string>(missing).fill('0'),
    ...groups.slice(groups.length - inTail),
  ]
  let value = 0n
  for (const group of all) {
    if (!/^[0-9a-f]{1,4}$/i.test(group)) return undefined
    value = (value << 16n) | BigInt(Number.parseInt(group, 16))
  }
  return value
}

function ipv4Groups(text: string): readonly string[] {
  const value = parseIpv4(text)
  return value === undefined ? ['?'] : [(value >> 16n).toString(16), (value & 0xffffn).toString(16)]
}

/** The addresses of a prefix as an interval of numbers. */
export function addresses(prefix: Prefix): Interval<bigint> {
  return [prefix.first, prefix.first + (1n << BigInt(bitsOf(prefix.family) - prefix.length))]
}

/** Whether every address of `inner` is in `outer`. */
export function contains(outer: Prefix, inner: Prefix): boolean {
  if (outer.family !== inner.family || outer.length > inner.length) return false
  const hostBits = BigInt(bitsOf(outer.family) - outer.length)
  return outer.first >> hostBits === inner.first >> hostBits
}

/** Two prefixes either nest or have nothing in common. */
export const overlaps = (a: Prefix, b: Prefix): boolean => contains(a, b) || contains(b, a)

/** The two halves of everything: routes to both are a default route in disguise, and beat one to 0.0.0.0/0. */
export const halves = (family: 4 | 6): readonly [Prefix, Prefix] => [
  { family, first: 0n, length: 1 },
  { family, first: endOf(family) / 2n, length: 1 },
]

/** What two prefixes have in common: the longer one when they nest. */
export const common = (a: Prefix, b: Prefix): Prefix | undefined =>
  contains(a, b) ? b : contains(b, a) ? a : undefined

/** The prefixes without those that lie within another: the same addresses, each once. */
export function widest(prefixes: readonly Prefix[]): readonly Prefix[] {
  const sorted = prefixes.toSorted(
    (a, b) => a.family - b.family || (a.first < b.first ? -1 : a.first > b.first ? 1 : a.length - b.length),
  )
  const kept: Prefix[] = []
  for (const prefix of sorted) {
    // Prefixes nest or are apart, so only the last one kept can hold the next.
    const last = kept.at(-1)
    if (!last || !contains(last, prefix)) kept.push(prefix)
  }
  return kept
}

/** What tells prefixes apart, to remember things by. */
export const prefixKey = (prefix: Prefix): string => `${prefix.family}:${prefix.first}/${prefix.length}`
