import { same } from '../../src/network/same.ts'
import { NO_OPTIONS, type TunnelOptions, tunnelOptionsOf } from '../../src/network/vpn-tunnels.ts'
import { defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'vpn-logging-disabled',
  title: 'VPN tunnel writes no logs',
  topic: 'vpn',
  pillar: 'operations',
  severity: 'low',
  needs: ['vpnConnections'],
  why: `Telemetry says that a tunnel is down, and only its log says why: no proposal in common, a wrong key, a dead peer. BGP
has a log and a switch of its own. Neither tells what happened before it was turned on.`,
  fix: `Publish the activity log of both tunnels to CloudWatch Logs, and the BGP log where BGP is used.`,
  check: `In the VPC console, open the VPN connection's «Tunnel details» and look at the tunnels' logs.`,
  reference: 'https://docs.aws.amazon.com/vpn/latest/s2svpn/monitoring-logs.html',

  *judge(inventory) {
    for (const connection of inventory.vpnConnections) {
      if (!same(connection.State, 'available')) continue
      const tunnels = tunnelOptionsOf(connection)
      if (!tunnels) {
        yield unknown(connection, NO_OPTIONS)
        continue
      }
      const silent = tunnels.filter((tunnel) => logOf(tunnel)?.LogEnabled === false)
      const withoutBgp =
        connection.Options?.StaticRoutesOnly === false
          ? tunnels.filter((tunnel) => logOf(tunnel)?.BgpLogEnabled === false)
          : []
      const lacking = silent.length > 0 ? silent : withoutBgp
      const [first] = lacking
      if (!first) {
        const isKnown = isDecided(connection.Options?.StaticRoutesOnly, tunnels)
        yield isKnown
          ? pass(connection)
          : unknown(connection, 'whether its tunnels are logged (LogOptions) is not in the answer')
        continue
      }
      const subject =
        lacking.length > 1 ? 'Its tunnels write' : `The tunnel to ${first.OutsideIpAddress} writes`
      const isBgp = silent.length === 0
      yield fail(connection, {
        message: isBgp
          ? `${subject} no BGP log: when routes are lost while the tunnel is up, nothing tells why.`
          : `${subject} no log: when one fails, nothing tells why.`,
        severity: isBgp ? 'info' : undefined,
        evidence: lacking.map((tunnel) => [
          connection,
          `has ${isBgp ? 'BGP logs' : 'logs'} disabled on tunnel ${tunnel.OutsideIpAddress}`,
          {
            VpnConnectionId: connection.id,
            OutsideIpAddress: tunnel.OutsideIpAddress,
            LogEnabled: logOf(tunnel)?.LogEnabled,
            LogGroupArn: logOf(tunnel)?.LogGroupArn,
            BgpLogEnabled: logOf(tunnel)?.BgpLogEnabled,
          },
        ]),
        remediation: lacking
          .map(
            (tunnel) =>
              `aws ec2 modify-vpn-tunnel-options --vpn-connection-id ${connection.id} --vpn-tunnel-outside-ip-address ${tunnel.OutsideIpAddress} --tunnel-options '${options(connection.Options?.StaticRoutesOnly)}'`,
          )
          .join('; '),
      })
    }
  },
})

const logOf = (tunnel: TunnelOptions) => tunnel.LogOptions?.CloudWatchLogOptions

/** AWS says of each tunnel whether it is logged; what it does not say is no «disabled». */
const isDecided = (isStatic: boolean | undefined, tunnels: readonly TunnelOptions[]): boolean =>
  isStatic !== undefined &&
  tunnels.every(
    (tunnel) => logOf(tunnel)?.LogEnabled === true && (isStatic || logOf(tunnel)?.BgpLogEnabled === true),
  )

const options = (isStatic: boolean | undefined): string => {
  const bgp = isStatic === false ? ',BgpLogEnabled=true,BgpLogGroupArn=LOG_GROUP_ARN' : ''
  return `LogOptions={CloudWatchLogOptions={LogEnabled=true,LogGroupArn=LOG_GROUP_ARN${bgp}}}`
}
