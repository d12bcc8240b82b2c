import { same } from '../../src/network/same.ts'
import { NO_STATUS, type Tunnel, type VpnConnection, isUp, tunnelsOf } from '../../src/network/vpn-tunnels.ts'
import { type Evidence, defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'vpn-bgp-routes-missing',
  title: 'VPN tunnel is up without the BGP routes of its twin',
  topic: 'vpn',
  pillar: 'reliability',
  severity: 'high',
  needs: ['vpnConnections'],
  why: `With BGP a tunnel carries what the device announces on it and nothing else. One without routes counts as up in every
dashboard, and traffic that fails over to it is dropped.`,
  fix: `Let the device announce the same prefixes on both tunnels: look at its export policy and at its prefix lists.`,
  check: `In the VPC console, open the VPN connection's «Tunnel details» and compare the BGP routes of both tunnels.`,
  reference: 'https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNRoutingTypes.html',

  *judge(inventory, { nonProduction }) {
    for (const connection of inventory.vpnConnections) {
      if (!same(connection.State, 'available')) continue
      const isStatic = connection.Options?.StaticRoutesOnly
      const up = tunnelsOf(connection)?.filter(isUp)
      if (isStatic === true || up?.length === 0) continue
      if (isStatic === undefined) {
        yield unknown(connection, 'whether it uses BGP (Options.StaticRoutesOnly) is not in the answer')
        continue
      }
      if (!up) {
        yield unknown(connection, NO_STATUS)
        continue
      }
      if (up.some((tunnel) => tunnel.AcceptedRouteCount === undefined)) {
        yield unknown(
          connection,
          'how many routes its tunnels accept (AcceptedRouteCount) is not in the answer',
        )
        continue
      }
      const flaw = emptyTunnel(up) ?? unevenTunnels(up)
      if (!flaw) {
        yield pass(connection)
        continue
      }
      yield fail(connection, {
        message: flaw.message,
        severity: nonProduction(connection) ? 'info' : flaw.isEmpty ? undefined : 'medium',
        evidence: up.map((tunnel) => routesFact(connection, tunnel, up)),
        remediation:
          `aws ec2 describe-vpn-connections --vpn-connection-ids ${connection.id} --query 'VpnConnections[].VgwTelemetry'; then announce the same prefixes on every BGP session of customer gateway device ${connection.CustomerGatewayId ?? ''}`.trim(),
      })
    }
  },
})

interface Flaw {
  readonly message: string
  readonly isEmpty?: boolean
}

function emptyTunnel(up: readonly Tunnel[]): Flaw | undefined {
  const empty = up.filter((tunnel) => tunnel.AcceptedRouteCount === 0)
  const [first] = empty
  if (!first) return undefined
  const message =
    empty.length === up.length
      ? `No tunnel accepts a route: AWS sends nothing to the site by this connection, though it counts as up.`
      : `The tunnel to ${first.OutsideIpAddress} is up and accepts no route: traffic that fails over to it is dropped.`
  return { message, isEmpty: true }
}

function unevenTunnels(up: readonly Tunnel[]): Flaw | undefined {
  const counts = up.map((tunnel) => tunnel.AcceptedRouteCount)
  if (new Set(counts).size === 1) return undefined
  return {
    message: `The tunnels accept ${counts.join(' and ')} routes: what only one of them carries is cut off when that one fails.`,
  }
}

const routesFact = (connection: VpnConnection, tunnel: Tunnel, up: readonly Tunnel[]): Evidence => [
  connection,
  `accepts ${tunnel.AcceptedRouteCount} routes on tunnel ${tunnel.OutsideIpAddress}`,
  {
    VpnConnectionId: connection.id,
    tunnel: tunnel.OutsideIpAddress,
    AcceptedRouteCount: tunnel.AcceptedRouteCount,
    otherTunnelCount: up.find((one) => one !== tunnel)?.AcceptedRouteCount,
  },
]
