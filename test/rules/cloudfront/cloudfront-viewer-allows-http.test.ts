import rule from '../../../rules/cloudfront/cloudfront-viewer-allows-http.ts'
import { type Account, account } from '../../support/account.ts'
import type { Item } from '../../support/facts-builder.ts'
import { testRule } from '../../support/test-rule.ts'

type Policy = 'allow-all' | 'redirect-to-https' | 'https-only'

const site = (
  policy: Policy,
  paths: Readonly<Record<string, Policy>> = {},
  fields: Item<'distributions'> = {},
): Account => {
  const Items = Object.entries(paths).map(([PathPattern, ViewerProtocolPolicy]) => ({
    PathPattern,
    ViewerProtocolPolicy,
    TargetOriginId: 'web',
  }))
  return account().distribution('E1', {
    DefaultCacheBehavior: { TargetOriginId: 'web', ViewerProtocolPolicy: policy },
    CacheBehaviors: { Quantity: Items.length, Items },
    ...fields,
  })
}

testRule(rule, {
  accepts: {
    'redirects everywhere': site('redirect-to-https', { '/img/*': 'redirect-to-https' }),
    refusals: site('https-only', { '/api/*': 'https-only' }),
    'no path patterns at all': site('https-only', {}, { CacheBehaviors: { Quantity: 0 } }),
    'the challenges of a certificate authority': site('redirect-to-https', {
      '/.well-known/acme-challenge/*': 'allow-all',
    }),
    'the challenges, without the first slash': site('redirect-to-https', {
      '.well-known/acme-challenge/*': 'allow-all',
    }),
  },
  flags: {
    'the default behavior': {
      given: site('allow-all'),
      finds: [
        'E1: The default behavior may be fetched over plain HTTP: what viewers send and get there can be read and changed on the way.',
        '  E1 serves what no path pattern matches with ViewerProtocolPolicy allow-all',
      ],
    },
    'path patterns beside a default that redirects': {
      given: site('redirect-to-https', {
        '/img/*': 'allow-all',
        '/api/*': 'https-only',
        '/old/*': 'allow-all',
      }),
      finds: [
        'E1: /img/*, /old/* may be fetched over plain HTTP: what viewers send and get there can be read and changed on the way.',
        '  E1 serves /img/* with ViewerProtocolPolicy allow-all',
        '  E1 serves /old/* with ViewerProtocolPolicy allow-all',
      ],
    },
    'a disabled distribution, as information only': {
      given: site('allow-all', {}, { Enabled: false }),
      finds: [
        'E1: The default behavior may be fetched over plain HTTP: what viewers send and get there can be read and changed on the way. [info]',
        '  E1 serves what no path pattern matches with ViewerProtocolPolicy allow-all',
      ],
    },
  },
  unknown: {
    'an answer without the path patterns': {
      given: site('redirect-to-https', {}, { CacheBehaviors: undefined }),
      says: ['E1: its path patterns (CacheBehaviors) are not in the answer'],
    },
    'an answer without the policy': {
      given: account().distribution('E1', { DefaultCacheBehavior: undefined }),
      says: ['E1: The default behavior has no viewer protocol policy in the answer'],
    },
  },
})
