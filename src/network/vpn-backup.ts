import type { Inventory, RowOf } from '../inventory/inventory.ts'
import { same } from './same.ts'
import { isUnassociated, targetIdOf } from './vpn-target.ts'

export type Vpn = RowOf<'vpnConnections'>

/** What stands behind a gateway's Direct Connect lines, the best first. */
export type Backup =
  | { readonly kind: 'live'; readonly connections: readonly Vpn[] }
  | { readonly kind: 'unknown'; readonly reason: string }
  | { readonly kind: 'down'; readonly connections: readonly Vpn[] }
  | { readonly kind: 'private'; readonly connections: readonly Vpn[] }
  | { readonly kind: 'none' }

/**
 * The Site-to-Site VPN connections by which a site reaches a gateway over the internet. One that runs over a transit
 * virtual interface (private IP VPN) encrypts Direct Connect and goes down with it.
 * https://docs.aws.amazon.com/vpn/latest/s2svpn/private-ip-dx.html
 */
export function vpnBackupOf(
  gatewayId: string,
  { vpnConnections, here }: Inventory<'vpnConnections'>,
): Backup {
  const connections = vpnConnections
    .where(gatewayOfVpn, gatewayId)
    .filter((one) => same(one.State, 'available'))
  const open = connections.filter((one) => isPrivateVpn(one) === false)
  const live = open.filter((one) => isLive(one))
  if (live.length > 0) return { kind: 'live', connections: live }
  const vague = connections.find((one) => isPrivateVpn(one) === undefined || isLive(one) === undefined)
  if (vague) return { kind: 'unknown', reason: `whether ${vague.id} is up is not in the answer` }
  const [lost] = vpnConnections.where(gatewayless, here.account)
  if (lost) return { kind: 'unknown', reason: `which gateway ${lost.id} ends on is not in the answer` }
  if (open.length > 0) return { kind: 'down', connections: open }
  return connections.length > 0 ? { kind: 'private', connections } : { kind: 'none' }
}

/** Whether a connection runs over Direct Connect; undefined where its options are not in the answer. */
export const isPrivateVpn = ({ Options: options }: Vpn): boolean | undefined =>
  options &&
  (options.TransportTransitGatewayAttachmentId !== undefined ||
    same(options.OutsideIpAddressType, 'PrivateIpv4'))

function isLive(one: Vpn): boolean | undefined {
  if (!one.VgwTelemetry) return undefined
  if (one.VgwTelemetry.some((tunnel) => same(tunnel.Status, 'UP'))) return true
  return one.VgwTelemetry.every((tunnel) => same(tunnel.Status, 'DOWN')) ? false : undefined
}

const gatewayOfVpn = (one: Vpn): string | undefined => one.TransitGatewayId ?? one.VpnGatewayId

/** The account of a connection that ends on a VPN concentrator, or on what AWS does not say. */
const gatewayless = (one: Vpn): string | undefined =>
  targetIdOf(one) === undefined && !isUnassociated(one) && !same(one.State, 'deleted', 'deleting')
    ? one.account
    : undefined
