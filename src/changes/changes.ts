/** What changed between two looks at the same network: findings, resources, and what can be reached. */
import type { Report } from '../audit/report.ts'
import type { Facts } from '../inventory/inventory.ts'
import { GLOBAL } from '../snapshot/fact.ts'
import { type ExposureChanges, exposureChanges } from './exposure.ts'
import { type FindingChanges, findingChanges } from './findings.ts'
import { type ResourceChanges, resourceChanges } from './resources.ts'
import { type WayOutChange, wayOutChanges } from './ways-out.ts'

export interface Changes {
  readonly before: Report
  readonly after: Report
  readonly findings: FindingChanges
  /** Of snapshots only: reports do not hold the network. */
  readonly resources?: ResourceChanges
  readonly exposure?: ExposureChanges
  readonly waysOut?: readonly WayOutChange[]
  /** What could not be compared, and why. */
  readonly notCompared: readonly string[]
}

export function changesOfReports(before: Report, after: Report): Changes {
  return { before, after, findings: findingChanges(before, after), notCompared: gapsOf(before, after) }
}

/** The same with what the snapshots hold besides. */
export function changesOfSnapshots(
  before: { readonly facts: Facts; readonly report: Report },
  after: { readonly facts: Facts; readonly report: Report },
): Changes {
  const base = changesOfReports(before.report, after.report)
  const resources = resourceChanges(before.facts, after.facts)
  const unread = [before.facts, after.facts].flatMap((facts, index) =>
    facts.places
      .filter((place) => place.region !== GLOBAL && facts.unread('networkInterfaces', place))
      .map(
        ({ account, region }) =>
          `what the internet reaches in ${account}, ${region}: the ${index === 0 ? 'older' : 'newer'} snapshot does not hold its network interfaces`,
      ),
  )
  const [old, now] = [worldOf(before.facts), worldOf(after.facts)]
  if (!old || !now || unread.length > 0) {
    return { ...base, resources, notCompared: [...unread, ...base.notCompared] }
  }
  return {
    ...base,
    resources,
    exposure: exposureChanges(old, now),
    waysOut: wayOutChanges(old, now),
  }
}

const worldOf = (facts: Facts) => {
  const place = facts.places.find(({ region }) => region !== GLOBAL)
  return place && facts.at(place)
}

/** One sentence for all rules that stopped for the same reason. */
function gapsOf(before: Report, after: Report): readonly string[] {
  const byReason = new Map<string, Set<string>>()
  for (const [which, { notEvaluated }] of [['older', before] as const, ['newer', after] as const]) {
    for (const { ruleId, account, region, operation } of notEvaluated) {
      const reason = `in ${account}, ${region}: the ${which} one did not evaluate it${operation ? ` for want of ${operation}` : ''}`
      byReason.set(reason, (byReason.get(reason) ?? new Set()).add(ruleId))
    }
  }
  return [...byReason].map(([reason, rules]) => `${[...rules].join(', ')} ${reason}`)
}
