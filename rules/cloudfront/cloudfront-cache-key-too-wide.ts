import { cacheKeyOf, forwardsAllHeaders, isCached } from '../../src/network/caching.ts'
import {
  type Behavior,
  type Distribution,
  configuredDistributions,
  listed,
  pathOf,
  reconfigured,
  unlessDisabled,
} from '../../src/network/distributions.ts'
import { type Origin, type OriginUse, isWebsiteEndpoint, originUses } from '../../src/network/origins.ts'
import { same } from '../../src/network/same.ts'
import {
  type Inventory,
  type Judgement,
  type Severity,
  defineRule,
  fail,
  pass,
  unknown,
} from '../../src/rule.ts'

export default defineRule({
  id: 'cloudfront-cache-key-too-wide',
  title: 'Behavior forwards so much that CloudFront can hardly cache',
  topic: 'cloudfront',
  pillar: 'performance',
  severity: 'medium',
  needs: ['distributions', 'cachePolicies'],
  consults: ['distributionConfigs'],
  why: `CloudFront keeps a copy for each combination of what a behavior caches by. With every header it keeps none;
with every cookie or query string nearly each request is a combination of its own, although the files are the same.
Viewers wait for the origin, which does the work that the cache was to save.`,
  fix: `Use a cache policy with only the headers, cookies and query strings that change the response, and an origin
request policy for what the origin wants to see besides.`,
  check: `In the CloudFront console, open the Behaviors tab and read the cache policy of each behavior, or its legacy
cache settings.`,
  reference: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/header-caching.html',

  *judge(inventory) {
    for (const distribution of configuredDistributions(inventory)) {
      const uses = originUses(distribution)
      if (typeof uses === 'string') {
        yield unknown(distribution, uses)
        continue
      }
      const behaviors = new Set(uses.flatMap((use) => use.behaviors))
      for (const behavior of behaviors) yield* judged(behavior, distribution, uses, inventory)
    }
  },
})

type Known = Inventory<'cachePolicies'>

function* judged(
  behavior: Behavior,
  distribution: Distribution,
  uses: readonly OriginUse[],
  inventory: Known,
): Iterable<Judgement> {
  const key = behavior.PathPattern ?? 'default'
  const origin = uses.find((use) => use.behaviors.includes(behavior))?.origin
  const serves = servesOf(behavior, origin)
  const problem = serves && problemOf(behavior, serves, inventory)
  if (!problem) {
    // What answers everybody in another way is not meant to be kept.
    if (serves && serves !== 'files') return
    const known = serves && isCached(behavior, inventory) !== undefined && cacheKeyOf(behavior, inventory)
    yield known ? pass(distribution, key) : unknown(distribution, `of ${pathOf(behavior)}, ${NOT_KNOWN}`, key)
    return
  }
  yield fail(distribution, {
    key,
    message: problem.message,
    severity: unlessDisabled(distribution, problem.severity),
    evidence: [
      [
        distribution,
        `${problem.fact} for ${pathOf(behavior)}`,
        {
          Id: distribution.id,
          PathPattern: key,
          CachePolicyId: behavior.CachePolicyId,
          ForwardedValues: behavior.ForwardedValues,
          origin: origin?.DomainName,
        },
      ],
    ],
    remediation: reconfigured(
      distribution.id,
      `give ${pathOf(behavior)} a CachePolicyId with only what it needs (aws cloudfront create-cache-policy, or the managed CachingOptimized, 658327ea-f89d-4fab-a63d-7e88639e58f6) instead of ${behavior.ForwardedValues ? 'ForwardedValues' : behavior.CachePolicyId}`,
    ),
  })
}

const NOT_KNOWN =
  'what it serves, or what it is cached by (AllowedMethods, CachePolicyId, ForwardedValues), is not known'
/** Files whose content does not hang on who asks. */
const FILE = /\.(?:css|m?js|map|png|jpe?g|gif|svg|webp|avif|ico|woff2?|ttf|otf|eot|mp[34]|webm|pdf|zip)$/i

/** What a behavior seems to be there for; undefined where that is not known. */
function servesOf(
  { PathPattern, AllowedMethods }: Behavior,
  origin: Origin | undefined,
): 'files' | 'application' | 'either' | undefined {
  const methods = listed(AllowedMethods)
  if (!origin || !methods) return undefined
  if (methods.some((method) => same(method, 'POST', 'PUT', 'PATCH', 'DELETE'))) return 'application'
  if (origin.S3OriginConfig || isWebsiteEndpoint(origin) || FILE.test(PathPattern ?? '')) return 'files'
  if (!origin.CustomOriginConfig && !origin.VpcOriginConfig) return undefined
  return PathPattern === undefined ? 'application' : 'either'
}

interface Problem {
  readonly message: string
  readonly fact: string
  readonly severity?: Severity
}

function problemOf(behavior: Behavior, serves: string, inventory: Known): Problem | undefined {
  const path = pathOf(behavior)
  if (forwardsAllHeaders(behavior) && serves !== 'application' && behavior.MaxTTL !== 0)
    return {
      message: `CloudFront keeps nothing that it serves by ${path}, since every header is forwarded: each request waits for the origin.`,
      fact: 'forwards every header',
    }
  const wide = serves === 'files' ? wideness(behavior, inventory) : undefined
  if (wide)
    return {
      message: `CloudFront can hardly keep the files that it serves by ${path}: ${wide}.`,
      fact: wide,
      severity: 'low',
    }
  if (!behavior.ForwardedValues) return undefined
  return {
    message: `The cache settings of ${path} are of the older sort (ForwardedValues), by which whatever the origin is to see is cached by, too.`,
    fact: 'has ForwardedValues instead of a cache policy',
    severity: 'info',
  }
}

function wideness(behavior: Behavior, inventory: Known): string | undefined {
  // One file that must always be new, such as the first page of an application, is often exempted.
  const isOneFile = behavior.PathPattern !== undefined && !/[*?]/.test(behavior.PathPattern)
  if (isCached(behavior, inventory) === false) return isOneFile ? undefined : 'has caching switched off'
  const { allCookies, allQueryStrings } = cacheKeyOf(behavior, inventory) ?? {}
  if (allCookies)
    return allQueryStrings ? 'caches by every cookie and query string' : 'caches by every cookie'
  return allQueryStrings ? 'caches by every query string' : undefined
}
