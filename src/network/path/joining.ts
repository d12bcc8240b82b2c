/** Balancers make one connection of two: how their ways become one. */
import { type Hop, type Verdict } from './hops.ts'
import type { Packet } from './packet.ts'
import type { RoundTrip } from './trace.ts'
import type { Way } from './walk.ts'

/** The way past some filters. */
export function run(filters: readonly Hop[], last: Hop, packet: Packet): Way {
  const stop = filters.findIndex((hop) => hop.decision === 'drops' || hop.decision === 'unknown')
  if (stop < 0)
    return { verdict: 'delivered', hops: [...filters, last], packet, translations: [], passed: [] }
  const verdict: Verdict = filters[stop]?.decision === 'drops' ? 'dropped' : 'unknown'
  return { verdict, hops: filters.slice(0, stop + 1), packet, translations: [], passed: [] }
}

const NOTHING: Packet = {
  family: 4,
  protocol: 6,
  source: 0n,
  destination: 0n,
  sourcePorts: [],
  destinationPorts: [],
}

export const ended = (hop: Hop, verdict: Verdict): RoundTrip => ({
  verdict,
  forward: { verdict, hops: [hop], packet: NOTHING, translations: [], passed: [] },
})

/** One connection behind another: there through both, and back the other way round. */
export function joined(first: RoundTrip, second: RoundTrip): RoundTrip {
  const forward: Way = { ...second.forward, hops: [...first.forward.hops, ...second.forward.hops] }
  const verdict = second.verdict
  const backHops = [
    ...(second.back?.hops ?? []),
    ...(verdict === 'delivered' ? (first.back?.hops ?? []) : []),
  ]
  if (backHops.length === 0) return { verdict, forward }
  const packet = second.back?.packet ?? first.back?.packet ?? forward.packet
  return {
    verdict,
    forward,
    back: {
      verdict: second.back?.verdict ?? 'delivered',
      hops: backHops,
      packet,
      translations: [],
      passed: [],
    },
  }
}
