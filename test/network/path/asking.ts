import { Facts } from '../../../src/inventory/inventory.ts'
import type { Hop, Verdict } from '../../../src/network/path/hops.ts'
import { type PathAnswer, type Question, askPath } from '../../../src/network/path/question.ts'
import { GLOBAL } from '../../../src/snapshot/fact.ts'
import { type Account, account } from '../../support/account.ts'
import type { AccountOptions } from '../../support/facts-builder.ts'

export type Asked = Partial<Omit<Question, 'from' | 'to'>>

const TCP = 6
export const UDP = 17
export const ICMP = 1

/** An account whose security groups let everything pass, so that a story speaks of something else. */
export const open = (options?: AccountOptions): Account =>
  account(options).securityGroup('default', ['all all 0.0.0.0/0', 'all all ::/0'], {
    IpPermissionsEgress: [
      { IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }], Ipv6Ranges: [{ CidrIpv6: '::/0' }] },
    ],
  })

/** Lets both families in and out; the default ACL of stories lets IPv4 only. */
export const BOTH = {
  in: ['allow all all 0.0.0.0/0', 'allow all all ::/0'],
  out: ['allow all all 0.0.0.0/0', 'allow all all ::/0'],
}

/** An answer about TCP 443, unless something else is asked; several builders are several accounts or regions. */
export function ask(
  builders: Account | readonly Account[],
  from: string,
  to: string,
  asked: Asked = {},
): PathAnswer {
  const [first, ...others] = 'snapshot' in builders ? [builders] : builders
  if (!first) throw new Error('A story has at least one account.')
  const facts = new Facts(first.snapshot(...others))
  const here = facts.places.find((place) => place.region !== GLOBAL)
  if (!here) throw new Error('A story has at least one region.')
  return askPath({ protocol: TCP, port: 443, ...asked, from, to }, facts.at(here))
}

export const verdict = (...story: Parameters<typeof ask>): Verdict => ask(...story).verdict

/** The hop that decided, of the worst way: `rtb-app no route of …`; on the way back it begins with `back:`. */
export function decided(...story: Parameters<typeof ask>): string {
  const [way] = ask(...story).ways
  const back = way?.forward.verdict === 'delivered' || way?.forward.verdict === 'exits-network'
  const last = (back ? way?.return : way?.forward)?.hops.at(-1)
  return `${back ? 'back: ' : ''}${last?.decision} ${last?.resource.id} ${last?.because}`
}

/** Every place on the way there, in order. */
export const places = (answer: PathAnswer): readonly string[] =>
  (answer.ways[0]?.forward.hops ?? []).map((hop: Hop) => hop.resource.id)

/** And on the way back. */
export const placesBack = (answer: PathAnswer): readonly string[] =>
  (answer.ways[0]?.return?.hops ?? []).map((hop: Hop) => hop.resource.id)
