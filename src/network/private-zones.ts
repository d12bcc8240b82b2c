import type { Inventory, RowOf } from '../inventory/inventory.ts'
import type { Zone } from './hosted-zones.ts'

export interface ZoneVpc {
  readonly id: string
  readonly region: string
}

/**
 * The VPCs that resolve a private zone. Undefined where they are not known, also where the answer has none: AWS refuses
 * to take the last VPC from a zone, and a VPC that gets it through a Route 53 Profile is not listed.
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_DisassociateVPCFromHostedZone.html
 */
export function vpcsOf(
  zone: Zone,
  inventory: Inventory<'hostedZoneDetails'>,
): readonly ZoneVpc[] | undefined {
  const all = inventory.hostedZoneDetails.under(zone.id)?.[0]?.VPCs ?? []
  const known = all.flatMap(({ VPCId, VPCRegion }) =>
    VPCId && VPCRegion ? [{ id: VPCId, region: VPCRegion }] : [],
  )
  return known.length > 0 && known.length === all.length ? known : undefined
}

/** The VPC as its owner sees it; Route 53 says its id and its region, and nothing of whose it is. */
export function ownVpc({ id }: ZoneVpc, inventory: Inventory<'vpcs'>): RowOf<'vpcs'> | undefined {
  const row = inventory.vpcs.get(id)
  return row && (row.owner === undefined || row.owner === row.account) ? row : undefined
}

export const vpcLabel = ({ id, region }: ZoneVpc): string => `${id} in ${region}`
