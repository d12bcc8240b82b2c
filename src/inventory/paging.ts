import type { Params } from '../snapshot/fact.ts'

/**
 * How an operation gives its answer in pages. `next` maps each request field that asks for the following page to the
 * place in the answer where its value stands; with `more`, the answer says by a boolean whether another page follows.
 */
export interface Paging {
  readonly next: Readonly<Record<string, string>>
  readonly more?: string
  /** The request field that sets the page size, and the largest that AWS takes. */
  readonly size?: readonly [field: string, items: number]
}

export const nextToken = (items?: number, field = 'MaxResults'): Paging => ({
  next: { NextToken: 'NextToken' },
  ...(items === undefined ? {} : { size: [field, items] as const }),
})

export const marker = (items?: number, field = 'PageSize'): Paging => ({
  next: { Marker: 'NextMarker' },
  ...(items === undefined ? {} : { size: [field, items] as const }),
})

/** The request fields that ask for the page after this one, or undefined when this was the last. */
export function nextPage(paging: Paging | undefined, response: unknown): Params | undefined {
  if (!paging || (paging.more !== undefined && at(response, paging.more) !== true)) return undefined
  const asked: Record<string, unknown> = {}
  for (const [field, path] of Object.entries(paging.next)) {
    const value = at(response, path)
    if (value !== undefined && value !== null && value !== '') asked[field] = value
  }
  return Object.keys(asked).length > 0 ? asked : undefined
}

function at(value: unknown, path: string): unknown {
  let found = value
  for (const step of path.split('.')) {
    if (typeof found !== 'object' || found === null) return undefined
    found = (found as Record<string, unknown>)[step]
  }
  return found
}
