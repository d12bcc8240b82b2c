import rule from '../../../rules/cloudfront/cloudfront-origin-plaintext.ts'
import { type Account, account } from '../../support/account.ts'
import { bucketOrigin, vpcOrigin, webOrigin } from '../../support/distribution-builder.ts'
import { testRule } from '../../support/test-rule.ts'

type Policy = 'http-only' | 'match-viewer' | 'https-only'
type Site = Parameters<Account['site']>[1]

const HTTP = { ViewerProtocolPolicy: 'allow-all' } as const
const asked = (OriginProtocolPolicy: Policy, site: Site = {}, fields = {}): Account =>
  account().site(
    'E1',
    { origins: [webOrigin('origin.example.com', { OriginProtocolPolicy })], ...site },
    fields,
  )
const INTERNAL = 'arn:aws:elasticloadbalancing:us-east-1:111111111111:loadbalancer/app/web/1'
const byVpcOrigin = (): Account => account().site('E1', { origins: [vpcOrigin('vo_1', 'web.internal')] })

const MESSAGE =
  'E1: CloudFront asks origin.example.com for the default behavior over plain HTTP: what viewers send and get can be read and changed behind the edge.'
const EVIDENCE = '  E1 has OriginProtocolPolicy http-only for the origin web'

testRule(rule, {
  accepts: {
    'HTTPS only': asked('https-only'),
    'an origin that follows viewers, which all come over HTTPS': asked('match-viewer', {
      paths: { '/api/*': { ViewerProtocolPolicy: 'https-only' } },
    }),
    "viewers that may come over HTTP for a certificate authority's challenges only": asked('match-viewer', {
      paths: { '/.well-known/acme-challenge/*': HTTP },
    }),
    'a path that allows HTTP and leads elsewhere': asked('match-viewer', {
      origins: [
        webOrigin('origin.example.com', { OriginProtocolPolicy: 'match-viewer' }),
        bucketOrigin('site'),
      ],
      paths: { '/img/*': { ...HTTP, TargetOriginId: 'site' } },
    }),
    'an old origin that nothing leads to any more': account().site('E1', {
      origins: [
        webOrigin('origin.example.com'),
        webOrigin('old.example.com', { OriginProtocolPolicy: 'http-only' }, { Id: 'old' }),
      ],
    }),
    'a VPC origin over HTTPS': byVpcOrigin().vpcOrigin('vo_1', INTERNAL),
  },
  ignores: {
    'a bucket, which follows the viewer and has no policy': account().site('E1', {
      origins: [bucketOrigin('site')],
      default: HTTP,
    }),
  },
  flags: {
    'HTTP only': { given: asked('http-only'), finds: [MESSAGE, EVIDENCE] },
    'one path of an origin that follows viewers': {
      given: asked('match-viewer', { paths: { '/img/*': HTTP } }),
      finds: [
        MESSAGE.replace('the default behavior', '/img/*'),
        '  E1 has OriginProtocolPolicy match-viewer for the origin web',
      ],
    },
    'a website endpoint of S3, as information only': {
      given: account().site('E1', {
        origins: [
          webOrigin('site.s3-website-us-east-1.amazonaws.com', { OriginProtocolPolicy: 'http-only' }),
        ],
      }),
      finds: [
        'E1: CloudFront asks site.s3-website-us-east-1.amazonaws.com for the default behavior over plain HTTP, since website endpoints of S3 have no HTTPS. [info]',
        EVIDENCE,
      ],
    },
    'a VPC origin, mildly: its way is private': {
      given: byVpcOrigin().vpcOrigin('vo_1', INTERNAL, { OriginProtocolPolicy: 'http-only' }),
      finds: [
        `${MESSAGE.replace('origin.example.com', 'web.internal')} [low]`,
        '  vo_1 has OriginProtocolPolicy http-only for the origin vo_1',
      ],
    },
    'a disabled distribution, as information only': {
      given: asked('http-only', {}, { Enabled: false }),
      finds: [`${MESSAGE} [info]`, EVIDENCE],
    },
  },
  unknown: {
    'an answer without the kind of an origin': {
      given: account().site('E1', {
        origins: [{ ...webOrigin('origin.example.com'), CustomOriginConfig: undefined }],
      }),
      says: [
        'E1: of its origin web, of what kind it is (S3OriginConfig, CustomOriginConfig, VpcOriginConfig) is not in the answer',
      ],
    },
    'a policy of next year': {
      given: asked('quic-only' as Policy),
      says: ['E1: of its origin web, the protocol (OriginProtocolPolicy quic-only) is not known here'],
    },
    'an answer without what viewers may do': {
      given: asked('match-viewer', { default: { ViewerProtocolPolicy: undefined } }),
      says: [
        'E1: of its origin web, which follows the viewer, how viewers come by the default behavior (ViewerProtocolPolicy) is not in the answer',
      ],
    },
    'an answer without the behaviors': {
      given: asked('http-only', {}, { CacheBehaviors: undefined }),
      says: ['E1: its cache behaviors (CacheBehaviors, DefaultCacheBehavior) are not in the answer'],
    },
  },
})
