/** Boxes, nodes and texts of the picture. */
import { KIND, SEVERITY_COLOR, TONE } from './colors.ts'
import { xml } from './drawable.ts'
import { type Line, boxLines, heightOfLine, nodeLines } from './labels.ts'
import type { MapBox, MapNode } from './model.ts'
import type { Spot } from './tile.ts'

/** A tenth of a point is more than anybody sees, and the same on every machine. */
export const round = (value: number): string => String(Math.round(value * 10) / 10)

export function frame(
  box: MapBox,
  { x, y, width, height }: Spot,
  fill: string,
  line: string,
  thick: number,
): string {
  return [
    `<g data-id="${xml(box.id)}" class="map-${box.kind}"><title>${xml(box.id)}</title>`,
    `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="8" fill="${fill}" stroke="${line}" stroke-width="${thick}"/>`,
    ...texts(boxLines(box), x + 10, y + 5, 'start'),
    '</g>',
  ].join('')
}

export function nodePicture(node: MapNode, { x, y, width, height }: Spot): string {
  const [fill, line] = node.kind === 'subnet' ? TONE[node.tone ?? 'unknown'] : KIND[node.kind]
  const { worst } = node.painted
  return [
    `<g data-id="${xml(node.id)}" class="map-${node.kind}"><title>${xml(node.id)}</title>`,
    `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="6" fill="${fill}" stroke="${worst ? SEVERITY_COLOR[worst] : line}" stroke-width="${worst ? 2.2 : 1.2}"/>`,
    ...texts(nodeLines(node), x + width / 2, y + 6, 'middle'),
    '</g>',
  ].join('')
}

/** Lines of text from the upper edge of a box on. */
export function texts(
  lines: readonly Line[],
  x: number,
  top: number,
  anchor: 'start' | 'middle',
): readonly string[] {
  let y = top
  return lines.map(({ text, size, look }) => {
    y += heightOfLine(size)
    const [color, weight] = LOOKS[look] ?? [SEVERITY_COLOR[look as keyof typeof SEVERITY_COLOR], 'bold']
    return `<text x="${round(x)}" y="${round(y - size * 0.25)}" font-size="${size}" text-anchor="${anchor}" fill="${color}" font-weight="${weight}">${xml(text)}</text>`
  })
}

const LOOKS: Readonly<Record<string, readonly [color: string, weight: string]>> = {
  sort: ['#475569', 'normal'],
  detail: ['#475569', 'normal'],
  name: ['#0f172a', 'bold'],
}
