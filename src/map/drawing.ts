/** Collects boxes, nodes and lines; each is drawn once, however often it is met. */
import type { MapBox, MapEdge, MapNode, NetworkMap } from './model.ts'
import { CLEAN, edgeKey } from './paint.ts'

export class Drawing {
  readonly #boxes = new Map<string, MapBox>()
  readonly #nodes = new Map<string, MapNode>()
  readonly #edges = new Map<string, MapEdge>()
  readonly #standsFor = new Map<string, string>()

  box(box: Omit<MapBox, 'painted'>): void {
    if (!this.#boxes.has(box.id)) this.#boxes.set(box.id, { ...box, painted: CLEAN })
    this.stands(box.id, box.id)
  }

  node(node: Omit<MapNode, 'painted'>): void {
    if (!this.#nodes.has(node.id)) this.#nodes.set(node.id, { ...node, painted: CLEAN })
    this.stands(node.id, node.id)
  }

  /** A line between two nodes that are there; its labels add up. */
  edge(edge: Omit<MapEdge, 'painted'>): void {
    if (!this.#nodes.has(edge.from) || !this.#nodes.has(edge.to) || edge.from === edge.to) return
    const key = `${edgeKey(edge)} ${edge.kind}`
    const known = this.#edges.get(key)
    const labels = [...new Set([...(known?.labels ?? []), ...edge.labels])]
    this.#edges.set(key, { ...edge, labels, painted: CLEAN })
  }

  /** A resource that is not drawn for itself: findings on it belong to what it is a part of. */
  stands(resource: string | undefined, place: string): void {
    if (resource !== undefined && !this.#standsFor.has(resource)) this.#standsFor.set(resource, place)
  }

  placeOf(resource: string | undefined): string | undefined {
    return resource === undefined ? undefined : this.#standsFor.get(resource)
  }

  has(node: string): boolean {
    return this.#nodes.has(node)
  }

  map(): NetworkMap {
    return {
      boxes: [...this.#boxes.values()],
      nodes: [...this.#nodes.values()],
      edges: [...this.#edges.values()],
      standsFor: this.#standsFor,
    }
  }
}
