import rule from '../../../rules/cloudfront/cloudfront-dedicated-ip-ssl.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const served = (SSLSupportMethod: string | undefined, fields = {}): Account =>
  account().distribution('E1', {
    ViewerCertificate: {
      ACMCertificateArn: 'arn:aws:acm:us-east-1:111111111111:certificate/1',
      // Next year's method is not among the SDK's.
      ...(SSLSupportMethod ? { SSLSupportMethod: SSLSupportMethod as 'vip' } : {}),
      MinimumProtocolVersion: 'TLSv1',
    },
    ...fields,
  })

const message =
  'E1: Its certificate is served from dedicated IP addresses: about 600 USD a month while it is enabled, and no viewer may be asked for TLS newer than 1.0.'

testRule(rule, {
  accepts: {
    'a certificate that is served by name': served('sni-only'),
  },
  flags: {
    'dedicated addresses': { given: served('vip'), finds: [message, '  E1 has SSLSupportMethod vip'] },
    'dedicated addresses of a disabled distribution, as information only': {
      given: served('vip', { Enabled: false }),
      finds: [`${message} [info]`, '  E1 has SSLSupportMethod vip'],
    },
    'static addresses, as information only': {
      given: served('static-ip'),
      finds: [
        'E1: Its certificate is served from static IP addresses, which AWS enables on request: make sure that they are still needed. [info]',
        '  E1 has SSLSupportMethod static-ip',
      ],
    },
  },
  ignores: {
    "CloudFront's own certificate, for which the API says vip": account().distribution('E1', {
      ViewerCertificate: {
        CloudFrontDefaultCertificate: true,
        SSLSupportMethod: 'vip',
        MinimumProtocolVersion: 'TLSv1',
      },
    }),
  },
  unknown: {
    "a certificate that may be CloudFront's own": {
      given: account().distribution('E1', { ViewerCertificate: { SSLSupportMethod: 'vip' } }),
      says: [
        "E1: whether its certificate is CloudFront's own (CloudFrontDefaultCertificate) is not in the answer",
      ],
    },
    'a certificate whose method is not in the answer': {
      given: served(undefined),
      says: ['E1: how it serves its certificate (SSLSupportMethod is missing) is not known here'],
    },
    'a method of next year': {
      given: served('ech-only'),
      says: ['E1: how it serves its certificate (SSLSupportMethod ech-only) is not known here'],
    },
  },
})
