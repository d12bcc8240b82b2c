import type { Inventory, RowOf } from '../inventory/inventory.ts'
import { same } from './same.ts'

type Subnet = RowOf<'subnets'>

/** `us-east-1a (use1-az4)`: the name is this account's own, the id is the same building for everyone. */
export const zoneLabel = (subnet: Pick<Subnet, 'AvailabilityZone' | 'AvailabilityZoneId'>): string =>
  subnet.AvailabilityZone && subnet.AvailabilityZoneId
    ? `${subnet.AvailabilityZone} (${subnet.AvailabilityZoneId})`
    : (subnet.AvailabilityZone ?? subnet.AvailabilityZoneId ?? 'an unknown zone')

/**
 * Whether a subnet lies in a Local Zone, a Wavelength Zone or on an Outpost, where most redundancy advice has no
 * meaning. Zones that were not read count as ordinary ones, unless their id is of the longer form (`use1-bos1-az1`)
 * that only those have.
 */
export function isEdgeZone(subnet: Subnet, inventory: Inventory<'availabilityZones'>): boolean {
  if (subnet.OutpostArn) return true
  const zone = inventory.availabilityZones.get(subnet.AvailabilityZoneId)
  if (zone?.ZoneType) return !same(zone.ZoneType, 'availability-zone')
  return (subnet.AvailabilityZoneId ?? '').split('-').length > 2
}
