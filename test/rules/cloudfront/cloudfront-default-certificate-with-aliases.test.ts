import rule from '../../../rules/cloudfront/cloudfront-default-certificate-with-aliases.ts'
import { account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const OWN = {
  ViewerCertificate: {
    CloudFrontDefaultCertificate: true,
    SSLSupportMethod: 'vip',
    MinimumProtocolVersion: 'TLSv1',
  },
} as const
const MESSAGE =
  'E1: It answers for www.example.com with the certificate for *.cloudfront.net: browsers refuse HTTPS on those names.'

testRule(rule, {
  accepts: {
    'a certificate of ACM': account().distribution('E1'),
    'a certificate of IAM': account().distribution('E1', {
      ViewerCertificate: { IAMCertificateId: 'ASCA1', SSLSupportMethod: 'sni-only' },
    }),
    'a certificate that is said not to be the default': account().distribution('E1', {
      ViewerCertificate: { CloudFrontDefaultCertificate: false },
    }),
  },
  ignores: {
    'a distribution that is only used by its cloudfront.net name': account().distribution('E1', {
      ...OWN,
      Aliases: { Quantity: 0 },
    }),
    'the template of a multi-tenant distribution, which has no names': account().distribution('E1', {
      ...OWN,
      Aliases: { Quantity: 0 },
      ConnectionMode: 'tenant-only',
    }),
  },
  flags: {
    'a name that the default certificate does not cover': {
      given: account().distribution('E1', OWN),
      finds: [MESSAGE, "  E1 serves CloudFront's own certificate for www.example.com"],
    },
    'several of them': {
      given: account().distribution('E1', {
        ...OWN,
        Aliases: { Quantity: 2, Items: ['example.com', 'www.example.com'] },
      }),
      finds: [
        MESSAGE.replace('for www', 'for example.com, www'),
        "  E1 serves CloudFront's own certificate for example.com, www.example.com",
      ],
    },
    'a disabled distribution, as information only': {
      given: account().distribution('E1', { ...OWN, Enabled: false }),
      finds: [`${MESSAGE} [info]`, "  E1 serves CloudFront's own certificate for www.example.com"],
    },
  },
  unknown: {
    'an answer without the names': {
      given: account().distribution('E1', { ...OWN, Aliases: undefined }),
      says: ['E1: its alternate names (Aliases) are not in the answer'],
    },
    'an answer without the certificate': {
      given: account().distribution('E1', { ViewerCertificate: undefined }),
      says: ['E1: its certificate (ViewerCertificate) is not in the answer'],
    },
  },
})
