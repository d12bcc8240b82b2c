import rule from '../../../rules/cloudfront/cloudfront-origin-outdated-tls.ts'
import type { Origin } from '../../../src/network/origins.ts'
import { type Account, account } from '../../support/account.ts'
import { bucketOrigin, originGroup, vpcOrigin, webOrigin } from '../../support/distribution-builder.ts'
import { testRule } from '../../support/test-rule.ts'

type Config = Partial<
  Pick<NonNullable<Origin['CustomOriginConfig']>, 'OriginProtocolPolicy' | 'OriginSslProtocols'>
>

const versions = (...Items: readonly ('SSLv3' | 'TLSv1' | 'TLSv1.1' | 'TLSv1.2')[]): Config => ({
  OriginSslProtocols: { Quantity: Items.length, Items: [...Items] },
})
const old = versions('TLSv1', 'TLSv1.1', 'TLSv1.2')
const asked = (config: Config, fields = {}): Account =>
  account().site('E1', { origins: [webOrigin('origin.example.com', config)] }, fields)
const INTERNAL = 'arn:aws:elasticloadbalancing:us-east-1:111111111111:loadbalancer/app/web/1'

const MESSAGE =
  'E1: CloudFront may speak TLSv1 and TLSv1.1 to the origin web: what passes between them can be talked down to that, and then read.'
const EVIDENCE = '  E1 allows TLSv1, TLSv1.1, TLSv1.2 for the origin web'

testRule(rule, {
  accepts: {
    'TLS 1.2': asked({}),
    'a version of next year': asked(versions('TLSv1.2', 'TLSv1.3' as 'TLSv1.2')),
    'an old origin that nothing leads to any more': account().site('E1', {
      origins: [webOrigin('origin.example.com'), webOrigin('old.example.com', old, { Id: 'old' })],
    }),
    'a VPC origin with TLS 1.2': account()
      .site('E1', { origins: [vpcOrigin('vo_1', 'web.internal')] })
      .vpcOrigin('vo_1', INTERNAL),
  },
  ignores: {
    'an origin that is asked over HTTP only': asked({ ...old, OriginProtocolPolicy: 'http-only' }),
    'a bucket': account().site('E1', { origins: [bucketOrigin('site')] }),
  },
  flags: {
    'TLS 1.0 and 1.1': { given: asked(old), finds: [MESSAGE, EVIDENCE] },
    'SSLv3, which is worse': {
      given: asked(versions('SSLv3', 'TLSv1.2')),
      finds: [
        `${MESSAGE.replace('TLSv1 and TLSv1.1', 'SSLv3')} [medium]`,
        '  E1 allows SSLv3, TLSv1.2 for the origin web',
      ],
    },
    'an origin that follows the viewer': {
      given: asked({ ...old, OriginProtocolPolicy: 'match-viewer' }),
      finds: [MESSAGE, EVIDENCE],
    },
    'the second member of a group': {
      given: account().site('E1', {
        origins: [bucketOrigin('site'), webOrigin('origin.example.com', old)],
        groups: [originGroup('both', ['site', 'web'])],
        default: { TargetOriginId: 'both' },
      }),
      finds: [MESSAGE, EVIDENCE],
    },
    'a VPC origin': {
      given: account()
        .site('E1', { origins: [vpcOrigin('vo_1', 'web.internal')] })
        .vpcOrigin('vo_1', INTERNAL, old),
      finds: [
        MESSAGE.replace('origin web', 'origin vo_1'),
        '  vo_1 allows TLSv1, TLSv1.1, TLSv1.2 for the origin vo_1',
      ],
    },
    'a disabled distribution, as information only': {
      given: asked(old, { Enabled: false }),
      finds: [`${MESSAGE} [info]`, EVIDENCE],
    },
  },
  unknown: {
    "a VPC origin of another account's": {
      given: account().site('E1', { origins: [vpcOrigin('vo_1', 'web.internal')] }),
      says: ["E1: of its origin vo_1, the VPC origin vo_1 was not read: it may be another account's"],
    },
    'an answer without the versions': {
      given: asked({ OriginSslProtocols: undefined }),
      says: [
        'E1: by what its origin web is asked (OriginProtocolPolicy, OriginSslProtocols) is not in the answer',
      ],
    },
    'an answer without the origins': {
      given: asked(old, { Origins: undefined }),
      says: ['E1: its origins (Origins) are not in the answer'],
    },
    'an answer without the groups': {
      given: account().site('E1', {
        origins: [webOrigin('origin.example.com', old)],
        default: { TargetOriginId: 'both' },
      }),
      says: ['E1: where the default behavior leads (TargetOriginId) is not in the answer'],
    },
  },
})
