/** The map in DOT, the language of Graphviz: https://graphviz.org/doc/info/lang.html */
import { SEVERITIES } from '../rule.ts'
import { KIND, SEVERITY_COLOR, TONE } from './colors.ts'
import { drawable, xml } from './drawable.ts'
import { badgeText } from './labels.ts'
import type { MapBox, MapEdge, MapNode, NetworkMap, Painted } from './model.ts'

const EDGE: Readonly<Record<MapEdge['kind'], string>> = {
  route: 'color="#64748b"',
  dead: 'color="#dc2626" style=dashed arrowhead=tee fontcolor="#dc2626"',
  peering: 'color="#0d9488" fontcolor="#0f766e"',
  attachment: 'color="#6366f1" dir=none style=dotted',
  tunnel: 'color="#6366f1" dir=both fontcolor="#4338ca"',
  serves: 'color="#fb7185" style=dashed',
}

export function dot(map: NetworkMap): string {
  const ids = new Map([...map.nodes, ...map.boxes].map((one, index) => [one.id, index]))
  const lines = [
    'digraph awsnet {',
    '  graph [rankdir=LR compound=true fontname="Helvetica" fontsize=12 nodesep=0.18 ranksep=0.7 bgcolor="#ffffff" pad=0.3 newrank=true]',
    '  node [shape=box style="rounded,filled" fontname="Helvetica" fontsize=11 margin="0.12,0.07" penwidth=1.2]',
    '  edge [fontname="Helvetica" fontsize=9 fontcolor="#475569" arrowsize=0.6 penwidth=1.1]',
    ...boxLines(undefined, map, ids, 1),
    ...map.edges.map((edge) => edgeLine(edge, ids)),
    '}',
  ]
  return `${lines.join('\n')}\n`
}

type Ids = ReadonlyMap<string, number>

/** A box with all that lies in it, boxes first. */
function boxLines(parent: string | undefined, map: NetworkMap, ids: Ids, depth: number): readonly string[] {
  const indent = '  '.repeat(depth)
  const inner = map.boxes
    .filter((box) => box.parent === parent)
    .flatMap((box) => [
      `${indent}subgraph cluster_${ids.get(box.id)} {`,
      `${indent}  ${boxStyle(box)}`,
      ...boxLines(box.id, map, ids, depth + 1),
      `${indent}}`,
    ])
  const nodes = map.nodes
    .filter((node) => node.parent === parent)
    .map((node) => `${indent}n${ids.get(node.id)} [${nodeStyle(node)}]`)
  return [...inner, ...nodes]
}

function boxStyle(box: MapBox): string {
  const { worst } = box.painted
  const [fill, line] = {
    account: ['#ffffff', '#cbd5e1'],
    region: ['#f8fafc', '#cbd5e1'],
    vpc: ['#ffffff', '#94a3b8'],
    zone: ['#f8fafc', '#e2e8f0'],
    outside: ['#fafaf9', '#d6d3d1'],
  }[box.kind]
  const color = worst && box.kind === 'vpc' ? SEVERITY_COLOR[worst] : line
  const width = worst && box.kind === 'vpc' ? 2.4 : 1
  const label = [bold(box.name), ...box.lines.map((text) => small(text)), ...badge(box.painted)]
  return `graph [style="rounded,filled" fillcolor="${fill}" color="${color}" penwidth=${width} labeljust=l margin=12 id=${quoted(`box:${box.id}`)} class="box ${box.kind}" tooltip=${quoted(box.id)} label=<${label.join('<BR ALIGN="LEFT"/>')}<BR ALIGN="LEFT"/>>]`
}

function nodeStyle(node: MapNode): string {
  const [fill, line] = node.kind === 'subnet' ? TONE[node.tone ?? 'unknown'] : KIND[node.kind]
  const { worst } = node.painted
  const color = worst ? SEVERITY_COLOR[worst] : line
  const isInternet = node.kind === 'internet'
  const label = [
    ...(node.sort ? [small(node.sort)] : []),
    ...(node.name ? [bold(node.name)] : []),
    ...node.lines.filter(Boolean).map((text) => small(text)),
    ...badge(node.painted),
  ]
  return [
    `id=${quoted(`node:${node.id}`)}`,
    `class="node ${node.kind}"`,
    `tooltip=${quoted(node.id)}`,
    `fillcolor="${fill}" color="${color}" penwidth=${worst ? 2.4 : 1.2}`,
    ...(isInternet ? ['shape=ellipse fontcolor="#ffffff"'] : []),
    `label=<${label.join('<BR/>')}>`,
  ].join(' ')
}

const edgeLine = (edge: MapEdge, ids: Ids): string => {
  const label = edge.labels.length > 0 ? ` label=${quoted(edge.labels.slice(0, 2).join('\n'))}` : ''
  return `  n${ids.get(edge.from)} -> n${ids.get(edge.to)} [${EDGE[edge.kind]}${label}]`
}

const badge = (painted: Painted): readonly string[] => {
  const text = badgeText(painted)
  if (!text) return []
  const worst = SEVERITIES.find((severity) => painted.counts[severity]) ?? 'info'
  return [`<FONT POINT-SIZE="9" COLOR="${SEVERITY_COLOR[worst]}"><B>${escaped(`● ${text}`)}</B></FONT>`]
}

const bold = (text: string): string => `<B>${escaped(text)}</B>`
const small = (text: string): string => `<FONT POINT-SIZE="9" COLOR="#475569">${escaped(text)}</FONT>`

const escaped = (text: string): string => xml(drawable(text))

/** A string of DOT: quotes and backslashes are its own affair, and so are the line breaks that we put there. */
const quoted = (text: string): string =>
  `"${text
    .split('\n')
    .map((line) => drawable(line).replaceAll('\\', '\\\\').replaceAll('"', '\\"'))
    .join('\\n')}"`
