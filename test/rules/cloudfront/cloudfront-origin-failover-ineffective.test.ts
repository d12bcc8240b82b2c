import rule from '../../../rules/cloudfront/cloudfront-origin-failover-ineffective.ts'
import type { Origin, OriginGroup } from '../../../src/network/origins.ts'
import { type Account, account } from '../../support/account.ts'
import {
  CACHING_DISABLED,
  bucketOrigin,
  originGroup,
  vpcOrigin,
  webOrigin,
} from '../../support/distribution-builder.ts'
import { testRule } from '../../support/test-rule.ts'

type Site = Parameters<Account['site']>[1]

const PAIR = [bucketOrigin('site'), bucketOrigin('site-west')]
const ids = (origins: readonly Origin[]): string[] => origins.map((origin) => origin.Id ?? '')
/** Two origins in a group `both`, to which the default behavior leads. */
const pair = (
  origins: readonly Origin[] = PAIR,
  group: OriginGroup = originGroup('both', ids(origins)),
  site: Site = {},
  fields = {},
): Account =>
  account()
    .managedPolicies()
    .site('E1', { origins, groups: [group], default: { TargetOriginId: 'both' }, ...site }, fields)
const servers = (fields: Partial<Origin> = {}): readonly Origin[] => [
  webOrigin('one.example.com', {}, fields),
  webOrigin('two.example.com', {}, { Id: 'two' }),
]
const dynamic = { default: { TargetOriginId: 'both', CachePolicyId: CACHING_DISABLED } }
const lambda = {
  Quantity: 1,
  Items: [
    { EventType: 'origin-request' as const, LambdaFunctionARN: 'arn:aws:lambda:us-east-1:1:function:f:1' },
  ],
}

const message = (problem: string): string =>
  `E1: The origin group both does not help as it should: ${problem}.`
const evidence = (members = 'site, site-west'): string => `  E1 has the origin group both of ${members}`
const UNUSED = 'no behavior leads to it, so nothing fails over'
const SLOW = 'viewers wait 30 seconds for each response while the first origin cannot be reached'

testRule(rule, {
  accepts: {
    'two buckets': pair(),
    'two servers, whose responses are kept': pair(servers()),
    'two servers, the first of which is given up soon': pair(
      servers({ ConnectionAttempts: 2, ConnectionTimeout: 3 }),
      undefined,
      dynamic,
    ),
    'one server on two ports': pair([
      webOrigin('one.example.com'),
      webOrigin('one.example.com', { HTTPSPort: 8443 }, { Id: 'two' }),
    ]),
    'one bucket with two folders': pair([
      bucketOrigin('site', { OriginPath: '/blue' }),
      bucketOrigin('site', { OriginPath: '/green', Id: 'green' }),
    ]),
    'one name behind which are two VPC origins': pair([
      vpcOrigin('vo_1', 'web.example.com'),
      vpcOrigin('vo_2', 'web.example.com'),
    ]),
    'a group that a path leads to': pair(undefined, undefined, {
      default: {},
      paths: { '/img/*': { TargetOriginId: 'both' } },
    }),
  },
  ignores: {
    'no group': account().distribution('E1'),
    'a group that serves the better picture': pair(
      PAIR,
      originGroup('both', ids(PAIR), [404], { SelectionCriteria: 'media-quality-based' }),
    ),
  },
  flags: {
    'a group that nothing leads to': {
      given: pair(undefined, undefined, { default: {} }),
      finds: [message(UNUSED), evidence()],
    },
    'the same bucket twice': {
      given: pair([bucketOrigin('site'), bucketOrigin('site', { Id: 'again' })]),
      finds: [message('both members are site.s3.us-east-1.amazonaws.com'), evidence('site, again')],
    },
    'a status that is not the one of an outage': {
      given: pair(PAIR, originGroup('both', ids(PAIR), [500])),
      finds: [
        message(
          'it does not go on to the second origin when the first answers 502, 503 or 504 (only on 500)',
        ),
        evidence(),
      ],
    },
    'the statuses of what is missing, mildly': {
      given: pair(PAIR, originGroup('both', ids(PAIR), [403, 404])),
      finds: [
        `${message('it does not go on to the second origin when the first answers 502, 503 or 504 (only on 403, 404)')} [low]`,
        evidence(),
      ],
    },
    'defaults by which every viewer waits, mildly': {
      given: pair(servers(), undefined, dynamic),
      finds: [`${message(SLOW)} [low]`, evidence('web, two')],
    },
    'two problems at once': {
      given: pair(servers(), originGroup('both', ['web', 'two'], [500]), dynamic),
      finds: [
        message(
          `it does not go on to the second origin when the first answers 502, 503 or 504 (only on 500); ${SLOW}`,
        ),
        evidence('web, two'),
      ],
    },
    'a shorter time, as configured': {
      given: pair(servers({ ConnectionAttempts: 2, ConnectionTimeout: 5 }), undefined, dynamic),
      settings: { seconds: 10 },
      finds: [`${message(SLOW.replace('30', '10'))} [low]`, evidence('web, two')],
    },
    'a disabled distribution, as information only': {
      given: pair(undefined, undefined, { default: {} }, { Enabled: false }),
      finds: [`${message(UNUSED)} [info]`, evidence()],
    },
  },
  unknown: {
    'a group that a function may choose': {
      given: pair(undefined, undefined, { default: { LambdaFunctionAssociations: lambda } }),
      says: [
        'E1: of its origin group both, to which no behavior leads, a function at the edge may choose it',
      ],
    },
    'a cache policy that was not read': {
      given: account().site('E1', {
        origins: servers(),
        groups: [originGroup('both', ['web', 'two'])],
        default: { TargetOriginId: 'both' },
      }),
      says: [
        'E1: of its origin group both, its failover criteria, or the addresses and timeouts of its members, or how long responses are kept, are not in the answer',
      ],
    },
    'an answer without the behaviors': {
      given: pair(undefined, undefined, {}, { CacheBehaviors: undefined }),
      says: [
        'E1: of its origin group both, its cache behaviors (CacheBehaviors, DefaultCacheBehavior) are not in the answer',
      ],
    },
  },
})
