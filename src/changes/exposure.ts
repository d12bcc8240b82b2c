/** What the internet can reach now and could not before, and the other way round. */
import type { Exposed, Exposure } from '../network/exposure/exposure.ts'
import { InternetExposure } from '../network/exposure/exposure.ts'
import { behindBalancers } from '../network/exposure/behind.ts'
import { type IntervalSet, isEmpty, subtract, union } from '../network/intervals.ts'
import type { World } from '../network/path/world.ts'

/** Ports of one thing that strangers gained or lost. */
export interface ExposureChange {
  readonly exposure: Exposure
  readonly ports: IntervalSet<number>
}

export interface ExposureChanges {
  readonly opened: readonly ExposureChange[]
  readonly closed: readonly ExposureChange[]
  /** Ids of network interfaces of which one of the two snapshots cannot tell. */
  readonly undecided: readonly string[]
}

export function exposureChanges(before: World, after: World): ExposureChanges {
  const [old, now] = [exposedIn(before), exposedIn(after)]
  const unsure = new Set([...old.undecided, ...now.undecided].map(({ eni }) => eni.id))
  const inBoth = (one: Exposure): boolean =>
    before.networkInterfaces.get(one.eni.id) !== undefined &&
    after.networkInterfaces.get(one.eni.id) !== undefined
  // Hosts behind a balancer come and go with its scaling: only what was there all along has gained or lost anything.
  const told = (exposed: Exposed): readonly Exposure[] =>
    exposed.exposures.filter((one) => !unsure.has(one.eni.id) && (one.via === undefined || inBoth(one)))
  return {
    opened: gained(told(old), told(now)),
    closed: gained(told(now), told(old)),
    undecided: [...unsure].toSorted(),
  }
}

function exposedIn(world: World): Exposed {
  const { exposures, undecided } = new InternetExposure(world).of(world.networkInterfaces.everywhere)
  return { exposures: [...exposures, ...behindBalancers(exposures, world)], undecided }
}

/** What answers, however its interfaces are called today: a balancer's nodes are replaced all the time. */
const keyOf = ({ eni, answers, via, family, protocol }: Exposure): string => {
  const what = answers.startsWith('ELB ') ? answers : eni.id
  return [eni.account, eni.region, via ?? '', what, family, protocol].join(' ')
}

/** The ports of `now` that no stranger, or not all of these strangers, could call in `old`. */
function gained(old: readonly Exposure[], now: readonly Exposure[]): readonly ExposureChange[] {
  const known = new Map<string, Exposure[]>()
  for (const one of old) known.set(keyOf(one), [...(known.get(keyOf(one)) ?? []), one])
  const changes = new Map<string, ExposureChange>()
  for (const exposure of now) {
    const covered = (known.get(keyOf(exposure)) ?? []).filter((one) =>
      isEmpty(subtract(exposure.sources, one.sources)),
    )
    const ports = subtract(exposure.ports, union(covered.flatMap((one) => one.ports)))
    if (isEmpty(ports)) continue
    // The nodes of one balancer gain the same: they are said once.
    const key = `${keyOf(exposure)} ${String(exposure.sources)}`
    const same = changes.get(key)
    changes.set(key, {
      exposure: same
        ? { ...exposure, addresses: [...new Set([...same.exposure.addresses, ...exposure.addresses])] }
        : exposure,
      ports: union([...(same?.ports ?? []), ...ports]),
    })
  }
  return [...changes.values()]
}
