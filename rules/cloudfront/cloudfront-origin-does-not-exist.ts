import {
  type Distribution,
  configuredDistributions,
  reconfigured,
  unlessDisabled,
} from '../../src/network/distributions.ts'
import { type Existence, accountsOf, existenceOf } from '../../src/network/origin-existence.ts'
import { type OriginUse, originUses, pathsOf } from '../../src/network/origins.ts'
import { type Judgement, type Severity, defineRule, fail, pass, shellWord, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'cloudfront-origin-does-not-exist',
  title: 'Origin bucket or load balancer does not exist',
  topic: 'cloudfront',
  pillar: 'security',
  severity: 'critical',
  needs: ['distributions'],
  consults: ['distributionConfigs', 'bucketLocations', 'loadBalancers', 'classicLoadBalancers', 'vpcOrigins'],
  why: `Names of buckets are free for all: whoever makes a bucket with the name of an origin that is gone serves what
they like under your domain, with your certificate. A load balancer that is gone nobody gets again; what is asked of it
is an outage.`,
  fix: `Make the bucket again, in your own account, at once; then remove the origin, or point it at what replaced it.`,
  check: `Ask S3 for each origin's bucket with «aws s3api get-bucket-location --bucket NAME», and look for each load
balancer in the region that its name says, in every account that could own it.`,
  reference:
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistS3AndCustomOrigins.html',

  *judge(inventory) {
    const accounts = accountsOf(inventory)
    for (const distribution of configuredDistributions(inventory)) {
      const uses = originUses(distribution)
      if (typeof uses === 'string') {
        yield unknown(distribution, uses)
        continue
      }
      for (const use of uses) {
        const existence = existenceOf(use.origin, distribution, accounts, inventory)
        if (existence) yield judged(use, existence, distribution)
      }
    }
  },
})

function judged(
  { origin, behaviors }: OriginUse,
  existence: Existence,
  distribution: Distribution,
): Judgement {
  const key = origin.Id
  if ('exists' in existence) return pass(distribution, key)
  if ('unknown' in existence) return unknown(distribution, `of its origin ${key}, ${existence.unknown}`, key)
  const { gone, bucket, fact, fields } = existence
  const paths = behaviors.length > 0 ? pathsOf(behaviors) : 'nothing any more'
  const harm = bucket
    ? 'whoever makes a bucket of that name serves what they like under this domain'
    : 'who asks for that gets an error'
  return fail(distribution, {
    key,
    message: `The origin ${key} (${paths}) is ${gone}, which does not exist: ${behaviors.length > 0 || bucket ? harm : 'it is a remnant'}.`,
    severity: unlessDisabled(distribution, severityOf(bucket !== undefined, behaviors.length > 0)),
    evidence: [
      [
        distribution,
        `has the origin ${key}, ${origin.DomainName}: ${fact}`,
        {
          Id: distribution.id,
          origin: key,
          DomainName: origin.DomainName,
          bucket,
          behaviors: paths,
          ...fields,
        },
      ],
    ],
    remediation: bucket
      ? `aws s3api create-bucket --bucket ${shellWord(bucket)}; ${reconfigured(distribution.id, `then remove the origin ${key}, or point it at what replaced it`)}`
      : reconfigured(distribution.id, `remove the origin ${key}, or point it at what replaced it`),
  })
}

function severityOf(isBucket: boolean, isUsed: boolean): Severity {
  if (isBucket) return isUsed ? 'critical' : 'high'
  return isUsed ? 'high' : 'medium'
}
