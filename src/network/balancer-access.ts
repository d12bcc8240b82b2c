import type { Inventory, Row, RowOf } from '../inventory/inventory.ts'
import { type ListenerRule, groupsOf, isAuthenticating } from './listener-rules.ts'
import { same } from './same.ts'

type LoadBalancer = RowOf<'loadBalancers'>
type Listener = RowOf<'listeners'>

const groupsOfListener = (listener: Listener): readonly string[] => groupsOf(listener.DefaultActions)
const targetOf = (target: RowOf<'targetHealth'>): string | undefined => target.Target?.Id

/**
 * What ends TLS in front of an internal application load balancer, so that its plain HTTP stays inside of AWS's
 * network: CloudFront, of which it is a VPC origin, or a network load balancer whose TLS listeners have it as target.
 */
export function tlsFrontOf(
  balancer: LoadBalancer,
  listener: Listener,
  inventory: Inventory<'vpcOrigins' | 'targetGroups' | 'targetHealth' | 'listeners'>,
): { readonly front: Row } | { readonly unknown: string } | undefined {
  const [origin] = inventory.vpcOrigins.where('OriginEndpointArn', balancer.id)
  if (origin) return { front: origin }
  for (const target of inventory.targetHealth.where(targetOf, balancer.id)) {
    const group = inventory.targetGroups.get(target.TargetGroupArn)
    const port = target.Target?.Port ?? group?.Port
    if (port === undefined || listener.Port === undefined)
      return { unknown: `${NOT_KNOWN}: a port is not in the answer` }
    if (port !== listener.Port) continue
    const before = inventory.listeners.where(groupsOfListener, target.TargetGroupArn)
    if (before.some((one) => one.Protocol && !same(one.Protocol, 'TLS'))) continue
    const areRead = group?.LoadBalancerArns?.every((arn) => inventory.listeners.under(arn))
    if (!areRead || before.some((one) => !one.Protocol))
      return { unknown: `${NOT_KNOWN}: its listeners were not all read` }
    const [first] = before
    if (first) return { front: first }
  }
  const unread = unreadFront(balancer, inventory)
  return unread ? { unknown: unread } : undefined
}

const NOT_KNOWN = 'whether a network load balancer ends TLS before it is not known'

/** A group that does not say what its targets are may hold a balancer. */
const typeOf = (group: RowOf<'targetGroups'>): string => group.TargetType ?? 'alb'

function unreadFront(
  balancer: LoadBalancer,
  inventory: Inventory<'vpcOrigins' | 'targetGroups' | 'targetHealth'>,
): string | undefined {
  const { account, region } = balancer
  if (!inventory.vpcOrigins.readIn({ account, region: 'global' })) {
    return "whether it is a VPC origin of CloudFront's is not known: the VPC origins were not read"
  }
  const balancers = inventory.targetGroups
    .where(typeOf, 'alb')
    .filter((group) => group.account === account && group.region === region)
  const known =
    inventory.targetGroups.readIn() &&
    balancers.every((group) => inventory.targetHealth.under(group.id)?.every(targetOf))
  return known ? undefined : `${NOT_KNOWN}: its target groups were not all read`
}

const CLOUDFRONT = /^com\.amazonaws\.global\.(?:ipv6\.)?cloudfront\.origin-facing$/

/**
 * Whether the security groups of a balancer let CloudFront's own addresses to a port, and nobody else. False where they
 * were not all read.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/LocationsOfEdgeServers.html
 */
export function admitsOnlyCloudFront(
  balancer: LoadBalancer,
  port: number | undefined,
  inventory: Inventory<'securityGroups' | 'managedPrefixLists'>,
): boolean {
  const groups = (balancer.SecurityGroups ?? []).map((id) => inventory.securityGroups.get(id))
  const permissions = groups.flatMap((group) => group?.IpPermissions ?? []).filter((one) => covers(one, port))
  const lists = permissions.flatMap((one) => one.PrefixListIds ?? [])
  const hasOthers = permissions.some((one) =>
    [one.IpRanges, one.Ipv6Ranges, one.UserIdGroupPairs].some((sources) => (sources?.length ?? 0) > 0),
  )
  return (
    groups.every((group) => group !== undefined) &&
    lists.length > 0 &&
    !hasOthers &&
    lists.every((list) => isCloudFrontList(list.PrefixListId, inventory))
  )
}

/** Whether a prefix list is one of those with which CloudFront asks origins. */
export const isCloudFrontList = (
  id: string | undefined,
  { managedPrefixLists }: Inventory<'managedPrefixLists'>,
): boolean => CLOUDFRONT.test(managedPrefixLists.get(id)?.PrefixListName ?? '')

type Permission = NonNullable<RowOf<'securityGroups'>['IpPermissions']>[number]

function covers({ IpProtocol, FromPort, ToPort }: Permission, port: number | undefined): boolean {
  if (port === undefined || same(IpProtocol, '-1')) return true
  return same(IpProtocol, 'tcp', '6') && (FromPort ?? 0) <= port && port <= (ToPort ?? 65_535)
}

/** Whether rules forward to target groups for which other rules of the balancer first ask clients who they are. */
export function bypassesAuthentication(
  rules: readonly ListenerRule[],
  balancer: LoadBalancer,
  inventory: Inventory<'listeners' | 'listenerRules'>,
): boolean {
  const guarded = inventory.listeners
    .where('LoadBalancerArn', balancer.id)
    .flatMap((listener) => inventory.listenerRules.under(listener.id) ?? [])
    .filter(isAuthenticating)
  const groups = new Set(guarded.flatMap((rule) => groupsOf(rule.Actions)))
  return rules.some((rule) => groupsOf(rule.Actions).some((arn) => groups.has(arn)))
}
