import type { KnownOperation } from '../snapshot/known-operations.ts'
import type { Kind } from './kind.ts'
import { kinds } from './kinds/index.ts'

/** Every operation that a kind reads. What the edge keeps in a region is that region's, wherever it is asked for. */
export const operations: readonly KnownOperation[] = [
  ...new Map(
    (Object.values(kinds) as unknown as Kind[]).map((kind) => [
      kind.operation,
      {
        operation: kind.operation,
        global: kind.global === true && kind.edge !== true,
        pageFields: [
          ...Object.keys(kind.paging?.next ?? {}),
          ...(kind.paging?.size ? [kind.paging.size[0]] : []),
        ],
      },
    ]),
  ).values(),
]
