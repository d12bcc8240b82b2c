import { type Front, type FrontKinds, frontsOf } from '../../src/network/balancer-fronts.ts'
import { isCloudFrontList } from '../../src/network/balancer-access.ts'
import { schemeOf } from '../../src/network/balancer-scheme.ts'
import { isEdgeZoneName, zonesOf } from '../../src/network/balancer-zones.ts'
import { listed } from '../../src/network/distributions.ts'
import { isAuthenticating } from '../../src/network/listener-rules.ts'
import {
  forwards,
  headersWantedBy,
  rulesWithoutHeader,
  strangersAt,
} from '../../src/network/origin-bypass.ts'
import { same } from '../../src/network/same.ts'
import type { RowOf } from '../../src/inventory/inventory.ts'
import {
  type Evidence,
  type Inventory,
  type Severity,
  defineRule,
  fail,
  pass,
  unknown,
} from '../../src/rule.ts'

type LoadBalancer = RowOf<'loadBalancers'>
type Known = Inventory<
  FrontKinds | 'listeners' | 'listenerRules' | 'securityGroups' | 'managedPrefixLists' | 'prefixListEntries'
>

export default defineRule({
  id: 'alb-no-waf',
  title: 'Internet-facing application load balancer has no web ACL',
  topic: 'alb',
  pillar: 'security',
  severity: 'medium',
  needs: ['loadBalancers', 'webAcls', 'webAclBalancers'],
  consults: [
    'listeners',
    'listenerRules',
    'securityGroups',
    'managedPrefixLists',
    'prefixListEntries',
    'distributions',
    'distributionConfigs',
    'vpcOrigins',
    'hostedZones',
    'resourceRecordSets',
    'classicLoadBalancers',
  ],
  why: `Without a web ACL of AWS WAF every request of the internet reaches the application as it is: no rate limit, no
filter for known attacks, and no place to put one while an attack goes on. A load balancer that nobody but CloudFront
can reach has the web ACL of the distribution instead.`,
  fix: `Associate a regional web ACL, at the least with AWS's managed common rules and a rate limit; or put the load
balancer behind CloudFront, and let nobody else reach it.`,
  check: `In the EC2 console, open the load balancer's «Integrations» tab.`,
  reference:
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-integrations.html',

  *judge(inventory) {
    for (const balancer of inventory.loadBalancers) {
      const scheme = schemeOf(balancer)
      if (!same(balancer.Type, 'application') || same(scheme, 'internal')) continue
      if (inventory.webAclBalancers.where('LoadBalancerArn', balancer.id).length > 0) {
        yield pass(balancer)
        continue
      }
      if (balancer.AvailabilityZones?.some((zone) => zone.OutpostId)) continue
      const zones = zonesOf(balancer)
      // AWS WAF is not offered there.
      if (zones?.some((zone) => isEdgeZoneName(zone, balancer.region))) continue
      if (!zones || !same(scheme, 'internet-facing')) {
        yield unknown(balancer, 'its Scheme or its zones are not in the answer')
        continue
      }
      const reach = reachOf(balancer, inventory)
      if (reach === 'nobody') continue
      if ('unknown' in reach) {
        yield unknown(balancer, reach.unknown)
        continue
      }
      const fronts = reach.fronts ?? []
      const open = fronts.find(({ distribution }) => distribution.WebACLId === '')
      if (fronts.length > 0 && !open) {
        yield fronts.every(({ distribution }) => distribution.WebACLId)
          ? pass(balancer)
          : unknown(balancer, 'whether the distributions before it have a web ACL (WebACLId) was not read')
        continue
      }
      yield fail(balancer, {
        message: open
          ? `Neither it nor the distribution ${open.distribution.id} before it has a web ACL: every request, an attack or not, goes on to its targets.`
          : 'It has no web ACL: every request, an attack or not, goes on to its targets.',
        severity: severityOf(balancer, reach.isClosed && !open, inventory),
        evidence: [
          [
            balancer,
            `is ${scheme}, and among the resources of no web ACL${reach.isClosed && !open ? '; its security groups admit known addresses only' : ''}`,
            { LoadBalancerArn: balancer.id, Scheme: scheme, webAcls: [] },
          ],
          ...fronts.map(({ distribution, origin }): Evidence => [
            distribution,
            `asks it as the origin ${origin.Id}, and has ${distribution.WebACLId ? 'a' : 'no'} web ACL`,
            { Id: distribution.id, origin: origin.Id, WebACLId: distribution.WebACLId },
          ]),
        ],
        remediation: `aws wafv2 associate-web-acl --region ${balancer.region} --resource-arn ${balancer.id} --web-acl-arn ARN, where ARN is one of aws wafv2 list-web-acls --scope REGIONAL --region ${balancer.region}`,
      })
    }
  },
})

/** Who reaches its targets: nobody; everybody; known addresses only (`isClosed`); or nobody but these distributions. */
type Reach =
  | 'nobody'
  | { readonly isClosed: boolean; readonly fronts?: readonly Front[] }
  | { readonly unknown: string }

function reachOf(balancer: LoadBalancer, inventory: Known): Reach {
  const listeners = inventory.listeners.under(balancer.id)
  const ports = listeners?.flatMap((listener) => listener.Port ?? [])
  if (!listeners || ports?.length !== listeners.length) return { unknown: 'its listeners were not read' }
  const rules = rulesWithoutHeader(balancer, ports, [], inventory)
  if (typeof rules === 'string') return { unknown: rules }
  if (rules.length === 0) return 'nobody'
  const admitted = strangersAt({ balancer }, ports, inventory)
  const isOpen = typeof admitted === 'object' && (admitted.bare || admitted.by.length > 0)
  if (isOpen && rules.some((rule) => headersWantedBy(rule).length === 0)) return { isClosed: false }
  // This takes a look at every record, so it is done only for those that CloudFront may guard.
  const { before, unknown: doubt } = frontsOf(inventory)
  const fronts = before.get(balancer.id) ?? []
  if (fronts.length === 0 && doubt)
    return { unknown: `whether only CloudFront reaches it is not known: ${doubt}` }
  if (isOpen) return byHeader(balancer, ports, fronts, inventory)
  if (typeof admitted === 'string') return { unknown: admitted }
  if (!admitsCloudFront(balancer, inventory)) return { isClosed: true }
  return fronts.length > 0
    ? { isClosed: true, fronts }
    : {
        unknown:
          'only CloudFront reaches it, and the distribution before it is not among those that were read',
      }
}

/** Everybody reaches it, but its rules may want a header that only CloudFront knows. */
function byHeader(
  balancer: LoadBalancer,
  ports: readonly number[],
  fronts: readonly Front[],
  inventory: Known,
): Reach {
  if (fronts.length === 0) {
    return {
      unknown:
        'its rules want a header, and no distribution that was read knows it: another network may stand before it',
    }
  }
  const left = fronts.map(({ origin }) => rulesWithoutHeader(balancer, ports, headersOf(origin), inventory))
  if (left.some((rules) => typeof rules === 'object' && rules.length === 0)) return { isClosed: true, fronts }
  const doubt = left.find((rules) => typeof rules === 'string')
  return typeof doubt === 'string' ? { unknown: doubt } : { isClosed: false }
}

/** Their names only: the values are secret. */
function headersOf({ CustomHeaders }: Front['origin']): readonly string[] | undefined {
  const names = listed(CustomHeaders)?.map((header) => header.HeaderName)
  return names?.every((name) => name !== undefined) ? names : undefined
}

const permissionsOf = ({ SecurityGroups = [] }: LoadBalancer, { securityGroups }: Known) =>
  SecurityGroups.flatMap((id) => securityGroups.get(id)?.IpPermissions ?? [])

const admitsCloudFront = (balancer: LoadBalancer, inventory: Known): boolean =>
  permissionsOf(balancer, inventory).some((permission) =>
    permission.PrefixListIds?.some((list) => isCloudFrontList(list.PrefixListId, inventory)),
  )

function severityOf(
  balancer: LoadBalancer,
  isClosed: boolean,
  { listeners, listenerRules }: Known,
): Severity | undefined {
  const rules = (listeners.under(balancer.id) ?? []).flatMap((one) => listenerRules.under(one.id) ?? [])
  const forwarding = rules.filter(forwards)
  if (forwarding.length > 0 && forwarding.every(isAuthenticating)) return 'info'
  return isClosed ? 'low' : undefined
}
