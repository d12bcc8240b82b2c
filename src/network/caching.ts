import type { Inventory } from '../inventory/inventory.ts'
import { type Behavior, listed } from './distributions.ts'

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
