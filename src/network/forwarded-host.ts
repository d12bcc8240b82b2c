import type { Inventory } from '../inventory/inventory.ts'
import { type Behavior, listed } from './distributions.ts'
import { same } from './same.ts'

/**
 * Whether an origin is asked by the name that the viewer asked for; undefined where that is not known. What is cached
 * by is forwarded, too.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/controlling-origin-requests.html
 */
export function forwardsHost(
  { ForwardedValues, CachePolicyId, OriginRequestPolicyId }: Behavior,
  { cachePolicies, originRequestPolicies }: Inventory<'cachePolicies' | 'originRequestPolicies'>,
): boolean | undefined {
  if (ForwardedValues) return listed(ForwardedValues.Headers)?.some((name) => same(name, '*', 'Host'))
  const byCache = holdsHost(
    cachePolicies.get(CachePolicyId)?.CachePolicyConfig?.ParametersInCacheKeyAndForwardedToOrigin
      ?.HeadersConfig,
  )
  const byRequest = OriginRequestPolicyId
    ? holdsHost(originRequestPolicies.get(OriginRequestPolicyId)?.OriginRequestPolicyConfig?.HeadersConfig)
    : false
  if (byCache || byRequest) return true
  return byCache === undefined || byRequest === undefined ? undefined : false
}

function holdsHost(
  config:
    | {
        readonly HeaderBehavior?: string | undefined
        readonly Headers?:
          | { readonly Quantity?: number | undefined; readonly Items?: readonly string[] | undefined }
          | undefined
      }
    | undefined,
): boolean | undefined {
  const behavior = config?.HeaderBehavior
  if (same(behavior, 'none')) return false
  if (same(behavior, 'allViewer', 'allViewerAndWhitelistCloudFront')) return true
  const isListed = listed(config?.Headers)?.some((name) => same(name, 'Host'))
  if (same(behavior, 'whitelist')) return isListed
  return same(behavior, 'allExcept') && isListed !== undefined ? !isListed : undefined
}
