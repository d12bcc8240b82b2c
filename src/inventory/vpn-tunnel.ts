/** Some operations ask about one tunnel of a VPN connection: by the connection and the tunnel's outside address. */
import type { Params } from '../snapshot/fact.ts'
import { type Source, from } from './kind.ts'
import { vpnConnections } from './kinds/vpn-connections.ts'

/** Both in one, `vpn-0a1b/203.0.113.20`: what such a kind's rows are found under. */
export const tunnelKey = (connection: string | undefined, address: string | undefined): string | undefined =>
  connection && address ? `${connection}/${address}` : undefined

export function tunnelRequest(key: string): Params {
  const [VpnConnectionId, VpnTunnelOutsideIpAddress] = key.split('/')
  return { VpnConnectionId, VpnTunnelOutsideIpAddress }
}

/** Which tunnel was asked about: the answers do not say it, or not always. */
export const askedTunnel = (
  asked: Params,
): { readonly VpnConnectionId: string; readonly VpnTunnelOutsideIpAddress: string } => ({
  VpnConnectionId: String(asked['VpnConnectionId']),
  VpnTunnelOutsideIpAddress: String(asked['VpnTunnelOutsideIpAddress']),
})

/** The tunnels of the connections that are in service; where a status is named, those that have it. */
export const tunnelsOfConnections = (status?: 'UP'): Source =>
  from(vpnConnections, (connection) =>
    isSame(connection.State, 'available')
      ? (connection.VgwTelemetry ?? [])
          .filter((tunnel) => status === undefined || isSame(tunnel.Status, status))
          .map((tunnel) => tunnelKey(connection.VpnConnectionId, tunnel.OutsideIpAddress))
      : [],
  )

const isSame = (value: string | undefined, wanted: string): boolean =>
  value?.toLowerCase() === wanted.toLowerCase()
