import type { Inventory, Row } from '../../src/inventory/inventory.ts'
import {
  type InterfaceKinds,
  directConnectTo,
  isUp as isInterfaceUp,
} from '../../src/network/direct-connect.ts'
import { same } from '../../src/network/same.ts'
import { connectionsTo, targetOf } from '../../src/network/vpn-target.ts'
import { NO_STATUS, type VpnConnection, isUp, tunnelsOf } from '../../src/network/vpn-tunnels.ts'
import { type Judgement, defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'vpn-single-customer-gateway',
  title: 'All VPN connections of a gateway end on one device',
  topic: 'vpn',
  pillar: 'reliability',
  severity: 'medium',
  needs: ['vpnConnections', 'customerGateways'],
  consults: ['virtualInterfaces', 'directConnectAssociationsOfGateways', 'directConnectGatewayAttachments'],
  why: `The two tunnels of a connection end on different devices of AWS, and on the same one of yours. When that device or its
line fails, or is rebooted after an update, the site is cut off.`,
  fix: `Make a second customer gateway and connection, on another device and another line, that announces the same prefixes.`,
  check: `In the VPC console, compare the customer gateway addresses of the VPN connections that share a gateway.`,
  reference: 'https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-redundant-connection.html',

  *judge(inventory, { nonProduction }) {
    const seen = new Set<string>()
    for (const connection of inventory.vpnConnections) {
      // Many remote sites of a device each are what a concentrator is for.
      if (!same(connection.State, 'available') || connection.VpnConcentratorId) continue
      const gateway = targetOf(connection)
      if (!gateway || seen.has(gateway.id)) continue
      seen.add(gateway.id)

      const { connections, lost } = connectionsTo(gateway, inventory)
      const tunnels = connections.map((one) => tunnelsOf(one))
      if (!tunnels.some((some) => some?.some(isUp))) {
        if (tunnels.includes(undefined)) yield unknown(gateway, NO_STATUS)
        continue // `vpn-connection-down` reports the connections
      }
      const devices = connections.map((one) => deviceOf(one, inventory))
      const [device, second] = new Set(devices.filter((one) => one !== undefined))
      if (second !== undefined) {
        yield pass(gateway)
        continue
      }
      if (device === undefined || devices.includes(undefined) || lost.length > 0) {
        yield unknown(gateway, 'which devices its connections end on is not, or not all, in the answers')
        continue
      }
      yield (
        behindDirectConnect(gateway, inventory) ??
          fail(gateway, {
            message: `All between ${gateway.id} and premises passes one device, ${device}: when that or its line fails, the site is cut off.`,
            severity: connections.every((one) => nonProduction(one)) ? 'info' : undefined,
            evidence: connections.map((one) => [
              one,
              `ends on ${device} (${one.CustomerGatewayId})`,
              {
                targetGateway: gateway.id,
                vpnConnectionIds: connections.map(({ id }) => id),
                customerGatewayIps: [device],
                directConnectPresent: false,
              },
            ]),
            remediation: `aws ec2 create-customer-gateway --type ipsec.1 --ip-address SECOND_DEVICE --bgp-asn ASN; then aws ec2 create-vpn-connection --type ipsec.1 --customer-gateway-id NEW_GATEWAY${flagFor(gateway)}`,
          })
      )
    }
  },
})

/** A device is known by its address, or by its certificate where it has no fixed one. */
function deviceOf(
  connection: VpnConnection,
  { customerGateways }: Inventory<'customerGateways'>,
): string | undefined {
  const gateway = customerGateways.get(connection.CustomerGatewayId)
  return gateway?.IpAddress ?? gateway?.CertificateArn
}

/** Then the VPN is the second way, or may be. */
function behindDirectConnect(
  gateway: Row,
  inventory: Inventory<'directConnectAssociationsOfGateways' | InterfaceKinds>,
): Judgement | undefined {
  const { interfaces, unread } = directConnectTo(gateway, inventory)
  if (interfaces.some(isInterfaceUp)) return pass(gateway)
  const [why] = unread
  if (why !== undefined) return unknown(gateway, why)
  const vague = interfaces.find((one) => isInterfaceUp(one) === undefined)
  return vague && unknown(gateway, `the state of virtual interface ${vague.id} is not in the answer`)
}

function flagFor({ id }: Row): string {
  if (id.startsWith('vgw-')) return ` --vpn-gateway-id ${id}`
  return id.startsWith('tgw-') ? ` --transit-gateway-id ${id}` : `, and attach it to ${id}`
}
