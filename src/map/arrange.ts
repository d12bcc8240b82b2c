/** Where the tiles of VPCs stand: columns by account and region, with room between them for lines to the lanes below. */
import { boxLines, heightOf } from './labels.ts'
import type { Lane } from './lanes.ts'
import type { MapBox } from './model.ts'
import type { Tile } from './tile.ts'

export interface Placed {
  readonly tile: Tile
  readonly x: number
  readonly y: number
  /** Where its line to the lanes runs down; undefined where it is on none. */
  readonly trunk?: number
}

export interface RegionFrame {
  readonly box: MapBox
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface Arrangement {
  readonly tiles: readonly Placed[]
  readonly regions: readonly RegionFrame[]
  readonly width: number
  /** Where the lanes begin. */
  readonly bottom: number
}

export const MARGIN = 24
const REGION_PADDING = 16
const GAP = 18
/** Lines side by side in the room right of a column. */
const TRACK = 7
/** A page is wider than it is high. */
const ASPECT = 1.7

export function arrange(
  tiles: readonly Tile[],
  regions: readonly MapBox[],
  lanes: readonly Lane[],
): Arrangement {
  const joined = new Set(lanes.flatMap(({ vpcs }) => [...vpcs.keys()]))
  const columns = columnsFor(tiles, regions)
  const placed: Placed[] = []
  const frames: RegionFrame[] = []
  let x = MARGIN
  for (const [box, own] of columns) {
    const left = x
    const head = heightOf(boxLines(box)) + 14
    let height = 0
    x += REGION_PADDING
    for (const column of own) {
      const width = Math.max(...column.map((tile) => tile.width))
      const trunks = column.filter(({ vpc }) => joined.has(vpc.id)).length
      let y = MARGIN + head
      let track = 0
      for (const tile of column) {
        const trunk = joined.has(tile.vpc.id) ? { trunk: x + width + 8 + TRACK * track++ } : {}
        placed.push({ tile, x, y, ...trunk })
        y += tile.height + GAP
      }
      height = Math.max(height, y - GAP)
      x += width + (trunks > 0 ? 8 + TRACK * trunks : 0) + GAP
    }
    x += REGION_PADDING - GAP
    frames.push({ box, x: left, y: MARGIN, width: x - left, height: height + REGION_PADDING - MARGIN })
    x += GAP
  }
  const bottom = Math.max(MARGIN, ...frames.map((frame) => frame.y + frame.height)) + GAP
  return {
    tiles: placed,
    regions: frames.map((frame) => ({ ...frame, height: bottom - GAP - frame.y })),
    width: x - GAP + MARGIN,
    bottom,
  }
}

/** Each region's tiles in as many columns as make the whole about as wide as a page is. */
function columnsFor(
  tiles: readonly Tile[],
  regions: readonly MapBox[],
): readonly (readonly [MapBox, readonly (readonly Tile[])[]])[] {
  const area = tiles.reduce((sum, tile) => sum + (tile.width + GAP + 20) * (tile.height + GAP), 0)
  const tallest = Math.max(0, ...tiles.map((tile) => tile.height))
  const height = Math.max(tallest, Math.sqrt(area / ASPECT))
  return regions.flatMap((box) => {
    const own = tiles.filter(({ vpc }) => vpc.parent === box.id)
    return own.length === 0 ? [] : [[box, stacked(own, height)] as const]
  })
}

/** In their order, a column until it is full: neighbours by name stay neighbours. */
function stacked(tiles: readonly Tile[], height: number): readonly (readonly Tile[])[] {
  const columns: Tile[][] = []
  let filled = Infinity
  for (const tile of tiles) {
    if (filled + tile.height > height * 1.08) {
      columns.push([])
      filled = 0
    }
    columns.at(-1)?.push(tile)
    filled += tile.height + GAP
  }
  return columns
}
