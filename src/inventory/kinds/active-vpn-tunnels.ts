import type { GetActiveVpnTunnelStatusResult } from '@aws-sdk/client-ec2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, ec2Identity } from '../kind.ts'
import { askedTunnel, tunnelRequest, tunnelsOfConnections } from '../vpn-tunnel.ts'

/** What each tunnel that is up negotiated with the device at its other end. */
export const activeVpnTunnels = defineKind({
  operation: 'ec2:GetActiveVpnTunnelStatus',
  per: { param: 'VpnConnectionId', with: tunnelRequest, from: [tunnelsOfConnections('UP')] },
  items: ({ ActiveVpnTunnelStatus: status }: Plain<GetActiveVpnTunnelStatusResult>, asked) =>
    status ? [{ ...status, ...askedTunnel(asked) }] : [],
  identify: (item, place) => ec2Identity('VPNConnection', 'vpn-connection', item.VpnConnectionId, place),
})
