import rule from '../../../rules/cloudfront/cloudfront-shadowed-cache-behavior.ts'
import type { Behavior } from '../../../src/network/distributions.ts'
import { type Account, account } from '../../support/account.ts'
import { CACHING_DISABLED } from '../../support/distribution-builder.ts'
import { testRule } from '../../support/test-rule.ts'

const tried = (paths: Readonly<Record<string, Partial<Behavior>>>, fields = {}): Account =>
  account().site('E1', { paths }, fields)
const dynamic = { CachePolicyId: CACHING_DISABLED }
const signed = { TrustedKeyGroups: { Enabled: true, Quantity: 1, Items: ['k-1'] } }

const evidence = (first: string, second: string): string[] => [
  `  E1 tries ${first} at precedence 0`,
  `  E1 tries ${second} at precedence 1`,
]
const message = (covered: string, by: string, effect: string): string =>
  `E1: The behavior for ${covered} is never used, since ${by} is tried before it and matches all of it${effect}`

testRule(rule, {
  accepts: {
    'the narrower pattern first': tried({ '/api/public/*': {}, '/api/*': dynamic }),
    'patterns that have only some paths in common': tried({ '/img/*': {}, '*.jpg': dynamic }),
    'patterns that differ in case': tried({ '/API/*': {}, '/api/v1/*': dynamic }),
    'one character, which is not none': tried({ '/img/?*': {}, '/img/*': dynamic }),
    'two patterns that cover a third together only': tried({ '/a*': {}, '/b*': {}, '/?': dynamic }),
  },
  ignores: {
    'no path patterns': account().distribution('E1'),
    'one path pattern, which precedes the default behavior only': tried({ '/*': dynamic }),
  },
  flags: {
    'a wider pattern first': {
      given: tried({ '/api/*': dynamic, '/api/public/*': {} }),
      finds: [
        message('/api/public/*', '/api/*', ': its CachePolicyId has no effect.'),
        ...evidence('/api/*', '/api/public/*'),
      ],
    },
    'a slash that is left out': {
      given: tried({ 'img/*': dynamic, '/img/*.jpg': {} }),
      finds: [
        message('/img/*.jpg', 'img/*', ': its CachePolicyId has no effect.'),
        ...evidence('img/*', '/img/*.jpg'),
      ],
    },
    'a behavior that is set alike, as information only': {
      given: tried({ '*.jp?g': {}, '*.jpeg': {} }),
      finds: [
        `${message('*.jpeg', '*.jp?g', '; both are set alike.')} [info]`,
        ...evidence('*.jp?g', '*.jpeg'),
      ],
    },
    'signed URLs that nobody needs, which is worst': {
      given: tried({ '/media/*': {}, '/media/paid/*': { ...signed, ...dynamic } }),
      finds: [
        `${message('/media/paid/*', '/media/*', ': its CachePolicyId, TrustedKeyGroups have no effect.')} [high]`,
        ...evidence('/media/*', '/media/paid/*'),
      ],
    },
    'a disabled distribution, as information only': {
      given: tried({ '/api/*': dynamic, '/api/public/*': {} }, { Enabled: false }),
      finds: [
        `${message('/api/public/*', '/api/*', ': its CachePolicyId has no effect.')} [info]`,
        ...evidence('/api/*', '/api/public/*'),
      ],
    },
  },
  unknown: {
    'an answer without the patterns': {
      given: account().distribution('E1', { CacheBehaviors: undefined }),
      says: ['E1: its path patterns (CacheBehaviors) are not in the answer'],
    },
  },
})
