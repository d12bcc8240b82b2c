import rule from '../../../rules/cloudfront/cloudfront-outdated-tls.ts'
import { account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const certificate = (MinimumProtocolVersion: string, SSLSupportMethod = 'sni-only'): object => ({
  ViewerCertificate: {
    ACMCertificateArn: 'arn:aws:acm:us-east-1:111111111111:certificate/1',
    SSLSupportMethod,
    MinimumProtocolVersion,
  },
})

testRule(rule, {
  accepts: {
    'TLS 1.2': account().distribution('E1', certificate('TLSv1.2_2021')),
    'a policy of next year': account().distribution('E1', certificate('TLSv1.4_2027')),
  },
  flags: {
    'TLS 1.1, which looks new enough': {
      given: account().distribution('E1', certificate('TLSv1.1_2016')),
      finds: [
        'E1: Viewers may connect with TLS as old as TLSv1.1: the security policy is TLSv1.1_2016.',
        '  E1 has MinimumProtocolVersion TLSv1.1_2016',
      ],
    },
    'a disabled distribution, as information only': {
      given: account().distribution('E1', { ...certificate('TLSv1'), Enabled: false }),
      finds: [
        'E1: Viewers may connect with TLS as old as TLSv1: the security policy is TLSv1. [info]',
        '  E1 has MinimumProtocolVersion TLSv1',
      ],
    },
  },
  ignores: {
    "CloudFront's own certificate, which forces TLSv1": account().distribution('E1', {
      ViewerCertificate: { CloudFrontDefaultCertificate: true, MinimumProtocolVersion: 'TLSv1' },
    }),
    'dedicated addresses, which cannot do better': account().distribution('E1', certificate('TLSv1', 'vip')),
  },
  unknown: {
    'an old policy that dedicated addresses or CloudFront itself may force': {
      given: account().distribution('E1', { ViewerCertificate: { MinimumProtocolVersion: 'TLSv1' } }),
      says: ['E1: how it serves its certificate (SSLSupportMethod) is not in the answer'],
    },
    'an answer without the policy': {
      given: account().distribution('E1', { ViewerCertificate: { SSLSupportMethod: 'sni-only' } }),
      says: ['E1: its security policy (MinimumProtocolVersion) is not in the answer'],
    },
  },
})
