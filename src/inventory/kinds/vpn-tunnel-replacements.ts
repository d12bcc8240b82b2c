import type { GetVpnTunnelReplacementStatusResult } from '@aws-sdk/client-ec2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, ec2Identity } from '../kind.ts'
import { askedTunnel, tunnelRequest, tunnelsOfConnections } from '../vpn-tunnel.ts'

/** Whether AWS means to replace the endpoint of a tunnel, and when. */
export const vpnTunnelReplacements = defineKind({
  operation: 'ec2:GetVpnTunnelReplacementStatus',
  per: { param: 'VpnConnectionId', with: tunnelRequest, from: [tunnelsOfConnections()] },
  items: ({ MaintenanceDetails }: Plain<GetVpnTunnelReplacementStatusResult>, asked) => [
    { MaintenanceDetails, ...askedTunnel(asked) },
  ],
  identify: (item, place) => ec2Identity('VPNConnection', 'vpn-connection', item.VpnConnectionId, place),
})
