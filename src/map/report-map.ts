/** The map that a report shows, and where on it each of its findings is. */
import type { Finding } from '../audit/report.ts'
import type { Facts } from '../inventory/inventory.ts'
import { UserError } from '../user-error.ts'
import { networkMap } from './build.ts'
import { painted, placesIn } from './paint.ts'
import { svg } from './svg.ts'

export interface ReportMap {
  readonly svg: string
  /** By the fingerprint of a finding, the `data-id` of what it is painted on. */
  readonly places: ReadonlyMap<string, string>
}

/** Undefined where there is nothing to draw, or no package to draw it with: a report is worth having without. */
export async function reportMap(facts: Facts, findings: readonly Finding[]): Promise<ReportMap | undefined> {
  const map = networkMap(facts)
  if (!map || map.boxes.length === 0) return undefined
  try {
    const drawing = await svg(painted(map, findings), { role: 'group' })
    return { svg: drawing, places: placesIn(map, findings) }
  } catch (error) {
    if (error instanceof UserError) return undefined
    throw error
  }
}
