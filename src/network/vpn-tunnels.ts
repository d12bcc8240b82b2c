/** The tunnels of a Site-to-Site VPN connection: what telemetry tells of each, and how each is set up. */
import type { RowOf } from '../inventory/inventory.ts'
import { same } from './same.ts'

export type VpnConnection = RowOf<'vpnConnections'>
export type Tunnel = NonNullable<VpnConnection['VgwTelemetry']>[number]
export type TunnelOptions = NonNullable<NonNullable<VpnConnection['Options']>['TunnelOptions']>[number]

export const isUp = (tunnel: Tunnel): boolean => same(tunnel.Status, 'UP')

/** Undefined where the status of one of them is not in the answer: then none can be counted. */
export function tunnelsOf(connection: VpnConnection): readonly Tunnel[] | undefined {
  const tunnels = connection.VgwTelemetry
  return tunnels?.every((tunnel) => same(tunnel.Status, 'UP', 'DOWN')) ? tunnels : undefined
}

/**
 * No field says when a connection was made, but a tunnel whose status is older than the grace proves that it is older.
 * A connection whose tunnels all changed since then, or do not say when, may have been made just now.
 */
export const mayBeNew = (tunnels: readonly Tunnel[], since: number): boolean =>
  !tunnels.some((tunnel) => Date.parse(tunnel.LastStatusChange ?? '') <= since)

/** How its tunnels are set up; undefined where that is not in the answer. AWS lists both, whether up or not. */
export function tunnelOptionsOf(connection: VpnConnection): readonly TunnelOptions[] | undefined {
  const options = connection.Options?.TunnelOptions
  return options?.length && options.every((one) => one.OutsideIpAddress) ? options : undefined
}

export const NO_STATUS = 'the status of its tunnels (VgwTelemetry) is not in the answer'
export const NO_OPTIONS = 'the options of its tunnels (Options.TunnelOptions) are not in the answer'

/** How a tunnel is, in words and in the API's fields. */
export function tunnelStatus(
  connection: VpnConnection,
  tunnel: Tunnel,
): readonly [fact: string, fields: Readonly<Record<string, unknown>>] {
  const { OutsideIpAddress, Status, LastStatusChange, StatusMessage, AcceptedRouteCount } = tunnel
  const message = StatusMessage ? ` (${StatusMessage})` : ''
  return [
    `has tunnel ${OutsideIpAddress} ${Status} since ${LastStatusChange}${message}`,
    {
      VpnConnectionId: connection.id,
      OutsideIpAddress,
      Status,
      LastStatusChange,
      StatusMessage,
      AcceptedRouteCount,
    },
  ]
}
