import { configuredDistributions, hasOwnCertificate, reconfigured } from '../../src/network/distributions.ts'
import { same } from '../../src/network/same.ts'
import { defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'cloudfront-dedicated-ip-ssl',
  title: 'Custom certificate is served from dedicated IP addresses instead of SNI',
  topic: 'cloudfront',
  pillar: 'cost',
  severity: 'medium',
  needs: ['distributions'],
  consults: ['distributionConfigs'],
  why: `Dedicated addresses serve viewers that cannot name the host in the TLS handshake (SNI), which no current client
is. They cost about 600 USD a month for each certificate, and allow only the security policies SSLv3 and TLSv1.`,
  fix: `Switch the distribution to SNI, then raise its security policy. Where partners need fixed addresses, use an
Anycast static IP list.`,
  check: `In the CloudFront console, open the distribution's General tab, edit the settings, and see whether «Legacy
clients support» is on.`,
  reference:
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-https-dedicated-ip-or-sni.html',

  *judge(inventory) {
    for (const distribution of configuredDistributions(inventory)) {
      const certificate = distribution.ViewerCertificate
      // CloudFront's own certificate comes with the method «vip», too, and costs nothing.
      if (certificate?.CloudFrontDefaultCertificate === true) continue

      const method = certificate?.SSLSupportMethod
      if (same(method, 'sni-only')) {
        yield pass(distribution)
        continue
      }
      if (!same(method, 'vip', 'static-ip')) {
        yield unknown(
          distribution,
          `how it serves its certificate (SSLSupportMethod ${method ?? 'is missing'}) is not known here`,
        )
        continue
      }
      const isDedicated = same(method, 'vip')
      if (isDedicated && !hasOwnCertificate(distribution)) {
        yield unknown(
          distribution,
          "whether its certificate is CloudFront's own (CloudFrontDefaultCertificate) is not in the answer",
        )
        continue
      }
      yield fail(distribution, {
        message: isDedicated
          ? 'Its certificate is served from dedicated IP addresses: about 600 USD a month while it is enabled, and no viewer may be asked for TLS newer than 1.0.'
          : 'Its certificate is served from static IP addresses, which AWS enables on request: make sure that they are still needed.',
        severity: isDedicated && distribution.Enabled !== false ? undefined : 'info',
        evidence: [
          [
            distribution,
            `has SSLSupportMethod ${method}`,
            {
              Id: distribution.id,
              SSLSupportMethod: method,
              MinimumProtocolVersion: certificate?.MinimumProtocolVersion,
            },
          ],
        ],
        remediation: reconfigured(
          distribution.id,
          'set ViewerCertificate.SSLSupportMethod to sni-only and MinimumProtocolVersion to TLSv1.2_2021 or newer',
        ),
      })
    }
  },
})
