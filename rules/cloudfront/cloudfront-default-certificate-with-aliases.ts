import {
  configuredDistributions,
  hasOwnCertificate,
  listed,
  reconfigured,
  unlessDisabled,
} from '../../src/network/distributions.ts'
import { defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'cloudfront-default-certificate-with-aliases',
  title: 'Distribution has alternate names but serves the cloudfront.net certificate',
  topic: 'cloudfront',
  pillar: 'security',
  severity: 'high',
  needs: ['distributions'],
  consults: ['distributionConfigs'],
  why: `The certificate for *.cloudfront.net covers no other name: browsers refuse HTTPS on the alternate names, and
people learn to click warnings away. It also makes CloudFront accept TLS 1.0. A name cannot be added without a
certificate since 2019, so such a distribution is an old one.`,
  fix: `Request a certificate for the names from ACM in us-east-1 and attach it, served by name (SNI).`,
  check: `In the CloudFront console, open the distribution's General tab: it lists alternate domain names and no custom
SSL certificate.`,
  reference: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/CNAMEs.html',

  *judge(inventory) {
    for (const distribution of configuredDistributions(inventory)) {
      const names = listed(distribution.Aliases)
      if (names?.length === 0) continue
      if (hasOwnCertificate(distribution)) {
        yield pass(distribution)
        continue
      }
      const isDefault = distribution.ViewerCertificate?.CloudFrontDefaultCertificate
      if (!names || isDefault !== true) {
        yield unknown(
          distribution,
          names
            ? 'its certificate (ViewerCertificate) is not in the answer'
            : 'its alternate names (Aliases) are not in the answer',
        )
        continue
      }
      yield fail(distribution, {
        message: `It answers for ${names.join(', ')} with the certificate for *.cloudfront.net: browsers refuse HTTPS on those names.`,
        severity: unlessDisabled(distribution, undefined),
        evidence: [
          [
            distribution,
            `serves CloudFront's own certificate for ${names.join(', ')}`,
            {
              Id: distribution.id,
              'Aliases.Items': names,
              DomainName: distribution.DomainName,
              CloudFrontDefaultCertificate: true,
            },
          ],
        ],
        remediation: `aws acm request-certificate --region us-east-1 --validation-method DNS --domain-name ${names[0]}${names.length > 1 ? ` --subject-alternative-names ${names.slice(1).join(' ')}` : ''}; ${reconfigured(distribution.id, 'set ViewerCertificate to its ARN (ACMCertificateArn), with SSLSupportMethod sni-only and MinimumProtocolVersion TLSv1.2_2021 or newer')}`,
      })
    }
  },
})
