/** One VPC laid out for itself by Graphviz: where its nodes, zones and lines stand, from the tile's upper left corner. */
import { boxLines, heightOf, nodeLines, widthOf } from './labels.ts'
import type { MapBox, MapEdge, MapNode } from './model.ts'

export interface Spot {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface Tile {
  readonly vpc: MapBox
  readonly width: number
  readonly height: number
  readonly nodes: readonly (readonly [MapNode, Spot])[]
  readonly zones: readonly (readonly [MapBox, Spot])[]
  readonly lines: readonly TileLine[]
}

export interface TileLine {
  readonly edge: MapEdge
  /** A start, and then three points for each cubic curve. */
  readonly points: readonly (readonly [x: number, y: number])[]
  readonly label?: readonly [x: number, y: number]
}

/** What Graphviz says of a drawing, as much of it as is used. */
interface Laid {
  readonly bb?: string
  readonly objects?: readonly { readonly name: string; readonly pos?: string; readonly bb?: string }[]
  readonly edges?: readonly { readonly pos?: string; readonly lp?: string }[]
}

export interface Layout {
  renderJSON(source: string): object
}

const PADDING = 12
/** Graphviz puts clusters edge to edge. */
const ZONE_GAP = 3
const NODE = { x: 10, y: 7 }

export function tileOf(
  vpc: MapBox,
  inside: {
    readonly nodes: readonly MapNode[]
    readonly zones: readonly MapBox[]
    readonly edges: readonly MapEdge[]
  },
  layout: Layout,
): Tile {
  const { nodes, zones, edges } = inside
  const head = boxLines(vpc)
  const top = heightOf(head) + PADDING + 6
  const sizes = nodes.map(sizeOf)
  const laid = layout.renderJSON(source(nodes, sizes, zones, edges)) as Laid
  const [, , right = 0, height = 0] = numbers(laid.bb)
  const at = (text: string | undefined): readonly [number, number] => {
    const [x = 0, y = 0] = numbers(text)
    return [PADDING + x, top + height - y]
  }
  const objects = new Map((laid.objects ?? []).map((one) => [one.name, one]))
  return {
    vpc,
    width: Math.max(right, widthOf(head)) + 2 * PADDING,
    height: top + height + PADDING,
    nodes: nodes.map((node, index) => {
      const [x, y] = at(objects.get(`n${index}`)?.pos)
      const { width, height: high } = sizes[index] ?? { width: 0, height: 0 }
      return [node, { x: x - width / 2, y: y - high / 2, width, height: high }]
    }),
    zones: zones.map((zone, index) => {
      const [left = 0, low = 0, far = 0, high = 0] = numbers(objects.get(`cluster_${index}`)?.bb)
      const y = top + height - high + ZONE_GAP
      return [zone, { x: PADDING + left, y, width: far - left, height: high - low - 2 * ZONE_GAP }]
    }),
    lines: (laid.edges ?? []).flatMap(({ pos, lp }, index): readonly TileLine[] => {
      const edge = edges[index]
      if (!edge || !pos) return []
      const label = lp === undefined ? {} : { label: at(lp) }
      return [{ edge, points: curve(pos).map((text) => at(text)), ...label }]
    }),
  }
}

export function sizeOf(node: MapNode): { readonly width: number; readonly height: number } {
  const lines = nodeLines(node)
  return { width: Math.ceil(widthOf(lines)) + 2 * NODE.x, height: Math.ceil(heightOf(lines)) + 2 * NODE.y }
}

/** Graphviz counts sizes in inches of 72 points. */
const inches = (points: number): string => (points / 72).toFixed(4)

function source(
  nodes: readonly MapNode[],
  sizes: readonly { readonly width: number; readonly height: number }[],
  zones: readonly MapBox[],
  edges: readonly MapEdge[],
): string {
  const place = (index: number): string =>
    `n${index} [width=${inches(sizes[index]?.width ?? 0)} height=${inches(sizes[index]?.height ?? 0)}]`
  const ids = new Map(nodes.map((node, index) => [node.id, index]))
  return [
    'digraph {',
    'graph [rankdir=LR nodesep=0.14 ranksep=0.45 margin=0 fontsize=9]',
    'node [shape=box fixedsize=true label=""]',
    'edge [fontsize=8 arrowhead=none]',
    ...zones.map(
      (zone, index) =>
        `subgraph cluster_${index} { label=" " margin=10 ${nodes.map((node, at) => (node.parent === zone.id ? place(at) : '')).join(' ')} }`,
    ),
    ...nodes.map((node, index) => (zones.some(({ id }) => id === node.parent) ? '' : place(index))),
    ...edges.map(({ from, to, labels, kind }) => {
      // Where a balancer sends is read from left to right, as where a subnet leads is.
      const text = labels.length > 0 ? ` label="${'x'.repeat(Math.min(24, labels[0]?.length ?? 0))}"` : ''
      return `n${ids.get(from)} -> n${ids.get(to)} [weight=${kind === 'serves' ? 1 : 3}${text}]`
    }),
    '}',
  ].join('\n')
}

const numbers = (text: string | undefined): readonly number[] => (text ?? '').split(',').map(Number)

/** `e,1,2 3,4 5,6 7,8`: without the ends of arrows, which are not drawn. */
const curve = (pos: string): readonly string[] => pos.split(/\s+/).filter((one) => !/^[es],/.test(one))
