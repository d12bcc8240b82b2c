/** The map as a picture: the same map gives the same bytes. */
import { UserError } from '../user-error.ts'
import { MARGIN, type Placed, arrange } from './arrange.ts'
import { SEVERITY_COLOR, TONE } from './colors.ts'
import { lanePictures } from './lane-picture.ts'
import { lanesOf } from './lanes.ts'
import type { MapBox, MapEdge, NetworkMap } from './model.ts'
import { frame, nodePicture, round, texts } from './shapes.ts'
import { type Trail, trailPicture } from './trail.ts'
import { type Layout, type Spot, type Tile, type TileLine, tileOf } from './tile.ts'

export interface PictureOptions {
  readonly trail?: Trail
  /** `group`: a page makes buttons of what is drawn, and the parts of an `img` are hidden from screen readers. */
  readonly role?: 'img' | 'group'
}

/** Throws a UserError where the layout's package, which is optional, is not installed. */
export async function svg(map: NetworkMap, { trail, role = 'img' }: PictureOptions = {}): Promise<string> {
  const layout = await loadLayout()
  const vpcs = map.boxes.filter(({ kind }) => kind === 'vpc')
  const vpcOf = homes(map)
  const lanes = lanesOf(map, vpcOf)
  // A private gateway belongs to a VPC; with what lies beyond it, it has a lane, and is drawn once.
  const onLanes = new Set(lanes.map(({ node }) => node.id))
  const inside = (node: string): string | undefined => (onLanes.has(node) ? undefined : vpcOf(node))
  const tiles = vpcs.map((vpc) => tileFor(vpc, map, inside, layout))
  const regions = map.boxes.filter(({ kind }) => kind === 'region')
  const arrangement = arrange(tiles, regions, lanes)
  const below = lanePictures(lanes, arrangement)
  const spots = new Map([...spotsOf(arrangement.tiles), ...below.spots])
  const walked = trail ? trailPicture(trail, spots, below.bottom + 30) : undefined
  const width = Math.ceil(Math.max(arrangement.width, below.width, LEGEND_WIDTH, walked?.width ?? 0))
  const height = Math.ceil((walked?.bottom ?? below.bottom) + 34)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="${role}" aria-label="${trail ? 'Path of a packet' : 'Map of the network'}" font-family="Helvetica, Arial, sans-serif">`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...arrangement.regions.map(({ box, ...spot }) => frame(box, spot, '#f8fafc', '#cbd5e1', 1)),
    ...below.behind,
    ...arrangement.tiles.map(tilePicture),
    ...below.front,
    ...(walked ? [walked.text] : []),
    legendAt(walked?.bottom ?? below.bottom),
    '</svg>',
    '',
  ].join('\n')
}

/** Where each node of a tile stands on the whole picture. */
const spotsOf = (tiles: readonly Placed[]): readonly (readonly [string, Spot])[] =>
  tiles.flatMap(({ tile, x, y }) =>
    tile.nodes.map(([node, spot]) => [node.id, { ...spot, x: spot.x + x, y: spot.y + y }] as const),
  )

async function loadLayout(): Promise<Layout> {
  const { instance } = await import('@viz-js/viz').catch(() => {
    throw new UserError(
      'Drawing needs the optional package @viz-js/viz: npm install @viz-js/viz, or use --format mermaid or dot.',
    )
  })
  return instance()
}

/** In which VPC a node lies, by the node's id. */
function homes(map: NetworkMap): (node: string) => string | undefined {
  const boxes = new Map(map.boxes.map((box) => [box.id, box]))
  const known = new Map<string, string>()
  for (const node of map.nodes) {
    let box = boxes.get(node.parent ?? '')
    while (box && box.kind !== 'vpc') box = boxes.get(box.parent ?? '')
    if (box) known.set(node.id, box.id)
  }
  return (node) => known.get(node)
}

function tileFor(
  vpc: MapBox,
  map: NetworkMap,
  vpcOf: (node: string) => string | undefined,
  layout: Layout,
): Tile {
  const nodes = map.nodes.filter((node) => vpcOf(node.id) === vpc.id)
  const own = new Set(nodes.map(({ id }) => id))
  const zones = map.boxes.filter((box) => box.kind === 'zone' && box.parent === vpc.id)
  const edges = map.edges.filter(({ from, to }) => own.has(from) && own.has(to))
  return tileOf(vpc, { nodes, zones, edges }, layout)
}

function tilePicture({ tile, x, y }: Placed): string {
  const { vpc, width, height } = tile
  const { worst } = vpc.painted
  // What is only for information does not colour all that it lies in.
  const isLoud = worst !== undefined && worst !== 'info'
  return [
    `<g transform="translate(${round(x)} ${round(y)})">`,
    frame(
      vpc,
      { x: 0, y: 0, width, height },
      '#ffffff',
      isLoud ? SEVERITY_COLOR[worst] : '#94a3b8',
      isLoud ? 2.2 : 1,
    ),
    ...tile.zones.map(([zone, spot]) => frame(zone, spot, '#f8fafc', '#e2e8f0', 1)),
    ...tile.lines.map(linePicture),
    ...tile.nodes.map(([node, spot]) => nodePicture(node, spot)),
    '</g>',
  ].join('\n')
}

const LINES: Readonly<Record<MapEdge['kind'], readonly [color: string, dash: string]>> = {
  route: ['#64748b', ''],
  dead: ['#dc2626', '4 3'],
  peering: ['#0d9488', ''],
  attachment: ['#6366f1', '2 3'],
  tunnel: ['#6366f1', ''],
  serves: ['#fb7185', '4 3'],
}

function linePicture({ edge, points, label }: TileLine): string {
  const [color, dash] = LINES[edge.kind]
  const [start, ...rest] = points
  if (!start) return ''
  const path = `M${at(start)} C${rest.map(at).join(' ')}`
  const end = rest.at(-1) ?? start
  const dashed = dash ? ` stroke-dasharray="${dash}"` : ''
  const mark =
    edge.kind === 'dead'
      ? `<path d="M${round(end[0] - 4)} ${round(end[1] - 4)} l8 8 m0 -8 l-8 8" stroke="${color}" stroke-width="1.6"/>`
      : `<circle cx="${round(end[0])}" cy="${round(end[1])}" r="2.2" fill="${color}"/>`
  const text =
    edge.labels[0] && label
      ? texts([{ text: edge.labels[0], size: 9, look: 'detail' }], label[0], label[1] - 8, 'middle').join('')
      : ''
  return `<g><path d="${path}" fill="none" stroke="${color}" stroke-width="1.1"${dashed}/>${mark}${text}</g>`
}

const at = ([x, y]: readonly [number, number]): string => `${round(x)} ${round(y)}`

const LEGEND_WIDTH = 690

function legendAt(y: number): string {
  const tones = (['public', 'private', 'isolated'] as const).map(
    (tone) => [`${tone} subnet`, ...TONE[tone]] as const,
  )
  const severities = (['critical', 'high', 'medium', 'low', 'info'] as const).map(
    (one) => [one, '#ffffff', SEVERITY_COLOR[one]] as const,
  )
  let x = MARGIN
  const parts = [...tones, ...severities].map(([text, fill, line]) => {
    const part = `<rect x="${round(x)}" y="${round(y + 6)}" width="12" height="12" rx="3" fill="${fill}" stroke="${line}" stroke-width="2"/><text x="${round(x + 17)}" y="${round(y + 16)}" font-size="10" fill="#475569">${text}</text>`
    x += 17 + text.length * 5.6 + 18
    return part
  })
  return `<g class="map-legend">${parts.join('')}</g>`
}
