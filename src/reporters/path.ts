import { createColors } from 'picocolors'
import type { Hop, Verdict } from '../network/path/hops.ts'
import type { AnsweredWay, Leg, PathAnswer } from '../network/path/question.ts'
import type { Style } from './index.ts'
import { jsonText } from './json.ts'
import { safeText } from './terminal-text.ts'

type Colors = ReturnType<typeof createColors>

/** For someone whose connection times out: first whether it works and, if not, the one thing that stops it. */
export function pathText(answer: PathAnswer, style: Style): string {
  const colors = createColors(style.color)
  const paint = PAINT[answer.verdict](colors)
  const [first] = answer.ways
  return `${[
    `${paint(colors.bold(HEADLINE[answer.verdict]))}  ${headline(answer)}`,
    ...(first ? reasons(first, colors) : []),
    ...answer.ways.map((way, index) =>
      isTold(way, answer) ? wayText(way, answer, index, colors) : briefly(way, index, colors),
    ),
  ].join('\n')}\n`
}

const HEADLINE: Readonly<Record<Verdict, string>> = {
  delivered: 'DELIVERED',
  dropped: 'DROPPED',
  unknown: 'UNKNOWN',
  'exits-network': 'LEAVES',
}

const PAINT: Readonly<Record<Verdict, (colors: Colors) => (text: string) => string>> = {
  delivered: (colors) => colors.green,
  dropped: (colors) => colors.red,
  unknown: (colors) => colors.yellow,
  'exits-network': (colors) => colors.cyan,
}

const PROTOCOLS: Readonly<Record<number, string>> = { 1: 'ICMP', 6: 'TCP', 17: 'UDP', 58: 'ICMPv6' }

function headline({ question, ways, verdict }: PathAnswer): string {
  const { from, to, protocol, port } = question
  const what =
    protocol === 6 || protocol === 17
      ? `${PROTOCOLS[protocol]} ${port}`
      : (PROTOCOLS[protocol] ?? `protocol ${protocol}`)
  const total = ways.reduce((sum, way) => sum + way.count, 0)
  const like = ways.filter((way) => way.verdict === verdict).reduce((sum, way) => sum + way.count, 0)
  const of = total > 1 && like < total ? ` (${like} of ${total} ways)` : ''
  return safeText(`${from} to ${to}, ${what}${of}`)
}

/** The hop that decided, and what would change it. */
function reasons(way: AnsweredWay, colors: Colors): readonly string[] {
  const back =
    way.forward.droppedAt === undefined &&
    (way.return?.droppedAt !== undefined || way.return?.verdict === 'unknown')
  const leg = back ? way.return : way.forward
  const last = leg?.hops.at(-1)
  if (!last || way.verdict === 'delivered') return []
  const where = back ? 'On the way back, ' : ''
  const remedy = last.remedy ? [`${colors.green('Fix')} ${safeText(last.remedy)}`] : []
  return [`${where}${safeText(`${label(last)}: ${last.because}`)}`, ...remedy]
}

const label = ({ resource }: Hop): string =>
  resource.name && resource.name !== resource.id
    ? `${resource.name} (${shortId(resource.id)})`
    : shortId(resource.id)

const shortId = (id: string): string => (id.startsWith('arn:') ? id.split(':').slice(5).join(':') || id : id)

/** One way of each verdict is told hop by hop; the others differ in a zone or a target. */
const isTold = (way: AnsweredWay, { ways }: PathAnswer): boolean =>
  ways.find((one) => one.verdict === way.verdict) === way

function briefly(way: AnsweredWay, index: number, colors: Colors): string {
  const leg = way.forward.verdict === 'delivered' ? (way.return ?? way.forward) : way.forward
  const end = way.verdict === 'delivered' ? way.forward.hops.at(-1) : leg.hops.at(-1)
  return `${index === 1 ? '\n' : ''}${colors.bold(`Way ${index + 1}: ${way.verdict}`)}  ${end ? safeText(`${label(end)}: ${end.because}`) : ''}`
}

function wayText(way: AnsweredWay, { ways }: PathAnswer, index: number, colors: Colors): string {
  const title =
    ways.length > 1 ? `Way ${index + 1}: ${way.verdict}${way.count > 1 ? ` (${way.count} alike)` : ''}\n` : ''
  return [
    '',
    `${colors.bold(title)}${colors.bold('There')}`,
    ...legLines(way.forward, colors),
    ...(way.return ? [colors.bold('And back'), ...legLines(way.return, colors)] : []),
  ].join('\n')
}

function legLines(leg: Leg, colors: Colors): readonly string[] {
  const width = Math.max(...leg.hops.map((hop) => hop.decision.length))
  return leg.hops.map((hop) => {
    const text = hop.decision.padEnd(width)
    const painted =
      hop.decision === 'drops'
        ? colors.red(text)
        : hop.decision === 'unknown'
          ? colors.yellow(text)
          : colors.dim(text)
    return `  ${painted}  ${safeText(label(hop))}: ${safeText(hop.because)}`
  })
}

/** By DESIGN's shape: the deciding way on top, all of them below. */
export function pathJson(answer: PathAnswer): string {
  const [first] = answer.ways
  return jsonText({
    verdict: answer.verdict,
    question: answer.question,
    forward: first?.forward,
    return: first?.return,
    ways: answer.ways,
  })
}

/** A flowchart: hops as boxes, the drop in red. */
export function pathMermaid(answer: PathAnswer): string {
  const lines = ['flowchart LR']
  const drawn: string[] = []
  for (const [index, way] of answer.ways.entries()) {
    for (const [name, leg] of [
      ['there', way.forward],
      ['back', way.return],
    ] as const) {
      if (!leg) continue
      const nodes = leg.hops.map((hop, at) => ({ id: `w${index}${name}${at}`, hop }))
      lines.push(
        `  subgraph w${index}${name}["${name === 'there' ? 'There' : 'And back'}${answer.ways.length > 1 ? ` (way ${index + 1})` : ''}"]`,
      )
      for (const { id, hop } of nodes) {
        lines.push(
          `    ${id}["${mermaidText(`${hop.decision}: ${label(hop)}`)}<br/>${mermaidText(hop.because)}"]`,
        )
        if (hop.decision === 'drops') drawn.push(id)
      }
      if (nodes.length > 1) lines.push(`    ${nodes.map(({ id }) => id).join(' --> ')}`)
      lines.push('  end')
    }
  }
  if (drawn.length > 0) lines.push('  classDef drop fill:#fdd,stroke:#c00', `  class ${drawn.join(',')} drop`)
  return `${lines.join('\n')}\n`
}

/** Mermaid reads quotes, brackets and entities; as numbers they are only text. */
const mermaidText = (text: string): string =>
  safeText(text).replace(/["<>&#;`[\]{}()|\\]/g, (character) => `#${character.codePointAt(0)};`)
