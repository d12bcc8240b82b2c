/** What passed, counted: listed, it would be millions of findings of a large account. */
import type { Judgement } from '../rule.ts'

/** Of what one rule has said: how many things passed of which it says nothing else, each once, as they would be listed. */
export function passesIn(said: readonly Judgement[]): number {
  const others = said.filter((one) => one.status !== 'pass')
  const worse = new Set(others.map(identityOf))
  const counted = new Map<string, Set<string>>()
  let [account, region, known] = ['', '', new Set<string>()]
  let count = 0
  for (const one of said) {
    if (one.status !== 'pass') continue
    const { resource, key } = one
    // Judgements come place by place.
    if (resource.account !== account || resource.region !== region) {
      ;[account, region] = [resource.account, resource.region]
      const place = `${account} ${region}`
      known = counted.get(place) ?? new Set()
      counted.set(place, known)
    }
    // The id alone is a text that is there already, with its hash: a new one for each of a million takes its time.
    const identity = key === undefined ? resource.id : `${resource.id}\u0000${key}`
    const before = known.size
    known.add(identity)
    if (known.size > before && (worse.size === 0 || !worse.has(identityOf(one)))) count++
  }
  return count
}

const identityOf = ({ resource, key = '' }: Judgement): string =>
  `${resource.account} ${resource.region} ${resource.id} ${key}`
