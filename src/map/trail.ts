/** A packet's way on the map: numbered steps, the line that joins them, and where it is dropped. */
import { drawable, xml } from './drawable.ts'
import { widthOfText } from './text-size.ts'
import type { Spot } from './tile.ts'

export interface Step {
  /** The node that the step is on; undefined where it is on nothing that is drawn. */
  readonly place: string | undefined
  readonly leg: 'there' | 'back'
  readonly text: string
  readonly drops: boolean
}

export interface Trail {
  readonly title: string
  readonly steps: readonly Step[]
}

const LEG = { there: '#2563eb', back: '#0d9488' } as const
const DROP = '#dc2626'
const MARGIN = 24
const LINE = 16

/** The line, its numbers, and the list of what each number says, from `top` on. */
export function trailPicture(
  { title, steps }: Trail,
  spots: ReadonlyMap<string, Spot>,
  top: number,
): { readonly text: string; readonly width: number; readonly bottom: number } {
  const numbered = steps.map((step, index) => ({ ...step, number: index + 1 }))
  const lines = (['there', 'back'] as const).map((leg) => legLine(leg, numbered, spots))
  const badges = [...spots].flatMap(([place, spot]) => badge(place, spot, numbered))
  const told = numbered.map(({ number, leg, text, drops }) => {
    const color = drops ? DROP : LEG[leg]
    const y = top + 18 + number * LINE
    return `<circle cx="${MARGIN + 7}" cy="${y - 4}" r="7" fill="${color}"/><text x="${MARGIN + 7}" y="${y - 1}" font-size="9" font-weight="bold" text-anchor="middle" fill="#ffffff">${drops ? '✕' : number}</text><text x="${MARGIN + 22}" y="${y}" font-size="11" fill="${drops ? DROP : '#0f172a'}"${drops ? ' font-weight="bold"' : ''}>${xml(drawable(text, 160))}</text>`
  })
  const heading = `<text x="${MARGIN}" y="${top + 8}" font-size="13" font-weight="bold" fill="#0f172a">${xml(drawable(title, 160))}</text>`
  const width =
    Math.max(...steps.map(({ text }) => widthOfText(drawable(text, 160), 11)), widthOfText(title, 13, true)) +
    2 * MARGIN +
    30
  return {
    text: ['<g class="map-trail">', ...lines, ...badges, heading, ...told, '</g>'].join('\n'),
    width,
    bottom: top + 26 + steps.length * LINE,
  }
}

type Numbered = Step & { readonly number: number }

/** From place to place; several steps on one place are one stop. */
function legLine(leg: Step['leg'], steps: readonly Numbered[], spots: ReadonlyMap<string, Spot>): string {
  const stops = steps
    .filter((step) => step.leg === leg)
    .flatMap(({ place }) => (place === undefined ? [] : (spots.get(place) ?? [])))
  const places = stops.filter((spot, index) => spot !== stops[index - 1])
  if (places.length < 2) return ''
  // The way back runs a little below the way there.
  const shift = leg === 'there' ? -3 : 3
  const points = places.map(
    ({ x, y, width, height }) => `${Math.round(x + width / 2)} ${Math.round(y + height / 2 + shift)}`,
  )
  return `<path d="M${points.join(' L')}" fill="none" stroke="${LEG[leg]}" stroke-width="3" stroke-linejoin="round" stroke-linecap="round" opacity="0.55"${leg === 'back' ? ' stroke-dasharray="7 5"' : ''}/>`
}

function badge(place: string, { x, y, width, height }: Spot, steps: readonly Numbered[]): readonly string[] {
  const own = steps.filter((step) => step.place === place)
  const [first] = own
  if (!first) return []
  const isDrop = own.some(({ drops }) => drops)
  const color = isDrop ? DROP : LEG[first.leg]
  const text = own.map(({ number, drops }) => (drops ? `✕ ${number}` : number)).join(', ')
  const wide = Math.max(16, widthOfText(text, 9, true) + 8)
  return [
    `<rect x="${Math.round(x)}" y="${Math.round(y)}" width="${Math.round(width)}" height="${Math.round(height)}" rx="6" fill="none" stroke="${color}" stroke-width="3"/>`,
    `<rect x="${Math.round(x - 6)}" y="${Math.round(y - 8)}" width="${Math.round(wide)}" height="15" rx="7.5" fill="${color}"/><text x="${Math.round(x - 6 + wide / 2)}" y="${Math.round(y + 3)}" font-size="9" font-weight="bold" text-anchor="middle" fill="#ffffff">${xml(text)}</text>`,
  ]
}
