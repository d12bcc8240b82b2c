/** What joins VPCs, as lanes below them: each transit gateway, peering connection or private gateway has one. */
import type { MapNode, NetworkMap } from './model.ts'

export interface Lane {
  readonly node: MapNode
  /** The VPCs that are on it, by id, with what leads there from each. */
  readonly vpcs: ReadonlyMap<string, readonly string[]>
  /** What lies at its far end: sites, Direct Connect gateways, other transit gateways. */
  readonly ends: readonly MapNode[]
}

const KINDS: readonly MapNode['kind'][] = ['transit-gateway', 'virtual-private-gateway', 'outside']

export function lanesOf(map: NetworkMap, vpcOf: (node: string) => string | undefined): readonly Lane[] {
  const nodes = new Map(map.nodes.map((node) => [node.id, node]))
  const candidates = map.nodes.filter(
    (node) =>
      KINDS.includes(node.kind) && (node.kind === 'virtual-private-gateway' || vpcOf(node.id) === undefined),
  )
  return (
    candidates
      .map((node): Lane => {
        const vpcs = new Map<string, string[]>()
        const home = vpcOf(node.id)
        if (home !== undefined) vpcs.set(home, [])
        for (const vpc of node.joins ?? []) vpcs.set(vpc, [])
        const around = map.edges.filter((edge) => edge.from === node.id || edge.to === node.id)
        for (const edge of around) {
          const vpc = vpcOf(edge.from === node.id ? edge.to : edge.from)
          if (vpc !== undefined) vpcs.set(vpc, [...(vpcs.get(vpc) ?? []), ...edge.labels])
        }
        return { node, vpcs, ends: endsOf(node.id, map, nodes, vpcOf) }
      })
      // A private gateway without anything beyond it is drawn in its VPC, and a lane that no VPC is on joins nothing here.
      .filter(({ vpcs, ends, node }) =>
        node.kind === 'virtual-private-gateway' ? ends.length > 0 : vpcs.size > 0,
      )
      .toSorted((a, b) => ORDER(a) - ORDER(b) || (a.node.name + a.node.id < b.node.name + b.node.id ? -1 : 1))
  )
}

const ORDER = ({ node }: Lane): number => KINDS.indexOf(node.kind)

/** Everything outside of VPCs that is reached from there, the near before the far. */
function endsOf(
  start: string,
  map: NetworkMap,
  nodes: ReadonlyMap<string, MapNode>,
  vpcOf: (node: string) => string | undefined,
): readonly MapNode[] {
  const found = new Map<string, MapNode>()
  const waiting = [start]
  for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
    for (const { from, to } of map.edges) {
      const other = from === id ? to : to === id ? from : undefined
      const node = other === undefined ? undefined : nodes.get(other)
      if (!node || other === start || found.has(node.id) || vpcOf(node.id) !== undefined) continue
      if (!['site', 'direct-connect', 'transit-gateway'].includes(node.kind)) continue
      found.set(node.id, node)
      // What lies behind another transit gateway is on that one's own lane.
      if (node.kind === 'direct-connect') waiting.push(node.id)
    }
  }
  return [...found.values()]
}
