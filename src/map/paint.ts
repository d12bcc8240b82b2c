/** Findings on the drawing: each on what it concerns, the worst colour outward to the boxes around it. */
import type { Finding } from '../audit/report.ts'
import { SEVERITIES, type Severity } from '../rule.ts'
import type { MapBox, MapEdge, MapNode, NetworkMap, Painted } from './model.ts'

export const CLEAN: Painted = { counts: {} }

/** The same map with what fails painted on it. */
export function painted(map: NetworkMap, findings: readonly Finding[]): NetworkMap {
  const own = new Map<string, Severity[]>()
  for (const finding of findings) {
    if (finding.status !== 'fail') continue
    const places = new Set(placesOf(finding, map.standsFor))
    for (const place of places) own.set(place, [...(own.get(place) ?? []), finding.severity])
  }
  const nodes = map.nodes.map((node): MapNode => ({ ...node, painted: paintOf(own.get(node.id)) }))
  const edges = map.edges.map((edge): MapEdge => ({ ...edge, painted: paintOf(own.get(edgeKey(edge))) }))
  return { ...map, nodes, edges, boxes: outward(map.boxes, nodes, own) }
}

/** By the fingerprints of findings, whatever their status, where on the map they belong. */
export const placesIn = (
  { standsFor }: Pick<NetworkMap, 'standsFor'>,
  findings: readonly Finding[],
): ReadonlyMap<string, string> =>
  new Map(
    findings.flatMap((finding) =>
      placesOf(finding, standsFor).map((place) => [finding.fingerprint, place] as const),
    ),
  )

/** An edge that stands for a resource (a peering connection) is known by its ends. */
export const edgeKey = ({ from, to }: Pick<MapEdge, 'from' | 'to'>): string => `${from} → ${to}`

/** Where a finding belongs: on its resource, else on the first thing of its evidence that is drawn. */
function placesOf(finding: Finding, standsFor: ReadonlyMap<string, string>): readonly string[] {
  const direct = standsFor.get(finding.resource.id)
  if (direct) return [direct]
  for (const { resource } of finding.evidence) {
    const place = standsFor.get(resource.id)
    if (place) return [place]
  }
  return []
}

function outward(
  boxes: readonly MapBox[],
  nodes: readonly MapNode[],
  own: ReadonlyMap<string, readonly Severity[]>,
): readonly MapBox[] {
  const inside = new Map<string, Severity[]>(boxes.map((box) => [box.id, [...(own.get(box.id) ?? [])]]))
  const parents = new Map(boxes.map((box) => [box.id, box.parent]))
  for (const node of nodes) {
    const { worst } = node.painted
    if (!worst) continue
    for (let box = node.parent; box !== undefined; box = parents.get(box)) inside.get(box)?.push(worst)
  }
  // A box's own findings reach the boxes around it, too.
  for (const box of boxes) {
    for (let outer = box.parent; outer !== undefined; outer = parents.get(outer))
      inside.get(outer)?.push(...(own.get(box.id) ?? []))
  }
  return boxes.map((box) => {
    const worst = worstOf(inside.get(box.id) ?? [])
    return { ...box, painted: { ...(worst ? { worst } : {}), counts: countsOf(own.get(box.id) ?? []) } }
  })
}

function paintOf(severities: readonly Severity[] = []): Painted {
  const worst = worstOf(severities)
  return { ...(worst ? { worst } : {}), counts: countsOf(severities) }
}

const worstOf = (severities: readonly Severity[]): Severity | undefined =>
  SEVERITIES.find((severity) => severities.includes(severity))

function countsOf(severities: readonly Severity[]): Painted['counts'] {
  const counts: Partial<Record<Severity, number>> = {}
  for (const severity of severities) counts[severity] = (counts[severity] ?? 0) + 1
  return counts
}
