import type { Inventory, RowOf } from '../inventory/inventory.ts'

type LoadBalancer = RowOf<'loadBalancers'>

/**
 * Whether a zone's name is that of a Local Zone or a Wavelength Zone (`us-west-2-lax-1a`): those of Availability Zones
 * are their region's and one letter.
 * https://docs.aws.amazon.com/local-zones/latest/ug/concepts-local-zones.html
 */
export const isEdgeZoneName = (name: string, region: string): boolean =>
  name.startsWith(`${region}-`)

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
  return names.every((name) => name !== undefined) ? [...new Set(names)] : undefined
}
