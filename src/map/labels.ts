/** The lines of text in a node or a box, with their sizes: what is laid out is what is written. */
import { type Severity, SEVERITIES } from '../rule.ts'
import { drawable } from './drawable.ts'
import type { MapBox, MapNode, Painted } from './model.ts'
import { widthOfText } from './text-size.ts'

export interface Line {
  readonly text: string
  readonly size: number
  readonly look: 'sort' | 'name' | 'detail' | Severity
}

const HEIGHT: Readonly<Record<number, number>> = { 9: 12, 10: 13, 11: 14.5, 13: 17 }

export const nodeLines = ({ sort, name, lines, painted }: MapNode): readonly Line[] => [
  ...line(sort, 9, 'sort'),
  ...line(name, 11, 'name'),
  ...lines.flatMap((text) => line(text, 9, 'detail')),
  ...badgeLine(painted),
]

export const boxLines = ({ name, lines, painted, kind }: MapBox): readonly Line[] => [
  ...line(name, kind === 'zone' ? 9 : 13, kind === 'zone' ? 'sort' : 'name'),
  ...lines.flatMap((text) => line(text, 9, 'detail')),
  ...badgeLine(painted),
]

const line = (text: string, size: number, look: Line['look']): readonly Line[] =>
  text ? [{ text: drawable(text), size, look }] : []

function badgeLine(painted: Painted): readonly Line[] {
  const text = badgeText(painted)
  const worst = SEVERITIES.find((severity) => painted.counts[severity])
  return text && worst ? [{ text: `● ${text}`, size: 9, look: worst }] : []
}

/** `2 high, 1 low` */
export const badgeText = ({ counts }: Painted): string =>
  SEVERITIES.flatMap((severity) => (counts[severity] ? [`${counts[severity]} ${severity}`] : [])).join(', ')

export const heightOf = (lines: readonly Line[]): number =>
  lines.reduce((sum, { size }) => sum + heightOfLine(size), 0)
export const heightOfLine = (size: number): number => HEIGHT[size] ?? size * 1.3
export const widthOf = (lines: readonly Line[]): number =>
  Math.max(
    0,
    ...lines.map(({ text, size, look }) => widthOfText(text, size, look !== 'detail' && look !== 'sort')),
  )
