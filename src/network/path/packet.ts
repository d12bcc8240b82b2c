import type { IntervalSet } from '../intervals.ts'
import type { Prefix } from '../prefix.ts'
import { NOT_ON_INTERNET } from '../private-ranges.ts'

export const ICMP = 1
export const ICMPV6 = 58

/** What answers a request of ICMP, type by type (RFC 792, RFC 4443): a ping is answered by another type than its own. */
const ANSWERS: Readonly<Record<number, Readonly<Record<number, number>>>> = {
  [ICMP]: { 8: 0, 13: 14, 15: 16, 17: 18 },
  [ICMPV6]: { 128: 129 },
}

/** The type of the answers to a type of ICMP; undefined when nothing answers it. */
export const answeringType = (protocol: number, type: number): number | undefined => ANSWERS[protocol]?.[type]

/** The type of a ping. */
export const pingOf = (protocol: number): number => (protocol === ICMP ? 8 : 128)

/**
 * The packets of one connection in one direction. The ports that a client may open it from are a range, since nobody
 * chooses them. For ICMP, `destinationPorts` is their type, and `sourcePorts` the type of what answers them.
 */
export interface Packet {
  readonly family: 4 | 6
  /** IANA's number. */
  readonly protocol: number
  readonly source: bigint
  readonly destination: bigint
  readonly sourcePorts: IntervalSet<number>
  readonly destinationPorts: IntervalSet<number>
}

/** The packets that answer these. */
export const reversed = (packet: Packet): Packet => ({
  ...packet,
  source: packet.destination,
  destination: packet.source,
  sourcePorts: packet.destinationPorts,
  destinationPorts: packet.sourcePorts,
})

const full = (family: 4 | 6): number => (family === 4 ? 32 : 128)

/** An address as the prefix that holds it alone. */
export const hostPrefix = (family: 4 | 6, address: bigint): Prefix => ({
  family,
  first: address,
  length: full(family),
})

/** Whether the internet can route to an address: neither private (RFC 1918, RFC 6598, RFC 4193) nor special. */
export const isOnInternet = (family: 4 | 6, address: bigint): boolean =>
  !NOT_ON_INTERNET[family].some(
    (prefix) =>
      address >> BigInt(full(family) - prefix.length) ===
      prefix.first >> BigInt(full(family) - prefix.length),
  )
