/** A network as a drawing has it: boxes in boxes, and lines between them. What it looks like is the writers' affair. */
import type { Severity } from '../rule.ts'

export type NodeKind =
  | 'subnet'
  | 'internet'
  | 'internet-gateway'
  | 'egress-only-gateway'
  | 'nat'
  | 'endpoints'
  | 'balancer'
  | 'transit-gateway'
  | 'virtual-private-gateway'
  | 'site'
  | 'direct-connect'
  | 'appliance'
  | 'outside'

/** How a subnet leaves: `public` by an internet gateway, `private` by anything else, `isolated` not at all. */
export type Tone = 'public' | 'private' | 'isolated' | 'unknown'

/** What findings paint on something. */
export interface Painted {
  readonly worst?: Severity
  readonly counts: Readonly<Partial<Record<Severity, number>>>
}

export interface MapNode {
  readonly id: string
  readonly kind: NodeKind
  /** What sort of thing it is, in a word or two. */
  readonly sort: string
  readonly name: string
  /** Further lines: CIDR blocks, zones, addresses. */
  readonly lines: readonly string[]
  readonly tone?: Tone
  /** The box that it lies in. */
  readonly parent?: string
  /** Of what joins VPCs: all of those, whether or not their routes lead there. */
  readonly joins?: readonly string[]
  readonly painted: Painted
}

export interface MapBox {
  readonly id: string
  readonly kind: 'account' | 'region' | 'vpc' | 'zone' | 'outside'
  readonly name: string
  readonly lines: readonly string[]
  readonly parent?: string
  readonly painted: Painted
}

export interface MapEdge {
  readonly from: string
  readonly to: string
  readonly kind: 'route' | 'dead' | 'peering' | 'attachment' | 'tunnel' | 'serves'
  readonly labels: readonly string[]
  readonly painted: Painted
}

export interface NetworkMap {
  readonly boxes: readonly MapBox[]
  readonly nodes: readonly MapNode[]
  readonly edges: readonly MapEdge[]
  /** Which node, box or edge end stands for a resource, by the resource's id. */
  readonly standsFor: ReadonlyMap<string, string>
}
