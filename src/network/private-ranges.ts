import { type Prefix, contains, parsePrefix } from './prefix.ts'

/** IPv4 ranges that nobody on the internet has: RFC 1918, shared address space (RFC 6598) and link-local. */
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', '169.254.0.0/16'].flatMap(
  (text) => parsePrefix(text) ?? [],
)

/** Whether every address of a prefix is private. */
export const isPrivate = (prefix: Prefix): boolean => PRIVATE.some((range) => contains(range, prefix))
