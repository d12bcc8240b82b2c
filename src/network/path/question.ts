/** «Does it get there?» as one answer: every way, merged where equal, the worst first. */
import { type Address, type Endpoint, resolveEndpoint } from './endpoints.ts'
import { beyondNode, nodesOf, throughBalancer } from './balancer.ts'
import type { Hop, Verdict } from './hops.ts'
import { ICMP, ICMPV6, pingOf } from './packet.ts'
import { type RoundTrip, type Traffic, trace } from './trace.ts'
import type { World } from './world.ts'

/** Its message is one sentence for the person who asked. */
export class QuestionError extends Error {
  override readonly name = 'QuestionError'
}

export interface Question {
  readonly from: string
  readonly to: string
  readonly protocol: number
  readonly port: number
  readonly sourcePort?: number | undefined
  /** Asked for; otherwise the addresses decide, and IPv4 where both would do. */
  readonly family?: 4 | 6 | undefined
}

export interface Leg {
  readonly verdict: Verdict
  readonly hops: readonly Hop[]
  readonly droppedAt?: Hop
}

export interface AnsweredWay {
  readonly verdict: Verdict
  readonly forward: Leg
  readonly return?: Leg
  /** How many ways are like this one, but for zones or targets. */
  readonly count: number
}

export interface PathAnswer {
  readonly verdict: Verdict
  readonly question: Question & { readonly family: 4 | 6 }
  readonly ways: readonly AnsweredWay[]
}

/** Throws a QuestionError when an end is not known, or the ends do not fit together. */
export function askPath(question: Question, world: World): PathAnswer {
  const [from, to] = [question.from, question.to].map((text) => known(text, world))
  if (!from || !to) throw new QuestionError('A path has two ends.')
  if (to.kind === 'gateway')
    throw new QuestionError(
      `${to.label} is a gateway: packets pass it, and end elsewhere. Name an end behind it as --to.`,
    )
  const family = familyOf(question, from, to)
  const traffic = trafficOf(question, family)
  const ways = starts(from, world).flatMap((start) =>
    to.kind === 'balancer'
      ? throughBalancer(start, to.balancer, traffic, world)
      : trace(start, to, traffic, world).flatMap((trip) => beyondNode(trip, traffic, world)),
  )
  const answered = merged(ways)
  return { verdict: together(answered), question: { ...question, ...traffic, family }, ways: answered }
}

/** ICMP has types and no ports: what is none of them is a question for a ping. */
function trafficOf({ protocol, port, sourcePort }: Question, family: 4 | 6): Traffic {
  if (protocol === ICMPV6 && family === 4)
    throw new QuestionError('ICMPv6 goes over IPv6 only: ask for icmp, or with --ipv6.')
  const own = protocol === ICMP && family === 6 ? ICMPV6 : protocol
  const type = (own === ICMP || own === ICMPV6) && port > 255 ? pingOf(own) : port
  return { family, protocol: own, port: type, sourcePort }
}

function known(text: string, world: World): Endpoint {
  const end = resolveEndpoint(text, world)
  if (typeof end === 'string') throw new QuestionError(end)
  return end
}

/** A balancer sends from each of its nodes. */
const starts = (from: Endpoint, world: World): readonly Endpoint[] =>
  from.kind === 'balancer'
    ? nodesOf(from.balancer, world).map((eni) => ({
        kind: 'interface',
        label: `${from.label} (${eni.id})`,
        eni,
      }))
    : [from]

function familyOf({ family }: Question, ...ends: readonly Endpoint[]): 4 | 6 {
  const named = new Set(
    ends.flatMap((end) => ('address' in end && end.address ? [(end.address satisfies Address).family] : [])),
  )
  if (named.size > 1)
    throw new QuestionError('One end is an IPv4 address and the other an IPv6 one: no packet has both.')
  const [only] = named
  if (only !== undefined && family !== undefined && only !== family)
    throw new QuestionError(`An address was given, and it is not one of IPv${family}.`)
  return family ?? only ?? 4
}

const ORDER: readonly Verdict[] = ['dropped', 'unknown', 'exits-network', 'delivered']

/** All ways must work: nobody chooses the zone or the target that a packet takes. */
const together = (ways: readonly AnsweredWay[]): Verdict =>
  ORDER.find((verdict) => ways.some((way) => way.verdict === verdict)) ?? 'unknown'

function merged(trips: readonly RoundTrip[]): readonly AnsweredWay[] {
  const found = new Map<string, AnsweredWay>()
  for (const { verdict, forward, back } of trips) {
    const way: AnsweredWay = {
      verdict,
      forward: leg(forward.verdict, forward.hops),
      ...(back ? { return: leg(back.verdict, back.hops) } : {}),
      count: 1,
    }
    const key = JSON.stringify([verdict, shape(way.forward), way.return && shape(way.return)])
    const known = found.get(key)
    found.set(key, known ? { ...known, count: known.count + 1 } : way)
  }
  return [...found.values()].sort((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict))
}

const shape = (one: Leg): readonly unknown[] =>
  one.hops.map((hop) => [hop.resource.type, hop.resource.id, hop.decision, hop.because])

function leg(verdict: Verdict, hops: readonly Hop[]): Leg {
  const last = hops.at(-1)
  return { verdict, hops, ...(last?.decision === 'drops' ? { droppedAt: last } : {}) }
}
