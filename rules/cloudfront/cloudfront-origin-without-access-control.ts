import { bucketOfHost } from '../../src/inventory/bucket-names.ts'
import {
  type Behavior,
  configuredDistributions,
  listed,
  reconfigured,
  unlessDisabled,
} from '../../src/network/distributions.ts'
import { type Origin, originUses, pathsOf } from '../../src/network/origins.ts'
import { same } from '../../src/network/same.ts'
import { type Inventory, defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'cloudfront-origin-without-access-control',
  title: 'S3 or Lambda URL origin is reached without signed requests, so it must be open to others',
  topic: 'cloudfront',
  pillar: 'security',
  severity: 'high',
  needs: ['distributions', 'originAccessControls'],
  consults: ['distributionConfigs'],
  why: `CloudFront can sign what it asks of a bucket or of a function URL, which then need to answer nobody else.
Without that they must be open to everybody: whoever knows their names goes around the distribution, with its web ACL,
its signed URLs and its geographic restrictions.`,
  fix: `Attach an origin access control, and allow only this distribution in the policy of the bucket or function.`,
  check: `In the CloudFront console, edit the origin and read «Origin access»; then read the bucket's policy.`,
  reference:
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html',

  *judge(inventory) {
    for (const distribution of configuredDistributions(inventory)) {
      const uses = originUses(distribution)
      if (typeof uses === 'string') {
        yield unknown(distribution, uses)
        continue
      }
      for (const { origin, behaviors } of uses) {
        if (behaviors.length === 0 || !canBeSigned(origin)) continue
        const signing = signingOf(origin, inventory)
        if ('signed' in signing) {
          yield pass(distribution, origin.Id)
          continue
        }
        if ('unknown' in signing) {
          yield unknown(distribution, `of its origin ${origin.Id}, ${signing.unknown}`, origin.Id)
          continue
        }
        const what = origin.S3OriginConfig
          ? `the bucket ${bucketOfHost(origin.DomainName) ?? origin.DomainName}`
          : `the function URL ${origin.DomainName}`
        yield fail(distribution, {
          key: origin.Id,
          message: `CloudFront does not sign what it asks of ${what} (${pathsOf(behaviors)}): either that answers everybody, past this distribution, or it answers CloudFront with errors.`,
          severity: unlessDisabled(distribution, isSignedByFunction(behaviors) ? 'info' : undefined),
          evidence: [
            [
              distribution,
              `${signing.unsigned} for the origin ${origin.Id}`,
              {
                Id: distribution.id,
                origin: origin.Id,
                DomainName: origin.DomainName,
                OriginAccessIdentity: origin.S3OriginConfig?.OriginAccessIdentity,
                OriginAccessControlId: origin.OriginAccessControlId,
                SigningBehavior: signing.behavior,
              },
            ],
          ],
          remediation: `aws cloudfront create-origin-access-control --origin-access-control-config Name=signed,SigningProtocol=sigv4,SigningBehavior=always,OriginAccessControlOriginType=${origin.S3OriginConfig ? 's3' : 'lambda'}; ${reconfigured(distribution.id, `set OriginAccessControlId of the origin ${origin.Id} to its id`)}; then allow only cloudfront.amazonaws.com with the SourceArn ${distribution.arn} in the policy of ${what}`,
        })
      }
    }
  },
})

const FUNCTION_URL = /\.lambda-url\.[a-z0-9-]+\.on\.aws$/i

/** Website endpoints of S3 are custom origins, and take no signed requests. */
const canBeSigned = (origin: Origin): boolean =>
  origin.S3OriginConfig !== undefined || FUNCTION_URL.test(origin.DomainName ?? '')

type Signing =
  | { readonly signed: true }
  | { readonly unsigned: string; readonly behavior?: string }
  | { readonly unknown: string }

function signingOf(
  { S3OriginConfig, OriginAccessControlId: id }: Origin,
  { originAccessControls }: Inventory<'originAccessControls'>,
): Signing {
  if (id) {
    const behavior = originAccessControls.get(id)?.SigningBehavior
    if (same(behavior, 'never'))
      return { unsigned: `has an access control that never signs, ${id},`, behavior: 'never' }
    return same(behavior, 'always', 'no-override')
      ? { signed: true }
      : { unknown: `whether its access control ${id} signs (SigningBehavior) is not known` }
  }
  const identity = S3OriginConfig ? S3OriginConfig.OriginAccessIdentity : ''
  if (identity) return { signed: true }
  return id === undefined || identity === undefined
    ? {
        unknown:
          'whether it has an access control (OriginAccessControlId, OriginAccessIdentity) is not in the answer',
      }
    : { unsigned: 'has neither an access control nor an access identity' }
}

/** A function that is handed each request before the origin may sign it in a way of its own. */
const isSignedByFunction = (behaviors: readonly Behavior[]): boolean =>
  behaviors.every((behavior) =>
    listed(behavior.LambdaFunctionAssociations)?.some((one) => same(one.EventType, 'origin-request')),
  )
