import { type IntervalSet, intersect, isEmpty, union } from '../intervals.ts'
import type { Admission, Opening } from './filters.ts'

/** Ports, who reaches them, and the rules of security groups that let them in. */
export interface Combined {
  readonly ports: IntervalSet<number>
  readonly sources: IntervalSet<bigint>
  readonly rules: readonly { readonly group: string; readonly admission: Admission }[]
}

/** What both the way and the groups let in: ports cut where anything changes, and joined again where nothing does. */
export function combined(
  way: readonly Opening[],
  admissions: readonly { readonly group: string; readonly admission: Admission }[],
  asked: IntervalSet<number>,
): readonly Combined[] {
  const edges = new Set([
    ...way.flatMap((one) => one.ports.flat()),
    ...admissions.flatMap((one) => one.admission.ports.flat()),
    ...asked.flat(),
  ])
  const points = [...edges].toSorted((a, b) => a - b)
  const pieces: Combined[] = []
  for (const [index, start] of points.entries()) {
    const end = points[index + 1]
    if (end === undefined) break
    const piece: IntervalSet<number> = [[start, end]]
    if (isEmpty(intersect(piece, asked))) continue
    const reaching = union(
      way.filter((one) => !isEmpty(intersect(one.ports, piece))).flatMap((one) => one.sources),
    )
    const rules = admissions.filter(
      ({ admission }) =>
        !isEmpty(intersect(admission.ports, piece)) && !isEmpty(intersect(admission.sources, reaching)),
    )
    const sources = intersect(reaching, union(rules.flatMap((one) => one.admission.sources)))
    if (!isEmpty(sources)) pieces.push({ ports: piece, sources, rules })
  }
  return joined(pieces)
}

function joined(pieces: readonly Combined[]): readonly Combined[] {
  const bySource = new Map<string, Combined>()
  for (const piece of pieces) {
    const key = piece.sources.join(';')
    const known = bySource.get(key)
    const rules = known ? [...new Set([...known.rules, ...piece.rules])] : piece.rules
    bySource.set(key, {
      sources: piece.sources,
      ports: union([...(known?.ports ?? []), ...piece.ports]),
      rules,
    })
  }
  return [...bySource.values()]
}
