import type { Inventory, RowOf } from '../inventory/inventory.ts'
import { same } from './same.ts'

type Firewall = RowOf<'firewallStatuses'>
type Attachment = NonNullable<
  NonNullable<NonNullable<NonNullable<Firewall['FirewallStatus']>['SyncStates']>[string]>['Attachment']
>

/** An endpoint of a Network Firewall: routes name its id, and it serves the zone of its subnet. */
export interface FirewallEndpoint extends Attachment {
  /** The zone's name, as the firewall's account calls it. */
  readonly zone: string
}

/**
 * The endpoints in the firewall's own subnets, and those that were added in other VPCs or zones; undefined where the
 * answer has no status at all.
 * https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_FirewallStatus.html
 */
export function firewallEndpoints(
  firewall: Firewall,
  inventory: Inventory<'firewallEndpointAssociationStatuses'>,
): readonly FirewallEndpoint[] | undefined {
  const states = firewall.FirewallStatus?.SyncStates
  const added = inventory.firewallEndpointAssociationStatuses
    .where('FirewallArn', firewall.id)
    .map((one) => one.VpcEndpointAssociationStatus?.AssociationSyncState)
  if (!states && added.length === 0) return undefined
  return [states, ...added].flatMap((byZone) =>
    Object.entries(byZone ?? {}).map(([zone, state]) => ({ ...state.Attachment, zone })),
  )
}

/** Takes traffic: while it scales, too. */
export const isReady = (endpoint: FirewallEndpoint): boolean => same(endpoint.Status, 'READY', 'SCALING')

/** On its way out: nothing is asked of it any more. */
export const isLeaving = (firewall: Firewall): boolean => same(firewall.FirewallStatus?.Status, 'DELETING')
