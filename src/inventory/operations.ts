import type { KnownOperation } from '../snapshot/known-operations.ts'
import type { Kind } from './kind.ts'
import { kinds } from './kinds/index.ts'

/** Every operation that a kind reads. */
export const operations: readonly KnownOperation[] = (Object.values(kinds) as unknown as Kind[]).map(
  (kind) => ({
    operation: kind.operation,
    global: kind.global === true,
    pageFields: [
      ...Object.keys(kind.paging?.next ?? {}),
      ...(kind.paging?.size ? [kind.paging.size[0]] : []),
    ],
  }),
)
