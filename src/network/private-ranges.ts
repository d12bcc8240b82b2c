import { type Prefix, contains, parsePrefix } from './prefix.ts'

const parsed = (texts: readonly string[]): readonly Prefix[] =>
  texts.flatMap((text) => parsePrefix(text) ?? [])

/** RFC 1918, shared address space (RFC 6598), benchmarks (RFC 2544) and link-local. */
const PRIVATE_IPV4 = parsed([
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '198.18.0.0/15',
  '169.254.0.0/16',
])

/** Ranges that networks of their own use and that nobody on the internet has; of IPv6, unique local addresses. */
const PRIVATE = [...PRIVATE_IPV4, ...parsed(['fc00::/7'])]

/**
 * All that the internet does not route: private ranges and, besides, this network, loopback, multicast and what is
 * reserved (RFC 6890); of IPv6, all but global unicast (2000::/3).
 */
export const NOT_ON_INTERNET: Readonly<Record<4 | 6, readonly Prefix[]>> = {
  4: [...PRIVATE_IPV4, ...parsed(['0.0.0.0/8', '127.0.0.0/8', '224.0.0.0/3'])],
  6: parsed(['::/3', '4000::/2', '8000::/1']),
}

/** Shared address space, which VPCs use for pods and the like on purpose, since nobody routes it. */
const FOR_PODS = parsed(['100.64.0.0/10'])
export const isForPods = (prefix: Prefix): boolean => FOR_PODS.some((range) => contains(range, prefix))

/** Whether every address of a prefix is private. */
export const isPrivate = (prefix: Prefix): boolean => PRIVATE.some((range) => contains(range, prefix))
