import {
  type Behavior,
  type Distribution,
  configuredDistributions,
  listed,
  reconfigured,
  unlessDisabled,
} from '../../src/network/distributions.ts'
import { includes } from '../../src/network/glob-inclusion.ts'
import { type Judgement, type Severity, defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'cloudfront-shadowed-cache-behavior',
  title: 'A cache behavior can never match because an earlier pattern covers it',
  topic: 'cloudfront',
  pillar: 'operations',
  severity: 'medium',
  needs: ['distributions'],
  consults: ['distributionConfigs'],
  why: `CloudFront tries the behaviors of a distribution in their order, and the first whose pattern matches decides.
/api/* before /api/public/* leaves nothing for the second: its origin, its cache, its functions and its signed URLs are
never used, whatever the configuration seems to say.`,
  fix: `Move the narrower pattern up, before the one that covers it, or delete it.`,
  check: `In the CloudFront console, open the Behaviors tab and read the path patterns by their precedence.`,
  reference:
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html',

  *judge(inventory) {
    for (const distribution of configuredDistributions(inventory)) {
      const behaviors = listed(distribution.CacheBehaviors)
      if (!behaviors?.every((one) => one.PathPattern !== undefined)) {
        yield unknown(distribution, 'its path patterns (CacheBehaviors) are not in the answer')
        continue
      }
      if (behaviors.length < 2) continue
      const shadows = behaviors.flatMap((covered, at) => {
        const by = behaviors.slice(0, at).find((one) => covers(one, covered))
        return by ? [finding(distribution, behaviors, covered, by)] : []
      })
      yield* shadows
      if (shadows.length === 0) yield pass(distribution)
    }
  },
})

/** CloudFront sees no difference between patterns with and without a slash at the beginning. */
const plain = (pattern: string | undefined): string => (pattern ?? '').replace(/^\//, '')
const covers = (wider: Behavior, narrower: Behavior): boolean =>
  includes(plain(wider.PathPattern), plain(narrower.PathPattern))

function finding(
  distribution: Distribution,
  behaviors: readonly Behavior[],
  covered: Behavior,
  by: Behavior,
): Judgement {
  const position = (one: Behavior): number => behaviors.indexOf(one)
  const differences = differencesOf(covered, by)
  return fail(distribution, {
    key: covered.PathPattern ?? '',
    message:
      differences.length === 0
        ? `The behavior for ${covered.PathPattern} is never used, since ${by.PathPattern} is tried before it and matches all of it; both are set alike.`
        : `The behavior for ${covered.PathPattern} is never used, since ${by.PathPattern} is tried before it and matches all of it: its ${differences.join(', ')} ${differences.length === 1 ? 'has' : 'have'} no effect.`,
    severity: unlessDisabled(distribution, severityOf(covered, by, differences)),
    evidence: [by, covered].map((one) => [
      distribution,
      `tries ${one.PathPattern} at precedence ${position(one)}`,
      {
        Id: distribution.id,
        PathPattern: one.PathPattern,
        precedence: position(one),
        TargetOriginId: one.TargetOriginId,
        ViewerProtocolPolicy: one.ViewerProtocolPolicy,
        differences,
      },
    ]),
    remediation: reconfigured(
      distribution.id,
      `move ${covered.PathPattern} before ${by.PathPattern} in CacheBehaviors.Items, or delete it`,
    ),
  })
}

/** The settings that differ, by the API's names. */
function differencesOf(one: Behavior, other: Behavior): readonly string[] {
  const fields = new Set([...Object.keys(one), ...Object.keys(other)]) as Set<keyof Behavior>
  fields.delete('PathPattern')
  return [...fields].filter((field) => JSON.stringify(one[field]) !== JSON.stringify(other[field])).sort()
}

/** Worst where what should be served to signed requests only is served to everybody. */
function severityOf(covered: Behavior, by: Behavior, differences: readonly string[]): Severity | undefined {
  if (differences.length === 0) return 'info'
  return isSigned(covered) && !isSigned(by) ? 'high' : undefined
}

const isSigned = ({ TrustedKeyGroups, TrustedSigners }: Behavior): boolean =>
  TrustedKeyGroups?.Enabled === true || TrustedSigners?.Enabled === true
