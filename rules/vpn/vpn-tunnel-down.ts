import { same } from '../../src/network/same.ts'
import {
  NO_STATUS,
  type VpnConnection,
  isUp,
  mayBeNew,
  tunnelStatus,
  tunnelsOf,
} from '../../src/network/vpn-tunnels.ts'
import { type Evidence, defineRule, fail, pass, unknown } from '../../src/rule.ts'

const HOUR = 3_600_000

export default defineRule({
  id: 'vpn-tunnel-down',
  title: 'VPN connection has only one tunnel up',
  topic: 'vpn',
  pillar: 'reliability',
  severity: 'medium',
  needs: ['vpnConnections'],
  settings: { graceHours: 24 },
  why: `Each Site-to-Site VPN connection has two tunnels that end on different AWS devices. AWS replaces these devices
one at a time, and with one tunnel up the next replacement is an outage. The second tunnel costs nothing extra.`,
  fix: `Configure the second tunnel on the customer gateway device, and let both carry traffic.`,
  check: `In the VPC console, open the VPN connection's «Tunnel details»: both tunnels should be up.`,
  reference: 'https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html',

  *judge(inventory, { now, settings, nonProduction }) {
    for (const connection of inventory.vpnConnections) {
      if (!same(connection.State, 'available')) continue
      const tunnels = tunnelsOf(connection)
      if (!tunnels) {
        yield unknown(connection, NO_STATUS)
        continue
      }
      const up = tunnels.filter(isUp)
      if (up.length > 1) {
        yield pass(connection)
        continue
      }
      const [only] = up
      if (!only) continue // the whole connection is down: `vpn-connection-down`
      if (mayBeNew(tunnels, now - settings.graceHours * HOUR)) {
        if (!tunnels.every((tunnel) => tunnel.LastStatusChange))
          yield unknown(
            connection,
            'one tunnel is down, but since when (LastStatusChange) is not in the answer',
          )
        continue
      }

      const down = tunnels.find((tunnel) => !isUp(tunnel))
      const address = down?.OutsideIpAddress ?? silentAddress(connection)
      const other = address ? `the tunnel to ${address}` : 'the other tunnel'
      yield fail(connection, {
        message: `Only the tunnel to ${only.OutsideIpAddress} is up: the connection breaks when AWS replaces that endpoint, since ${other} is down.`,
        severity: nonProduction(connection) ? 'info' : undefined,
        evidence: [
          down
            ? [connection, ...tunnelStatus(connection, down)]
            : [
                connection,
                'has telemetry for one tunnel only',
                { OutsideIpAddress: address, Status: undefined },
              ],
          [connection, ...tunnelStatus(connection, only)],
          ...onDemand(connection),
        ],
        remediation:
          `aws ec2 describe-vpn-connections --vpn-connection-ids ${connection.id} --query 'VpnConnections[].VgwTelemetry'; then configure ${other} on customer gateway device ${connection.CustomerGatewayId ?? ''}`.trim(),
      })
    }
  },
})

/** The outside address of the tunnel that telemetry says nothing about. */
const silentAddress = (connection: VpnConnection): string | undefined =>
  connection.Options?.TunnelOptions?.map((tunnel) => tunnel.OutsideIpAddress).find(
    (address) => address && !connection.VgwTelemetry?.some((tunnel) => tunnel.OutsideIpAddress === address),
  )

const onDemand = (connection: VpnConnection): readonly Evidence[] =>
  connection.Options?.StaticRoutesOnly === true
    ? [
        [
          connection,
          'uses static routes: some devices bring its second tunnel up on demand only',
          { StaticRoutesOnly: true },
        ],
      ]
    : []
