import { same } from '../../src/network/same.ts'
import { type Endpoint, endpointOf } from '../../src/network/vpn-maintenance.ts'
import { NO_OPTIONS, type VpnConnection, tunnelOptionsOf } from '../../src/network/vpn-tunnels.ts'
import { type Severity, defineRule, fail, pass, unknown } from '../../src/rule.ts'

const DAY = 86_400_000

export default defineRule({
  id: 'vpn-tunnel-maintenance-uncontrolled',
  title: 'AWS replaces VPN tunnel endpoints at a time that nobody chose',
  topic: 'vpn',
  pillar: 'operations',
  severity: 'low',
  needs: ['vpnConnections'],
  consults: ['vpnTunnelReplacements'],
  settings: { announcedDays: 14 },
  why: `AWS replaces the endpoint of a tunnel when it needs maintenance, and the tunnel is down meanwhile. With lifecycle control
it announces that, and waits for you up to a date. It then happens whether or not the other tunnel is up.`,
  fix: `Turn on tunnel endpoint lifecycle control for both tunnels, and replace an endpoint in a window before its date, while
the other tunnel is up.`,
  check: `In the VPC console, open the VPN connection's «Tunnel details»: lifecycle control and pending maintenance.`,
  reference: 'https://docs.aws.amazon.com/vpn/latest/s2svpn/tunnel-endpoint-lifecycle.html',

  *judge(inventory, { now, settings }) {
    for (const connection of inventory.vpnConnections) {
      if (!same(connection.State, 'available')) continue
      const options = tunnelOptionsOf(connection)
      if (!options) {
        yield unknown(connection, NO_OPTIONS)
        continue
      }
      const tunnels = options.map((option) => endpointOf(connection, option, inventory))
      const soon = tunnels.filter(
        (one) => one.due !== undefined && one.due <= now + settings.announcedDays * DAY,
      )
      const flaw =
        breaking(soon, connection) ??
        uncontrolled(soon) ??
        uncontrolled(tunnels.filter((one) => one.isControlled === false))
      if (flaw) {
        yield fail(connection, {
          message: flaw.message,
          severity: flaw.severity,
          evidence: flaw.tunnels.map((one) => [connection, factOf(one), fieldsOf(connection, one)]),
          remediation: flaw.tunnels.map((one) => repair(connection, one, flaw.severity)).join('; '),
        })
        continue
      }
      const vague = tunnels.find((one) => one.isControlled === undefined || one.isVague)
      yield vague
        ? unknown(
            connection,
            `the maintenance of the tunnel to ${vague.address} is not, or not all, in the answer`,
          )
        : pass(connection)
    }
  },
})

interface Flaw {
  readonly message: string
  readonly severity: Severity | undefined
  readonly tunnels: readonly Endpoint[]
}

const dayOf = (endpoint: Endpoint): string =>
  endpoint.details?.MaintenanceAutoAppliedAfter?.slice(0, 10) ?? 'its date'

/** The only tunnel that is up is the one to be replaced. */
function breaking(soon: readonly Endpoint[], connection: VpnConnection): Flaw | undefined {
  const only = soon.find(
    (one) => same(one.status, 'UP') && one.sibling !== undefined && !same(one.sibling, 'UP'),
  )
  return (
    only && {
      message: `AWS replaces the endpoint of the tunnel to ${only.address} after ${dayOf(only)}, and no other is up: ${connection.id} breaks then.`,
      severity: 'high',
      tunnels: [only],
    }
  )
}

function uncontrolled(tunnels: readonly Endpoint[]): Flaw | undefined {
  const loose = tunnels.filter((one) => one.isControlled === false)
  const [first] = loose
  if (!first) return undefined
  const due = loose.find((one) => one.due !== undefined)
  if (due) {
    return {
      message: `AWS replaces the endpoint of the tunnel to ${due.address} some time after ${dayOf(due)}, and lifecycle control is off: nobody is told when.`,
      severity: 'medium',
      tunnels: loose,
    }
  }
  return {
    message: `AWS replaces the ${loose.length > 1 ? 'endpoints of its tunnels' : `endpoint of the tunnel to ${first.address}`} when it suits AWS, in business hours too: lifecycle control is off.`,
    severity: undefined,
    tunnels: loose,
  }
}

const factOf = (one: Endpoint): string =>
  `has tunnel ${one.address} with lifecycle control ${one.isControlled ? 'on' : 'off'}${one.due === undefined ? '' : `, to be replaced after ${dayOf(one)}`}; the other tunnel is ${one.sibling ?? 'not known'}`

const fieldsOf = (connection: VpnConnection, one: Endpoint): Readonly<Record<string, unknown>> => ({
  VpnConnectionId: connection.id,
  OutsideIpAddress: one.address,
  EnableTunnelLifecycleControl: one.isControlled,
  PendingMaintenance: one.details?.PendingMaintenance,
  MaintenanceAutoAppliedAfter: one.details?.MaintenanceAutoAppliedAfter,
  LastMaintenanceApplied: one.details?.LastMaintenanceApplied,
  siblingStatus: one.sibling,
})

function repair(connection: VpnConnection, one: Endpoint, severity: Severity | undefined): string {
  const tunnel = `--vpn-connection-id ${connection.id} --vpn-tunnel-outside-ip-address ${one.address}`
  return severity === 'high'
    ? `Bring up the other tunnel before ${dayOf(one)}, then aws ec2 replace-vpn-tunnel ${tunnel} --apply-pending-maintenance`
    : `aws ec2 modify-vpn-tunnel-options ${tunnel} --tunnel-options EnableTunnelLifecycleControl=true --skip-tunnel-replacement`
}
