/** The map as a Mermaid flowchart, which GitHub and GitLab draw in Markdown: https://mermaid.js.org/syntax/flowchart.html */
import { SEVERITY_COLOR, TONE } from './colors.ts'
import { drawable } from './drawable.ts'
import { badgeText } from './labels.ts'
import type { MapEdge, MapNode, NetworkMap } from './model.ts'
import { SEVERITIES } from '../rule.ts'

export function mermaid(map: NetworkMap): string {
  const ids = new Map([...map.nodes, ...map.boxes].map((one, index) => [one.id, index]))
  const inBox = (parent: string | undefined, depth: number): readonly string[] => {
    const indent = '  '.repeat(depth)
    const boxes = map.boxes
      .filter((box) => box.parent === parent)
      .flatMap((box) => [
        `${indent}subgraph b${ids.get(box.id)}["${text([box.name, ...box.lines, badgeText(box.painted)])}"]`,
        ...inBox(box.id, depth + 1),
        `${indent}end`,
      ])
    const nodes = map.nodes
      .filter((node) => node.parent === parent)
      .map((node) => `${indent}n${ids.get(node.id)}${shape(node)}`)
    return [...boxes, ...nodes]
  }
  const styles = [
    ...(['public', 'private', 'isolated'] as const).map(
      (tone) => `  classDef ${tone} fill:${TONE[tone][0]},stroke:${TONE[tone][1]},color:#0f172a`,
    ),
    ...SEVERITIES.map(
      (severity) => `  classDef ${severity} stroke:${SEVERITY_COLOR[severity]},stroke-width:3px`,
    ),
  ]
  const classes = map.nodes.flatMap((node) => {
    const names = [node.tone, node.painted.worst].filter((name) => name !== undefined && name !== 'unknown')
    return names.map((name) => `  class n${ids.get(node.id)} ${name}`)
  })
  const edges = map.edges.map((edge) => `  n${ids.get(edge.from)} ${arrow(edge)} n${ids.get(edge.to)}`)
  return `${['flowchart LR', ...inBox(undefined, 1), ...edges, ...styles, ...classes].join('\n')}\n`
}

function shape({ kind, sort, name, lines, painted }: MapNode): string {
  const label = text([sort, name, ...lines, badgeText(painted)])
  if (kind === 'internet') return `(["${label}"])`
  return kind === 'transit-gateway' ? `{{"${label}"}}` : `["${label}"]`
}

function arrow({ kind, labels }: MapEdge): string {
  const line = {
    route: '-->',
    dead: '-. dead .->',
    peering: '<-->',
    attachment: '-.-',
    tunnel: '<-->',
    serves: '-.->',
  }[kind]
  const label = labels.length > 0 && kind !== 'dead' ? `|"${text(labels.slice(0, 2))}"|` : ''
  return `${line}${label}`
}

/** Entities, since Mermaid's own texts know no other way to hold a quote or an angle bracket; `#` begins one. */
const text = (lines: readonly string[]): string =>
  lines
    .filter(Boolean)
    .map((line) =>
      [...drawable(line)]
        .map((one) => (/[#"<>&;`{}[\]()|\\]/.test(one) ? `#${one.codePointAt(0)};` : one))
        .join(''),
    )
    .join('<br/>')
