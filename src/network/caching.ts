import type { Inventory } from '../inventory/inventory.ts'
import { type Behavior, listed } from './distributions.ts'
import { same } from './same.ts'

/**
 * Whether CloudFront keeps anything that it serves by a behavior; undefined where that is not known. It keeps nothing
 * for a longest time of 0, and nothing where every header is part of what it keeps things by.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/controlling-the-cache-key.html
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/header-caching.html
 */
export function isCached(
  behavior: Behavior,
  { cachePolicies }: Inventory<'cachePolicies'>,
): boolean | undefined {
  const { CachePolicyId, ForwardedValues, MaxTTL } = behavior
  if (ForwardedValues) {
    if (forwardsAllHeaders(behavior)) return false
    return MaxTTL === undefined ? undefined : MaxTTL > 0
  }
  const longest = cachePolicies.get(CachePolicyId)?.CachePolicyConfig?.MaxTTL
  return longest === undefined ? undefined : longest > 0
}

export const forwardsAllHeaders = ({ ForwardedValues }: Behavior): boolean =>
  listed(ForwardedValues?.Headers)?.includes('*') === true

/** What makes the copies that CloudFront keeps for a behavior too many to be of use. */
export interface CacheKey {
  readonly allCookies: boolean
  readonly allQueryStrings: boolean
}

/** Undefined where it is not known. */
export function cacheKeyOf(
  { ForwardedValues, CachePolicyId }: Behavior,
  { cachePolicies }: Inventory<'cachePolicies'>,
): CacheKey | undefined {
  if (ForwardedValues) {
    const { Cookies, QueryString, QueryStringCacheKeys } = ForwardedValues
    const keys = QueryString === true ? listed(QueryStringCacheKeys) : []
    if (Cookies?.Forward === undefined || QueryString === undefined || !keys) return undefined
    return { allCookies: same(Cookies.Forward, 'all'), allQueryStrings: QueryString && keys.length === 0 }
  }
  const parts = cachePolicies.get(CachePolicyId)?.CachePolicyConfig?.ParametersInCacheKeyAndForwardedToOrigin
  const cookies = parts?.CookiesConfig?.CookieBehavior
  const queryStrings = parts?.QueryStringsConfig?.QueryStringBehavior
  if (!cookies || !queryStrings) return undefined
  return { allCookies: same(cookies, 'all'), allQueryStrings: same(queryStrings, 'all') }
}
