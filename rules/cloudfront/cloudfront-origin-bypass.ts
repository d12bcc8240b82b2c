import { balancedOrigins } from '../../src/network/balanced-origins.ts'
import { schemeOf } from '../../src/network/balancer-scheme.ts'
import { listed, unlessDisabled } from '../../src/network/distributions.ts'
import { type ListenerRule, ruleLabel } from '../../src/network/listener-rules.ts'
import { type OriginBalancer, portsOf } from '../../src/network/origin-balancers.ts'
import { type StrangersAdmitted, rulesWithoutHeader, strangersAt } from '../../src/network/origin-bypass.ts'
import { type Origin, transportOf } from '../../src/network/origins.ts'
import { same } from '../../src/network/same.ts'
import { type Evidence, type Inventory, defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'cloudfront-origin-bypass',
  title: 'Load balancer behind CloudFront can be reached directly from the internet',
  topic: 'cloudfront',
  pillar: 'security',
  severity: 'high',
  needs: ['distributions', 'loadBalancers', 'classicLoadBalancers'],
  consults: [
    'distributionConfigs',
    'vpcOrigins',
    'vpcOriginDetails',
    'hostedZones',
    'resourceRecordSets',
    'listeners',
    'listenerRules',
    'securityGroups',
    'managedPrefixLists',
    'prefixListEntries',
    'webAcls',
    'webAclBalancers',
  ],
  why: `Web ACL, rate limits, signed URLs and geographic restrictions stand at the edge. A load balancer that answers
everybody makes them a choice: whoever finds its name, in a certificate log or by trying addresses, goes around them.`,
  fix: `Move the load balancer into private subnets and make it a VPC origin. Or let its security group admit only
CloudFront's prefix list, and let every rule that forwards want a secret header that CloudFront adds.`,
  check: `Ask the load balancer by its own name with curl: it should not answer. Then read its security groups and the
conditions of its rules.`,
  reference:
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/restrict-access-to-load-balancer.html',

  *judge(inventory) {
    for (const use of balancedOrigins(inventory)) {
      const { distribution } = use
      if ('unknown' in use) {
        yield unknown(distribution, use.unknown)
        continue
      }
      const { origin, one, row, key } = use
      const way = wayAround(origin, one, inventory)
      if (way === undefined) {
        yield pass(distribution, key)
        continue
      }
      if (typeof way === 'string') {
        yield unknown(
          distribution,
          `of the load balancer ${row.name} behind its origin ${origin.Id}, ${way}`,
          key,
        )
        continue
      }
      yield fail(distribution, {
        key,
        message: `The load balancer ${row.name} behind the origin ${origin.Id} answers the internet itself on port ${way.ports.join(' and ')}: whoever finds it goes around CloudFront, its web ACL and its restrictions.`,
        severity: unlessDisabled(distribution, undefined),
        evidence: evidenceOf(origin, one, way),
        remediation: `aws cloudfront create-vpc-origin for an internal load balancer; or aws ec2 describe-managed-prefix-lists --filters Name=prefix-list-name,Values=com.amazonaws.global.cloudfront.origin-facing, and let the security groups ${(row.SecurityGroups ?? []).join(', ') || `that ${row.name} then needs`} admit only that list (aws ec2 revoke-security-group-ingress, aws ec2 authorize-security-group-ingress)`,
      })
    }
  },
})

interface Way {
  readonly ports: readonly number[]
  readonly admitted: StrangersAdmitted
  /** Of application load balancers: the rules that want no header which only CloudFront knows. */
  readonly rules: readonly ListenerRule[]
}

type Known = Inventory<
  | 'vpcOriginDetails'
  | 'listeners'
  | 'listenerRules'
  | 'securityGroups'
  | 'managedPrefixLists'
  | 'prefixListEntries'
  | 'webAcls'
  | 'webAclBalancers'
>

/** Undefined where there is none, a text where that is not known. */
function wayAround(origin: Origin, one: OriginBalancer, inventory: Known): Way | string | undefined {
  const scheme = one.balancer ? schemeOf(one.balancer) : one.classic.Scheme
  if (same(scheme, 'internal')) return undefined
  if (!same(scheme, 'internet-facing'))
    return 'whether the internet has a way to it (Scheme) is not in the answer'
  const transport = transportOf(origin, inventory)
  const ports = typeof transport === 'object' ? portsOf(transport) : undefined
  if (!ports) return 'at which port CloudFront asks it (OriginProtocolPolicy) is not in the answer'
  const admitted = strangersAt(one, ports, inventory)
  if (typeof admitted === 'string') return admitted
  if (!admitted.bare && admitted.by.length === 0) return undefined
  if (!one.balancer || !same(one.balancer.Type, 'application')) return { ports, admitted, rules: [] }
  const rules = rulesWithoutHeader(one.balancer, ports, headersOf(origin), inventory)
  if (typeof rules === 'string') return rules
  if (rules.length === 0) return undefined
  return doubtOfAcl(one.balancer, inventory) ?? { ports, admitted, rules }
}

/** Their names only: the values are secret. */
function headersOf({ CustomHeaders }: Origin): readonly string[] | undefined {
  const names = listed(CustomHeaders)?.map((header) => header.HeaderName)
  return names?.every((name) => name !== undefined) ? names : undefined
}

/** A web ACL of its own may want the header instead of the rules. What it wants is not read. */
function doubtOfAcl(
  { id, account, region }: NonNullable<OriginBalancer['balancer']>,
  { webAcls, webAclBalancers }: Known,
): string | undefined {
  const place = { account, region }
  if (webAclBalancers.where('LoadBalancerArn', id).length > 0)
    return 'it has a web ACL of its own, which may want a header that only CloudFront knows'
  return webAcls.readIn(place) && webAclBalancers.readIn(place)
    ? undefined
    : 'whether it has a web ACL of its own was not read'
}

function evidenceOf(origin: Origin, { balancer, classic }: OriginBalancer, way: Way): readonly Evidence[] {
  const row = balancer ?? classic
  const scheme = balancer ? schemeOf(balancer) : classic.Scheme
  return [
    [
      row,
      way.admitted.bare ? `is ${scheme}, and has no security group` : `is ${scheme}`,
      {
        arn: row.arn,
        Scheme: scheme,
        DNSName: row.DNSName,
        origin: origin.Id,
        CustomHeaders: headersOf(origin),
      },
    ],
    ...way.admitted.by.map(({ group, what }): Evidence => [
      group,
      `admits ${what}`,
      { GroupId: group.id, opening: what, ports: way.ports },
    ]),
    ...way.rules.map((rule): Evidence => [
      row,
      `forwards by ${ruleLabel(rule)} without a header of CloudFront's`,
      {
        RuleArn: rule.RuleArn,
        Priority: rule.Priority,
        Conditions: rule.Conditions?.map((one) => one.Field),
      },
    ]),
  ]
}
