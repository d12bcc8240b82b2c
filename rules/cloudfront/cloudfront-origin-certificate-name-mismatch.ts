import { balancedOrigins } from '../../src/network/balanced-origins.ts'
import { covers } from '../../src/network/certificate-names.ts'
import {
  type Behavior,
  type Distribution,
  listed,
  pathOf,
  reconfigured,
  unlessDisabled,
} from '../../src/network/distributions.ts'
import { forwardsHost } from '../../src/network/forwarded-host.ts'
import { type Presented, presentedAt } from '../../src/network/listener-names.ts'
import type { OriginBalancer } from '../../src/network/origin-balancers.ts'
import { type Origin, pathsOf, transportOf } from '../../src/network/origins.ts'
import { same } from '../../src/network/same.ts'
import { type Inventory, defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'cloudfront-origin-certificate-name-mismatch',
  title: 'HTTPS origin presents no certificate for the name that CloudFront asks for',
  topic: 'cloudfront',
  pillar: 'reliability',
  severity: 'high',
  needs: ['distributions', 'loadBalancers', 'certificates'],
  consults: [
    'distributionConfigs',
    'vpcOrigins',
    'vpcOriginDetails',
    'hostedZones',
    'resourceRecordSets',
    'classicLoadBalancers',
    'listeners',
    'listenerCertificates',
    'certificateDetails',
    'cachePolicies',
    'originRequestPolicies',
  ],
  why: `CloudFront trusts an origin only by a certificate for the name that it asks for: the origin's domain name, or
the viewer's where the Host header is forwarded. Otherwise it answers viewers with 502. No certificate can be had for a
load balancer's own name (elb.amazonaws.com), which is what many take as the origin's.`,
  fix: `Give the load balancer a name of your own that its certificate covers, and use that as the origin's domain name.
Or forward the Host header, where the certificate covers the distribution's alternate names.`,
  check: `Compare the origin's domain name with the names of the certificates of the load balancer's HTTPS listener.`,
  reference: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/http-502-bad-gateway.html',

  *judge(inventory) {
    for (const use of balancedOrigins(inventory)) {
      const { distribution } = use
      if ('unknown' in use) {
        yield unknown(distribution, use.unknown)
        continue
      }
      const { origin, behaviors, one, row, key } = use
      const match = matchOf(origin, behaviors, distribution, one, inventory)
      if (match === undefined) continue
      if (typeof match === 'string') {
        yield unknown(
          distribution,
          `of the load balancer ${row.name} behind its origin ${origin.Id}, ${match}`,
          key,
        )
        continue
      }
      if (match.wrong.length === 0) {
        yield pass(distribution, key)
        continue
      }
      yield fail(distribution, {
        key,
        message: `Viewers get 502 by ${pathsOf(match.wrong)}: CloudFront asks ${row.name} for ${match.asked.join(', ')}, and its certificate is for ${match.names.join(', ')} only.`,
        severity: unlessDisabled(distribution, undefined),
        evidence: [
          [
            row,
            `presents certificates for ${match.names.join(', ')} on port ${match.port}`,
            {
              Id: distribution.id,
              origin: origin.Id,
              DomainName: origin.DomainName,
              listener: match.listener,
              certificateNames: match.names,
              hostIsForwarded: match.wrong.map(
                (behavior) => `${pathOf(behavior)}: ${forwardsHost(behavior, inventory) ?? 'not known'}`,
              ),
            },
          ],
        ],
        remediation: reconfigured(
          distribution.id,
          `set DomainName of the origin ${origin.Id} to a name that ${match.names.join(', ')} covers and that leads to ${row.DNSName}`,
        ),
      })
    }
  },
})

type Known = Inventory<
  | 'vpcOriginDetails'
  | 'listeners'
  | 'listenerCertificates'
  | 'certificates'
  | 'certificateDetails'
  | 'cachePolicies'
  | 'originRequestPolicies'
>

interface Match extends Presented {
  readonly port: number
  /** The behaviors whose requests the origin has no certificate for, and the names that they ask for. */
  readonly wrong: readonly Behavior[]
  readonly asked: readonly string[]
}

/** Undefined where CloudFront does not ask by HTTPS, a text where it is not known what it asks or is shown. */
function matchOf(
  origin: Origin,
  behaviors: readonly Behavior[],
  distribution: Distribution,
  balancer: OriginBalancer,
  inventory: Known,
): Match | string | undefined {
  const transport = transportOf(origin, inventory)
  if (typeof transport !== 'object') return transport
  if (same(transport.policy, 'http-only')) return undefined
  const { httpsPort: port } = transport
  if (!same(transport.policy, 'https-only', 'match-viewer') || port === undefined)
    return 'how CloudFront asks it (OriginProtocolPolicy, HTTPSPort) is not in the answer'
  const shown = presentedAt(balancer, port, inventory)
  if (typeof shown === 'string') return shown
  const host = origin.DomainName
  if (host === undefined) return 'the name that it is asked for (DomainName) is not in the answer'
  const isCovered = (asked: string): boolean => shown.names.some((name) => covers(name, asked))
  if (isCovered(host)) return { ...shown, port, wrong: [], asked: [host] }
  if (shown.unread.length > 0) return `the names of its certificate ${shown.unread.join(', ')} were not read`
  const aliases = listed(distribution.Aliases)
  const forwarded = behaviors.map((behavior) => forwardsHost(behavior, inventory))
  const alsoAsked = forwarded.some((one) => one !== false)
  if (alsoAsked && (!aliases || !same(distribution.ConnectionMode, 'direct')))
    return 'what names viewers ask for (Aliases, ConnectionMode) is not known'
  const isAliasCovered = alsoAsked && aliases?.some(isCovered) === true
  if (isAliasCovered && forwarded.includes(undefined))
    return 'whether the Host header is forwarded (its policies) was not read'
  const uncovered = behaviors.filter((_, at) => !(isAliasCovered && forwarded[at]))
  const wrong = uncovered.filter((behavior) => !mayBeChanged(behavior))
  if (wrong.length === 0 && uncovered.length > 0)
    return 'whether a function at the edge asks it for a name that its certificate has is not known'
  return { ...shown, port, wrong, asked: [host, ...(alsoAsked && aliases ? aliases : [])] }
}

/** Functions that see a request may choose another host, and with it another name in the handshake. */
const mayBeChanged = ({ FunctionAssociations, LambdaFunctionAssociations }: Behavior): boolean =>
  [FunctionAssociations, LambdaFunctionAssociations].some(
    (associations) =>
      listed<{ readonly EventType?: string | undefined }>(associations)?.every((one) =>
        same(one.EventType, 'viewer-response', 'origin-response'),
      ) !== true,
  )
