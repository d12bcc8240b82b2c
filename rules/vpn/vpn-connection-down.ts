import type { Inventory } from '../../src/inventory/inventory.ts'
import {
  type InterfaceKinds,
  directConnectTo,
  isUp as isInterfaceUp,
} from '../../src/network/direct-connect.ts'
import { same } from '../../src/network/same.ts'
import { isTaggedWith } from '../../src/network/tags.ts'
import { connectionsTo, isUnassociated, targetIdOf, targetOf } from '../../src/network/vpn-target.ts'
import {
  NO_STATUS,
  type Tunnel,
  type VpnConnection,
  isUp,
  mayBeNew,
  tunnelStatus,
  tunnelsOf,
} from '../../src/network/vpn-tunnels.ts'
import { type Severity, defineRule, fail, pass, unknown } from '../../src/rule.ts'

const HOUR = 3_600_000

const COLD_STANDBY = ['cold-standby', 'cold standby', 'cold_standby', 'coldstandby']

export default defineRule({
  id: 'vpn-connection-down',
  title: 'No tunnel of the VPN connection is up',
  topic: 'vpn',
  pillar: 'reliability',
  severity: 'critical',
  needs: ['vpnConnections'],
  consults: ['virtualInterfaces', 'directConnectAssociationsOfGateways', 'directConnectGatewayAttachments'],
  settings: { graceHours: 24 },
  why: `Nothing passes, though the connection is called available and is paid for. Where it was the only way to a site, the
site is cut off; where it was the second way, the next failure of the first one does it.`,
  fix: `Look at the device: is it on, does it know the key and the address of the tunnels, do IKE and ESP get through? Delete a
connection that nobody uses any more.`,
  check: `In the VPC console, open the VPN connection's «Tunnel details» and read status and details of both tunnels.`,
  reference: 'https://docs.aws.amazon.com/vpn/latest/s2svpn/Troubleshooting.html',

  *judge(inventory, { now, settings, nonProduction }) {
    for (const connection of inventory.vpnConnections) {
      if (!same(connection.State, 'available') || isUnassociated(connection)) continue
      if (isTaggedWith(connection.Tags, COLD_STANDBY)) continue
      if (!isToGateway(connection)) {
        yield unknown(connection, 'whether it has a gateway (GatewayAssociationState) is not in the answer')
        continue
      }
      const tunnels = tunnelsOf(connection)
      if (!tunnels?.length) {
        yield unknown(connection, NO_STATUS)
        continue
      }
      if (tunnels.some(isUp)) {
        yield pass(connection)
        continue
      }
      const since = lastChange(tunnels)
      if (mayBeNew(tunnels, now - settings.graceHours * HOUR)) {
        yield unknown(
          connection,
          `none of its tunnels is up since ${since ?? 'a time that is not in the answer'}: it may have failed, or be new`,
        )
        continue
      }
      const others = otherPaths(connection, inventory)
      const usual: Severity | undefined = others.isOnly ? undefined : 'high'
      const left =
        others.paths.length > 0
          ? `; left to ${targetIdOf(connection)} ${others.paths.length > 1 ? 'are' : 'is'} ${others.paths.join(', ')}`
          : others.isOnly
            ? `, and ${targetIdOf(connection)} has no other way to premises`
            : ''
      yield fail(connection, {
        message: `No tunnel is up since ${since}: nothing passes between ${connection.CustomerGatewayId} and AWS by this connection${left}.`,
        severity: nonProduction(connection) ? 'info' : usual,
        evidence: tunnels.map((tunnel) => {
          const [fact, fields] = tunnelStatus(connection, tunnel)
          const { CustomerGatewayId } = connection
          const targetGateway = targetIdOf(connection)
          return [connection, fact, { ...fields, targetGateway, CustomerGatewayId, otherPaths: others.paths }]
        }),
        remediation: `aws ec2 describe-vpn-connections --vpn-connection-ids ${connection.id} --query 'VpnConnections[].VgwTelemetry'; then check IKE, key and peer addresses on customer gateway device ${connection.CustomerGatewayId}; or, if nobody uses it any more: aws ec2 delete-vpn-connection --vpn-connection-id ${connection.id}`,
      })
    }
  },
})

const isToGateway = (connection: VpnConnection): boolean =>
  targetIdOf(connection) !== undefined ||
  connection.VpnConcentratorId !== undefined ||
  connection.GatewayAssociationState !== undefined

const lastChange = (tunnels: readonly Tunnel[]): string | undefined =>
  tunnels
    .flatMap((tunnel) => tunnel.LastStatusChange ?? [])
    .toSorted()
    .at(-1)

interface Paths {
  readonly paths: readonly string[]
  /** It is certain that there are no others. */
  readonly isOnly: boolean
}

/** Connections and Direct Connect interfaces by which premises still reach the same gateway. */
function otherPaths(
  connection: VpnConnection,
  inventory: Inventory<'vpnConnections' | 'directConnectAssociationsOfGateways' | InterfaceKinds>,
): Paths {
  const gateway = targetOf(connection)
  if (!gateway) return { paths: [], isOnly: false }
  const { connections, lost } = connectionsTo(gateway, inventory)
  const others = connections.filter((one) => one.id !== connection.id)
  const { interfaces, unread } = directConnectTo(gateway, inventory)
  const paths = [
    ...others.filter((one) => one.VgwTelemetry?.some(isUp)),
    ...interfaces.filter((one) => isInterfaceUp(one) === true),
  ].map((one) => one.id)
  const isKnown =
    lost.length === 0 &&
    unread.length === 0 &&
    others.every((one) => tunnelsOf(one)) &&
    interfaces.every((one) => isInterfaceUp(one) !== undefined)
  return { paths, isOnly: isKnown && paths.length === 0 }
}
