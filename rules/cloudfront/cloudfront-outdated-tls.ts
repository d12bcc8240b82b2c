import { configuredDistributions, reconfigured, unlessDisabled } from '../../src/network/distributions.ts'
import { same } from '../../src/network/same.ts'
import { defineRule, fail, pass, unknown } from '../../src/rule.ts'

const OUTDATED = ['SSLv3', 'TLSv1', 'TLSv1_2016', 'TLSv1.1_2016']

export default defineRule({
  id: 'cloudfront-outdated-tls',
  title: 'Distribution accepts viewers with SSLv3, TLS 1.0 or TLS 1.1',
  topic: 'cloudfront',
  pillar: 'security',
  severity: 'high',
  needs: ['distributions'],
  consults: ['distributionConfigs'],
  why: `The security policy of a distribution sets the oldest TLS version that viewers may use. TLS 1.0 and 1.1 were
deprecated in 2021 (RFC 8996): what passes over them can be attacked, and audits fail on it.`,
  fix: `Set the security policy to TLSv1.2_2021 or newer. Viewers that cannot do TLS 1.2 are older than 2014.`,
  check: `In the CloudFront console, open the distribution's General tab and read «Security policy».`,
  reference:
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/secure-connections-supported-viewer-protocols-ciphers.html',

  *judge(inventory) {
    for (const distribution of configuredDistributions(inventory)) {
      const certificate = distribution.ViewerCertificate
      // CloudFront's own certificate forces TLSv1, and dedicated addresses allow nothing newer: the causes have rules of their own.
      if (certificate?.CloudFrontDefaultCertificate === true || same(certificate?.SSLSupportMethod, 'vip'))
        continue

      const policy = certificate?.MinimumProtocolVersion
      if (!policy) {
        yield unknown(distribution, 'its security policy (MinimumProtocolVersion) is not in the answer')
        continue
      }
      if (!same(policy, ...OUTDATED)) {
        yield pass(distribution)
        continue
      }
      if (!certificate?.SSLSupportMethod) {
        yield unknown(distribution, 'how it serves its certificate (SSLSupportMethod) is not in the answer')
        continue
      }
      yield fail(distribution, {
        message: `Viewers may connect with TLS as old as ${policy.replace(/_.*/, '')}: the security policy is ${policy}.`,
        severity: unlessDisabled(distribution, undefined),
        evidence: [
          [
            distribution,
            `has MinimumProtocolVersion ${policy}`,
            {
              Aliases: distribution.Aliases?.Items ?? [],
              MinimumProtocolVersion: policy,
              SSLSupportMethod: certificate?.SSLSupportMethod,
            },
          ],
        ],
        remediation: reconfigured(
          distribution.id,
          'set ViewerCertificate.MinimumProtocolVersion to TLSv1.2_2021 or newer',
        ),
      })
    }
  },
})
