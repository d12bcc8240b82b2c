import type { DescribeVpnConnectionsResult } from '@aws-sdk/client-ec2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, ec2Identity } from '../kind.ts'

/** Pre-shared keys and device configurations are dropped before they get here (src/snapshot/plain.ts). */
export const vpnConnections = defineKind({
  operation: 'ec2:DescribeVpnConnections',
  always: ['State', 'Routes.DestinationCidrBlock'],
  items: (page: Plain<DescribeVpnConnectionsResult>) => page.VpnConnections,
  identify: (item, place) =>
    ec2Identity('VPNConnection', 'vpn-connection', item.VpnConnectionId, place, { tags: item.Tags }),
})
