import {
  type Behavior,
  configuredDistributions,
  isChallenge,
  pathOf,
  reconfigured,
  unlessDisabled,
} from '../../src/network/distributions.ts'
import { isWebsiteEndpoint, originUses, pathsOf, transportOf } from '../../src/network/origins.ts'
import { same } from '../../src/network/same.ts'
import { defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'cloudfront-origin-plaintext',
  title: 'CloudFront talks to a used custom origin over HTTP',
  topic: 'cloudfront',
  pillar: 'security',
  severity: 'medium',
  needs: ['distributions'],
  consults: ['distributionConfigs', 'vpcOriginDetails'],
  why: `The padlock that viewers see ends at the edge. With the origin protocol policy http-only, or match-viewer
where viewers may come over HTTP, the longer leg from the edge to the origin is clear text: cookies, tokens and content
can be read and changed on the way.`,
  fix: `Install a certificate on the origin and set its protocol policy to https-only. A website endpoint of S3 has no
HTTPS: use the bucket's REST endpoint with origin access control instead.`,
  check: `In the CloudFront console, open the Origins tab and read the protocol of each origin that a behavior uses.`,
  reference:
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-cloudfront-to-custom-origin.html',

  *judge(inventory) {
    for (const distribution of configuredDistributions(inventory)) {
      const uses = originUses(distribution)
      if (typeof uses === 'string') {
        yield unknown(distribution, uses)
        continue
      }
      for (const { origin, behaviors: all } of uses) {
        const behaviors = all.filter((behavior) => !isChallenge(behavior))
        const transport = transportOf(origin, inventory)
        if (behaviors.length === 0 || transport === undefined) continue
        if (typeof transport === 'string') {
          yield unknown(distribution, `of its origin ${origin.Id}, ${transport}`, origin.Id)
          continue
        }
        const { policy, vpcOrigin } = transport
        const clear = clearBehaviors(policy, behaviors)
        if (typeof clear === 'string') {
          yield unknown(distribution, `of its origin ${origin.Id}, ${clear}`, origin.Id)
          continue
        }
        if (clear.length === 0) {
          yield pass(distribution, origin.Id)
          continue
        }
        const isWebsite = isWebsiteEndpoint(origin)
        yield fail(distribution, {
          key: origin.Id,
          message: isWebsite
            ? `CloudFront asks ${origin.DomainName} for ${pathsOf(clear)} over plain HTTP, since website endpoints of S3 have no HTTPS.`
            : `CloudFront asks ${origin.DomainName} for ${pathsOf(clear)} over plain HTTP: what viewers send and get can be read and changed behind the edge.`,
          severity: unlessDisabled(distribution, isWebsite ? 'info' : vpcOrigin ? 'low' : undefined),
          evidence: [
            [
              vpcOrigin ?? distribution,
              `has OriginProtocolPolicy ${policy} for the origin ${origin.Id}`,
              {
                Id: distribution.id,
                origin: origin.Id,
                DomainName: origin.DomainName,
                OriginProtocolPolicy: policy,
                behaviors: clear.map(
                  (behavior) => `${pathOf(behavior)}: ViewerProtocolPolicy ${behavior.ViewerProtocolPolicy}`,
                ),
              },
            ],
          ],
          remediation: remediation(distribution.id, origin.Id, isWebsite, vpcOrigin?.id),
        })
      }
    }
  },
})

/** The behaviors whose requests go on over HTTP, or why that is not known. */
function clearBehaviors(
  policy: string | undefined,
  behaviors: readonly Behavior[],
): readonly Behavior[] | string {
  if (same(policy, 'http-only')) return behaviors
  if (same(policy, 'https-only')) return []
  if (!same(policy, 'match-viewer'))
    return `the protocol (OriginProtocolPolicy ${policy ?? 'is missing'}) is not known here`
  const silent = behaviors.find((behavior) => !behavior.ViewerProtocolPolicy)
  return silent
    ? `which follows the viewer, how viewers come by ${pathOf(silent)} (ViewerProtocolPolicy) is not in the answer`
    : behaviors.filter((behavior) => same(behavior.ViewerProtocolPolicy, 'allow-all'))
}

function remediation(id: string, origin: string, isWebsite: boolean, vpcOrigin: string | undefined): string {
  if (vpcOrigin)
    return `aws cloudfront update-vpc-origin --id ${vpcOrigin} --if-match ETAG --vpc-origin-endpoint-config CONFIG, where CONFIG is what it has (aws cloudfront get-vpc-origin --id ${vpcOrigin}) with OriginProtocolPolicy https-only`
  return reconfigured(
    id,
    isWebsite
      ? `give the origin ${origin} the bucket's REST endpoint as DomainName, S3OriginConfig instead of CustomOriginConfig, and an OriginAccessControlId (aws cloudfront create-origin-access-control)`
      : `set OriginProtocolPolicy of the origin ${origin} to https-only, once it has a certificate for its name`,
  )
}
