import { type Prefix, contains, parsePrefix } from './prefix.ts'

/**
 * Ranges that nobody on the internet has: RFC 1918, shared address space (RFC 6598), benchmarks (RFC 2544), link-local
 * and, of IPv6, unique local addresses.
 */
const PRIVATE = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '198.18.0.0/15',
  '169.254.0.0/16',
  'fc00::/7',
].flatMap((text) => parsePrefix(text) ?? [])

/** Whether every address of a prefix is private. */
export const isPrivate = (prefix: Prefix): boolean => PRIVATE.some((range) => contains(range, prefix))
