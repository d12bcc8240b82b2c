import type { Resource } from '../../inventory/inventory.ts'

/** What a place on the way did with the packets. */
export type Decision =
  | 'sends'
  | 'allows'
  | 'routes'
  | 'translates'
  | 'forwards'
  | 'delivers'
  | 'leaves'
  | 'drops'
  | 'unknown'

/** One place on the way: what it decided, and the fact that made it. */
export interface Hop {
  readonly resource: Pick<Resource, 'type' | 'id' | 'name' | 'account' | 'region'>
  readonly decision: Decision
  readonly because: string
  readonly fields?: Readonly<Record<string, unknown>>
  /** A drop: what would let the packets through. */
  readonly remedy?: string
}

/**
 * How a way ends. `exits-network` is where facts end: the internet, what lies on premises, an account that was not
 * read. `unknown` is where a fact that decides was not read.
 */
export type Verdict = 'delivered' | 'exits-network' | 'unknown' | 'dropped'

export const at = (
  resource: Hop['resource'],
  decision: Decision,
  because: string,
  fields?: Hop['fields'],
): Hop => ({
  resource,
  decision,
  because,
  ...(fields ? { fields } : {}),
})
