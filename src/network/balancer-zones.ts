import type { Inventory, RowOf } from '../inventory/inventory.ts'
import { attributeOf } from './cross-zone.ts'
import { same } from './same.ts'

type LoadBalancer = RowOf<'loadBalancers'>
type TargetGroup = RowOf<'targetGroups'>

/**
 * Whether a zone's name is that of a Local Zone or a Wavelength Zone (`us-west-2-lax-1a`): those of Availability Zones
 * are their region's and one letter.
 * https://docs.aws.amazon.com/local-zones/latest/ug/concepts-local-zones.html
 */
export const isEdgeZoneName = (name: string, region: string): boolean => name.startsWith(`${region}-`)

/** `us-east-1a (use1-az4)`: load balancers give the name only, as their own account calls the zone. */
export function balancerZoneLabel(
  name: string,
  balancer: Pick<LoadBalancer, 'account' | 'region'>,
  inventory: Inventory<'availabilityZones'>,
): string {
  const zone = inventory.availabilityZones
    .where('ZoneName', name)
    .find((one) => one.account === balancer.account && one.region === balancer.region)
  return zone?.ZoneId ? `${name} (${zone.ZoneId})` : name
}

/** The names of the zones in which a balancer has a node; undefined when the answer leaves any of them open. */
export function zonesOf(balancer: LoadBalancer): readonly string[] | undefined {
  const zones = balancer.AvailabilityZones
  if (!zones || zones.length === 0) return undefined
  const names = zones.map((zone) => zone.ZoneName)
  return names.every((name) => typeof name === 'string') ? [...new Set(names)] : undefined
}

/**
 * Whether every zone of a balancer gets the same share of clients. Endpoints send to the gateway load balancer of their
 * own zone, and so do clients of a network load balancer with zonal affinity: there a zone with few targets may well
 * have few clients. Undefined where the attributes that say so were not read.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-zonal-dns-affinity.html
 */
export function sharesClientsEvenly(
  balancer: LoadBalancer,
  inventory: Inventory<'loadBalancerAttributes'>,
): boolean | undefined {
  if (same(balancer.Type, 'application')) return true
  if (same(balancer.Type, 'gateway')) return false
  const attributes = inventory.loadBalancerAttributes.under(balancer.id)
  if (!attributes) return undefined
  const policy = attributeOf(attributes, 'dns_record.client_routing_policy')
  return policy === undefined || same(policy, 'any_availability_zone')
}

/**
 * Whether a zone without healthy targets leaves the name of its network load balancer, as it does unless that is turned
 * off for the target group.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-health.html
 */
export function withdrawsEmptyZones(
  group: TargetGroup,
  balancer: LoadBalancer,
  inventory: Inventory<'targetGroupAttributes'>,
): boolean {
  const attributes = inventory.targetGroupAttributes.under(group.id)
  const threshold = (unit: 'count' | 'percentage'): string | undefined =>
    attributeOf(attributes, `target_group_health.dns_failover.minimum_healthy_targets.${unit}`)
  const isOff = same(threshold('count'), 'off') && same(threshold('percentage') ?? 'off', 'off')
  return same(balancer.Type, 'network') && !isOff
}
