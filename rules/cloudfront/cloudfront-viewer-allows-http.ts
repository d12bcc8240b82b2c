import {
  type Distribution,
  configuredDistributions,
  isChallenge,
  reconfigured,
  unlessDisabled,
} from '../../src/network/distributions.ts'
import { same } from '../../src/network/same.ts'
import { type Evidence, defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'cloudfront-viewer-allows-http',
  title: 'A cache behavior serves plain HTTP to viewers',
  topic: 'cloudfront',
  pillar: 'security',
  severity: 'medium',
  needs: ['distributions'],
  consults: ['distributionConfigs'],
  why: `A behavior with the viewer protocol policy allow-all answers on port 80 as it does on 443: cookies, tokens and
content travel in clear and can be changed on the way. Each path pattern has a policy of its own beside the default.`,
  fix: `Set the viewer protocol policy of every behavior to redirect-to-https, or to https-only for APIs, whose clients
do not follow redirects.`,
  check: `In the CloudFront console, open the distribution's Behaviors tab and read the column «Viewer protocol policy».`,
  reference:
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-viewers-to-cloudfront.html',

  *judge(inventory) {
    for (const distribution of configuredDistributions(inventory)) {
      const behaviors = [
        { ...distribution.DefaultCacheBehavior, PathPattern: undefined },
        ...(distribution.CacheBehaviors?.Items ?? []),
      ].filter((behavior) => !isChallenge(behavior))
      const open = behaviors.filter((behavior) => same(behavior.ViewerProtocolPolicy, 'allow-all'))
      if (open.length === 0) {
        const doubt = doubtOf(distribution, behaviors)
        yield doubt === undefined ? pass(distribution) : unknown(distribution, doubt)
        continue
      }
      yield fail(distribution, {
        message: `${open.map((behavior) => labelOf(behavior.PathPattern)).join(', ')} may be fetched over plain HTTP: what viewers send and get there can be read and changed on the way.`,
        severity: unlessDisabled(distribution, undefined),
        evidence: open.map(({ PathPattern, ViewerProtocolPolicy, TargetOriginId }): Evidence => [
          distribution,
          `serves ${PathPattern ?? 'what no path pattern matches'} with ViewerProtocolPolicy allow-all`,
          {
            Id: distribution.id,
            PathPattern: PathPattern ?? 'default',
            ViewerProtocolPolicy,
            TargetOriginId,
          },
        ]),
        remediation: reconfigured(
          distribution.id,
          'set ViewerProtocolPolicy to redirect-to-https in these behaviors',
        ),
      })
    }
  },
})

function doubtOf(
  { CacheBehaviors }: Distribution,
  behaviors: readonly {
    readonly PathPattern?: string | undefined
    readonly ViewerProtocolPolicy?: string | undefined
  }[],
): string | undefined {
  const silent = behaviors.find((behavior) => !behavior.ViewerProtocolPolicy)
  if (silent) return `${labelOf(silent.PathPattern)} has no viewer protocol policy in the answer`
  return CacheBehaviors ? undefined : 'its path patterns (CacheBehaviors) are not in the answer'
}

const labelOf = (pathPattern: string | undefined): string => pathPattern ?? 'The default behavior'
