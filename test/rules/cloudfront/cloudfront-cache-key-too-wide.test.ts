import rule from '../../../rules/cloudfront/cloudfront-cache-key-too-wide.ts'
import type { Behavior } from '../../../src/network/distributions.ts'
import { type Account, account } from '../../support/account.ts'
import { CACHING_DISABLED, bucketOrigin, originGroup, webOrigin } from '../../support/distribution-builder.ts'
import { testRule } from '../../support/test-rule.ts'

type Site = Parameters<Account['site']>[1]

const served = (site: Site, fields = {}): Account => account().managedPolicies().site('E1', site, fields)
const files = (behavior: Partial<Behavior> = {}, site: Site = {}, fields = {}): Account =>
  served({ origins: [bucketOrigin('site')], default: behavior, ...site }, fields)
const application = (behavior: Partial<Behavior> = {}, site: Site = {}): Account =>
  served({ default: behavior, ...site })

const legacy = (more: Partial<NonNullable<Behavior['ForwardedValues']>> = {}, MaxTTL = 86_400) => ({
  CachePolicyId: undefined,
  MaxTTL,
  ForwardedValues: {
    QueryString: false,
    Cookies: { Forward: 'none' as const },
    Headers: { Quantity: 0 },
    QueryStringCacheKeys: { Quantity: 0 },
    ...more,
  },
})
const HEADERS = { Headers: { Quantity: 1, Items: ['*'] } }
const WRITES = {
  AllowedMethods: {
    Quantity: 7,
    Items: ['HEAD', 'DELETE', 'POST', 'GET', 'OPTIONS', 'PUT', 'PATCH'] as ('GET' | 'POST')[],
  },
}
const OFF = { CachePolicyId: CACHING_DISABLED }

const hardly = (what: string, path = 'the default behavior'): string[] => [
  `E1: CloudFront can hardly keep the files that it serves by ${path}: ${what}. [low]`,
  `  E1 ${what} for ${path}`,
]
const OLDER = [
  'E1: The cache settings of the default behavior are of the older sort (ForwardedValues), by which whatever the origin is to see is cached by, too. [info]',
  '  E1 has ForwardedValues instead of a cache policy for the default behavior',
]
const NOTHING = (path: string): string =>
  `E1: CloudFront keeps nothing that it serves by ${path}, since every header is forwarded: each request waits for the origin.`

testRule(rule, {
  accepts: {
    'files with a cache policy that names what it keeps them by': files(),
    'files by extension, from a server': application({}, { paths: { '/assets/*.css': {} } }),
    'files beside one page that must always be new': files({}, { paths: { '/index.html': OFF } }),
  },
  ignores: {
    'an application, which is not kept': application(OFF),
    'a path of an application, which is not kept': application(OFF, { paths: { '/api/*': OFF } }),
    'an application that wants every cookie': account()
      .cachePolicy('wide', 60, { cookies: 'all', queryStrings: 'all' })
      .site('E1', { default: { CachePolicyId: 'wide' } }),
    'a bucket that files are sent to': files({ ...WRITES, ...OFF }),
  },
  flags: {
    'all headers of a path': {
      given: application(OFF, { paths: { '/blog/*': legacy(HEADERS) } }),
      finds: [NOTHING('/blog/*'), '  E1 forwards every header for /blog/*'],
    },
    'all cookies of files': {
      given: files(legacy({ Cookies: { Forward: 'all' } })),
      finds: hardly('caches by every cookie'),
    },
    'all query strings of files': {
      given: files(legacy({ QueryString: true })),
      finds: hardly('caches by every query string'),
    },
    'a policy with all of both': {
      given: account()
        .managedPolicies()
        .cachePolicy('wide', 60, { cookies: 'all', queryStrings: 'all' })
        .site('E1', { default: OFF, paths: { '*.png': { CachePolicyId: 'wide' } } }),
      finds: hardly('caches by every cookie and query string', '*.png'),
    },
    'files that are not kept at all': { given: files(OFF), finds: hardly('has caching switched off') },
    'files of a group of buckets': {
      given: files(
        { ...OFF, TargetOriginId: 'both' },
        {
          origins: [bucketOrigin('site'), bucketOrigin('west')],
          groups: [originGroup('both', ['site', 'west'])],
        },
      ),
      finds: hardly('has caching switched off'),
    },
    'settings of the older sort, as information only': {
      given: files(legacy({ QueryString: true, QueryStringCacheKeys: { Quantity: 1, Items: ['v'] } })),
      finds: OLDER,
    },
    'an application that forwards all by settings of the older sort, as information only': {
      given: application(legacy(HEADERS)),
      finds: OLDER,
    },
    'a path that is not meant to be kept, as information only': {
      given: application(OFF, { paths: { '/api/*': legacy(HEADERS, 0) } }),
      finds: OLDER.map((line) => line.replace('the default behavior', '/api/*')),
    },
    'a disabled distribution, as information only': {
      given: files(OFF, {}, { Enabled: false }),
      finds: hardly('has caching switched off').map((line) => line.replace('[low]', '[info]')),
    },
  },
  unknown: {
    'a policy that is not among those that were read': {
      given: files({ CachePolicyId: 'another' }),
      says: [
        'E1: of the default behavior, what it serves, or what it is cached by (AllowedMethods, CachePolicyId, ForwardedValues), is not known',
      ],
    },
    'an answer without the kind of the origin': {
      given: served({ origins: [{ ...webOrigin('origin.example.com'), CustomOriginConfig: undefined }] }),
      says: [
        'E1: of the default behavior, what it serves, or what it is cached by (AllowedMethods, CachePolicyId, ForwardedValues), is not known',
      ],
    },
    'an answer without the behaviors': {
      given: files(OFF, {}, { CacheBehaviors: undefined }),
      says: ['E1: its cache behaviors (CacheBehaviors, DefaultCacheBehavior) are not in the answer'],
    },
  },
})
