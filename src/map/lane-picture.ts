/** The lanes below the VPCs: a bar each, with a dot where a VPC's line meets it, and what lies beyond at its end. */
import { type Arrangement, MARGIN, type Placed } from './arrange.ts'
import { drawable, xml } from './drawable.ts'
import type { Lane } from './lanes.ts'
import { nodePicture, round } from './shapes.ts'
import { type Spot, sizeOf } from './tile.ts'

export interface LanePictures {
  /** The lines that run behind the tiles. */
  readonly behind: readonly string[]
  readonly front: readonly string[]
  readonly width: number
  readonly bottom: number
  /** Where each node of the lanes stands. */
  readonly spots: readonly (readonly [string, Spot])[]
}

const COLOR: Readonly<Record<string, string>> = {
  'transit-gateway': '#6366f1',
  'virtual-private-gateway': '#6366f1',
  outside: '#0d9488',
}

const GAP = 12

export function lanePictures(lanes: readonly Lane[], arrangement: Arrangement): LanePictures {
  const byVpc = new Map(arrangement.tiles.map((placed) => [placed.tile.vpc.id, placed]))
  const front: string[] = []
  const spots: (readonly [string, Spot])[] = []
  const lowest = new Map<string, number>()
  let y = arrangement.bottom
  let width = 0
  for (const lane of lanes) {
    const trunks = [...lane.vpcs.keys()].flatMap((id) => byVpc.get(id) ?? [])
    const picture = lanePicture(lane, trunks, y, arrangement.width)
    front.push(picture.text)
    spots.push(...picture.spots)
    for (const { tile } of trunks) lowest.set(tile.vpc.id, picture.middle)
    y += picture.height + GAP
    width = Math.max(width, picture.width)
  }
  const behind = [...lowest].flatMap(([id, end]) => {
    const placed = byVpc.get(id)
    return placed ? trunkPicture(placed, end) : []
  })
  return { behind, front, width, bottom: y + 4, spots }
}

/** From the tile's side down to the last lane that it is on. */
function trunkPicture({ tile, x, y, trunk }: Placed, end: number): readonly string[] {
  if (trunk === undefined) return []
  const from = y + Math.min(tile.height - 10, 22)
  return [
    `<path d="M${round(x + tile.width)} ${round(from)} H${round(trunk - 4)} Q${round(trunk)} ${round(from)} ${round(trunk)} ${round(from + 4)} V${round(end)}" fill="none" stroke="#94a3b8" stroke-width="1.3"/>`,
  ]
}

function lanePicture(
  { node, vpcs, ends }: Lane,
  trunks: readonly Placed[],
  y: number,
  edge: number,
): {
  readonly text: string
  readonly middle: number
  readonly height: number
  readonly width: number
  readonly spots: readonly (readonly [string, Spot])[]
} {
  const color = COLOR[node.kind] ?? '#64748b'
  const head = sizeOf(node)
  const sizes = ends.map(sizeOf)
  const height = Math.max(head.height, ...sizes.map((size) => size.height))
  const middle = y + height / 2
  const xs = trunks.flatMap(({ trunk }) => trunk ?? [])
  const isBar = node.kind === 'transit-gateway'
  const left = MARGIN + head.width
  const right = Math.max(left + 20, ...xs, ends.length > 0 ? edge - MARGIN : 0)
  const bar = `<path d="M${round(left)} ${round(middle)} H${round(right)}" stroke="${color}" stroke-width="${isBar ? 5 : 2}" stroke-linecap="round" opacity="${isBar ? 0.55 : 0.9}"/>`
  const dots = trunks.flatMap(({ trunk, tile }) => {
    if (trunk === undefined) return []
    // A side of a peering connection whose routes do not lead there is on it all the same.
    const isRouted = node.kind !== 'outside' || (vpcs.get(tile.vpc.id)?.length ?? 0) > 0
    const routes = [...new Set(vpcs.get(tile.vpc.id) ?? [])].slice(0, 12).map((one) => drawable(one, 120))
    const title = `${drawable(tile.vpc.name)}${routes.length > 0 ? `: ${routes.join('; ')}` : isRouted ? '' : ': no route leads here'}`
    return [
      `<circle cx="${round(trunk)}" cy="${round(middle)}" r="${isBar ? 5 : 4}" fill="#ffffff" stroke="${color}" stroke-width="2"${isRouted ? '' : ' stroke-dasharray="2 2"'}><title>${xml(title)}</title></circle>`,
    ]
  })
  let x = Math.max(right, edge - MARGIN)
  const spots: (readonly [string, Spot])[] = [[node.id, { x: MARGIN, y: middle - head.height / 2, ...head }]]
  const beyond = ends.map((end, index) => {
    const size = sizes[index] ?? { width: 0, height: 0 }
    const spot = { x: x + 14, y: middle - size.height / 2, ...size }
    const link = `<path d="M${round(x)} ${round(middle)} h14" stroke="${color}" stroke-width="2"/>`
    x += 14 + size.width
    spots.push([end.id, spot])
    return `${link}${nodePicture(end, spot)}`
  })
  const name = nodePicture(node, { x: MARGIN, y: middle - head.height / 2, ...head })
  return {
    text: [bar, ...dots, name, ...beyond].join(''),
    middle,
    height,
    width: x + MARGIN,
    spots,
  }
}
