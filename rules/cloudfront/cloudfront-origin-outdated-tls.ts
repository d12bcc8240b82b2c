import { configuredDistributions, reconfigured, unlessDisabled } from '../../src/network/distributions.ts'
import { originUses, pathsOf, transportOf } from '../../src/network/origins.ts'
import { same } from '../../src/network/same.ts'
import { defineRule, fail, pass, unknown } from '../../src/rule.ts'

const OUTDATED = ['SSLv2', 'SSLv3', 'TLSv1', 'TLSv1.0', 'TLSv1.1']

export default defineRule({
  id: 'cloudfront-origin-outdated-tls',
  title: 'CloudFront may use SSLv3, TLS 1.0 or TLS 1.1 to reach an origin',
  topic: 'cloudfront',
  pillar: 'security',
  severity: 'low',
  needs: ['distributions'],
  consults: ['distributionConfigs', 'vpcOriginDetails'],
  why: `CloudFront offers an origin the versions that this list allows. An old one in it lets an attacker between the
two talk them down to it, although both could do better.`,
  fix: `Leave only TLSv1.2 in the list. An origin that cannot do TLS 1.2 needs that first.`,
  check: `In the CloudFront console, edit the origin and read «Minimum origin SSL protocol».`,
  reference:
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html',

  *judge(inventory) {
    for (const distribution of configuredDistributions(inventory)) {
      const uses = originUses(distribution)
      if (typeof uses === 'string') {
        yield unknown(distribution, uses)
        continue
      }
      for (const { origin, behaviors } of uses) {
        if (behaviors.length === 0) continue
        const transport = transportOf(origin, inventory)
        if (transport === undefined) continue
        if (typeof transport === 'string') {
          yield unknown(distribution, `of its origin ${origin.Id}, ${transport}`, origin.Id)
          continue
        }
        const { policy, sslProtocols, vpcOrigin } = transport
        if (same(policy, 'http-only')) continue
        if (!policy || !sslProtocols) {
          yield unknown(
            distribution,
            `by what its origin ${origin.Id} is asked (OriginProtocolPolicy, OriginSslProtocols) is not in the answer`,
            origin.Id,
          )
          continue
        }
        const outdated = sslProtocols.filter((version) => same(version, ...OUTDATED))
        if (outdated.length === 0) {
          yield pass(distribution, origin.Id)
          continue
        }
        const severity = outdated.some((version) => /^SSL/i.test(version)) ? 'medium' : undefined
        yield fail(distribution, {
          key: origin.Id,
          message: `CloudFront may speak ${outdated.join(' and ')} to the origin ${origin.Id}: what passes between them can be talked down to that, and then read.`,
          severity: unlessDisabled(distribution, severity),
          evidence: [
            [
              vpcOrigin ?? distribution,
              `allows ${sslProtocols.join(', ')} for the origin ${origin.Id}`,
              {
                Id: distribution.id,
                origin: origin.Id,
                DomainName: origin.DomainName,
                OriginProtocolPolicy: policy,
                OriginSslProtocols: sslProtocols,
                behaviors: pathsOf(behaviors),
              },
            ],
          ],
          remediation: vpcOrigin
            ? `aws cloudfront update-vpc-origin --id ${vpcOrigin.id} --if-match ETAG --vpc-origin-endpoint-config CONFIG, where CONFIG is what it has (aws cloudfront get-vpc-origin --id ${vpcOrigin.id}) with TLSv1.2 alone in OriginSslProtocols`
            : reconfigured(
                distribution.id,
                `leave only TLSv1.2 in OriginSslProtocols of the origin ${origin.Id}`,
              ),
        })
      }
    }
  },
})
