import rule from '../../../rules/cloudfront/cloudfront-origin-without-access-control.ts'
import type { Origin } from '../../../src/network/origins.ts'
import { type Account, account } from '../../support/account.ts'
import { bucketOrigin, webOrigin } from '../../support/distribution-builder.ts'
import { testRule } from '../../support/test-rule.ts'

const FUNCTION = 'abcdefgh.lambda-url.us-east-1.on.aws'
const from = (origin: Origin, site: Parameters<Account['site']>[1] = {}, fields = {}): Account =>
  account()
    .originAccessControl()
    .site('E1', { origins: [origin], ...site }, fields)
const OPEN = { OriginAccessControlId: '' }

const message = (what: string, paths = 'the default behavior'): string =>
  `E1: CloudFront does not sign what it asks of ${what} (${paths}): either that answers everybody, past this distribution, or it answers CloudFront with errors.`
const BUCKET = message('the bucket site')
const EVIDENCE = '  E1 has neither an access control nor an access identity for the origin site'

testRule(rule, {
  accepts: {
    'a bucket with an access control': from(bucketOrigin('site')),
    'one that leaves signatures of viewers alone': account()
      .originAccessControl('no-override')
      .site('E1', { origins: [bucketOrigin('site')] }),
    'an access identity, the older way': from(
      bucketOrigin('site', {
        ...OPEN,
        S3OriginConfig: { OriginAccessIdentity: 'origin-access-identity/cloudfront/E127EXAMPLE51Z' },
      }),
    ),
    'a function URL with an access control': from(
      webOrigin(FUNCTION, {}, { OriginAccessControlId: 'E2QWRUHAPOMQZL' }),
    ),
    'a second bucket that nothing leads to': from(bucketOrigin('site'), {
      origins: [bucketOrigin('site'), bucketOrigin('old', OPEN)],
    }),
  },
  ignores: {
    'a website endpoint of S3, which takes no signatures': from(
      webOrigin('site.s3-website-us-east-1.amazonaws.com', { OriginProtocolPolicy: 'http-only' }),
    ),
    'a web server': from(webOrigin('origin.example.com')),
    'a web server whose name looks like a function': from(
      webOrigin('lambda-url.us-east-1.on.aws.example.com'),
    ),
  },
  flags: {
    'a bucket that is asked unsigned': { given: from(bucketOrigin('site', OPEN)), finds: [BUCKET, EVIDENCE] },
    'an access control that never signs': {
      given: account()
        .originAccessControl('never')
        .site('E1', { origins: [bucketOrigin('site')] }),
      finds: [BUCKET, '  E1 has an access control that never signs, E2QWRUHAPOMQZL, for the origin site'],
    },
    'a function URL that is asked unsigned': {
      given: from(webOrigin('origin.example.com'), {
        origins: [webOrigin('origin.example.com'), webOrigin(FUNCTION, {}, { Id: 'function' })],
        paths: { '/api/*': { TargetOriginId: 'function' } },
      }),
      finds: [
        message(`the function URL ${FUNCTION}`, '/api/*'),
        '  E1 has neither an access control nor an access identity for the origin function',
      ],
    },
    'a function at the edge that may sign, as information only': {
      given: from(bucketOrigin('site', OPEN), {
        default: {
          LambdaFunctionAssociations: {
            Quantity: 1,
            Items: [
              {
                EventType: 'origin-request',
                LambdaFunctionARN: 'arn:aws:lambda:us-east-1:111111111111:function:sign:1',
              },
            ],
          },
        },
      }),
      finds: [`${BUCKET} [info]`, EVIDENCE],
    },
    'a disabled distribution, as information only': {
      given: from(bucketOrigin('site', OPEN), {}, { Enabled: false }),
      finds: [`${BUCKET} [info]`, EVIDENCE],
    },
  },
  unknown: {
    'an access control that is not among those that were read': {
      given: account().site('E1', { origins: [bucketOrigin('site')] }),
      says: [
        'E1: of its origin site, whether its access control E2QWRUHAPOMQZL signs (SigningBehavior) is not known',
      ],
    },
    'an answer without the access control': {
      given: from(bucketOrigin('site', { OriginAccessControlId: undefined })),
      says: [
        'E1: of its origin site, whether it has an access control (OriginAccessControlId, OriginAccessIdentity) is not in the answer',
      ],
    },
    'an answer without the origins': {
      given: from(bucketOrigin('site', OPEN), {}, { Origins: undefined }),
      says: ['E1: its origins (Origins) are not in the answer'],
    },
  },
})
