import { type Fact, GLOBAL } from './fact.ts'
import type { KnownOperation } from './known-operations.ts'

/**
 * Facts of Route 53, CloudFront and their like belong to the account, whatever region they were written under. Where
 * the same was asked in several regions, the first answer stands: they are one answer, not its pages.
 */
export function inTheirPlace(facts: readonly Fact[], known: readonly KnownOperation[]): readonly Fact[] {
  const global = new Set(known.filter((one) => one.global).map((one) => one.operation))
  const firstRegion = new Map<string, string>()
  return facts.flatMap((fact) => {
    if (!global.has(fact.operation)) return [fact]
    const asked = JSON.stringify([fact.account, fact.operation, fact.params])
    const first = firstRegion.get(asked) ?? fact.region
    firstRegion.set(asked, first)
    if (first !== fact.region) return []
    return [fact.region === GLOBAL ? fact : { ...fact, region: GLOBAL }]
  })
}
