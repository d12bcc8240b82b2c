import type { Inventory, RowOf } from '../../src/inventory/inventory.ts'
import {
  type InterfaceKinds,
  directConnectTo,
  isUp as isInterfaceUp,
} from '../../src/network/direct-connect.ts'
import { same } from '../../src/network/same.ts'
import { isTaggedWith } from '../../src/network/tags.ts'
import { targetOf } from '../../src/network/vpn-target.ts'
import type { VpnConnection } from '../../src/network/vpn-tunnels.ts'
import { type Evidence, type Row, defineRule, fail, pass, unknown } from '../../src/rule.ts'

type CustomerGateway = RowOf<'customerGateways'>

/** A static link to somebody else's network is a filter as well. */
const FOREIGN = ['partner', 'third-party', 'third party', 'thirdparty', 'supplier', 'vendor']

/** What AWS gives a customer gateway for which nobody chose an ASN. */
const DEFAULT_ASN = '65000'

export default defineRule({
  id: 'vpn-static-routing-only',
  title: 'VPN connection uses static routes',
  topic: 'vpn',
  pillar: 'reliability',
  severity: 'low',
  needs: ['vpnConnections', 'customerGateways'],
  consults: ['virtualInterfaces', 'directConnectAssociationsOfGateways', 'directConnectGatewayAttachments'],
  why: `With BGP the device tells AWS which networks it reaches, and stops telling when it does not. Static prefixes are kept by
hand: a network that moves stays routed to where it was, and two connections cannot share the load.`,
  fix: `Make a connection with BGP beside this one and move over: the routing of a connection cannot be changed in place.`,
  check: `In the VPC console, read «Routing» of the VPN connection: it says static or dynamic.`,
  reference: 'https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-static-dynamic.html',

  *judge(inventory, { nonProduction }) {
    for (const connection of inventory.vpnConnections) {
      if (!same(connection.State, 'available')) continue
      const device = inventory.customerGateways.get(connection.CustomerGatewayId)
      if (isTaggedWith(connection.Tags, FOREIGN) || isTaggedWith(device?.Tags, FOREIGN)) continue
      const isStatic = connection.Options?.StaticRoutesOnly
      if (isStatic !== true) {
        yield isStatic === false
          ? pass(connection)
          : unknown(connection, 'whether it uses BGP (Options.StaticRoutesOnly) is not in the answer')
        continue
      }
      if (connection.CustomerGatewayId === undefined) {
        yield unknown(connection, 'to whose device it leads (CustomerGatewayId) is not in the answer')
        continue
      }
      const signs = signsOfBgp(connection, device, inventory)
      const staticRoutes = (connection.Routes ?? []).flatMap((route) => route.DestinationCidrBlock ?? [])
      const [first] = signs
      yield fail(connection, {
        message: first
          ? `Its routes are kept by hand, though BGP seems possible (${first.seenOn.id} ${first.sign}): a network that moves or fails on site stays routed into this connection.`
          : `Its routes are kept by hand: a network that moves or fails on site stays routed into this connection.`,
        severity: first && !nonProduction(connection) ? undefined : 'info',
        evidence: [
          [
            connection,
            `uses static routes${staticRoutes.length > 0 ? ` to ${staticRoutes.join(', ')}` : ''}`,
            {
              VpnConnectionId: connection.id,
              StaticRoutesOnly: true,
              BgpAsn: asnOf(device),
              staticRoutes,
              signs: signs.map(({ sign }) => sign),
            },
          ],
          ...signs.map(({ seenOn, sign, fields }): Evidence => [seenOn, sign, fields]),
        ],
        remediation: `aws ec2 create-vpn-connection --type ipsec.1 --customer-gateway-id ${connection.CustomerGatewayId}${targetFlag(connection)} --options StaticRoutesOnly=false; when it carries the traffic: aws ec2 delete-vpn-connection --vpn-connection-id ${connection.id}`,
      })
    }
  },
})

const asnOf = (device: CustomerGateway | undefined): string | undefined =>
  device?.BgpAsn ?? device?.BgpAsnExtended

interface Sign {
  readonly seenOn: Row
  readonly sign: string
  readonly fields: Readonly<Record<string, unknown>>
}

function signsOfBgp(
  connection: VpnConnection,
  device: CustomerGateway | undefined,
  inventory: Inventory<
    'vpnConnections' | 'customerGateways' | 'directConnectAssociationsOfGateways' | InterfaceKinds
  >,
): readonly Sign[] {
  const asn = asnOf(device)
  const gateway = targetOf(connection)
  const dynamic = inventory.customerGateways
    .where('IpAddress', device?.IpAddress)
    .flatMap((one) => inventory.vpnConnections.where('CustomerGatewayId', one.id))
    .find((one) => same(one.State, 'available') && one.Options?.StaticRoutesOnly === false)
  const direct = gateway && directConnectTo(gateway, inventory).interfaces.find(isInterfaceUp)
  return [
    ...(device && asn && asn !== DEFAULT_ASN
      ? [{ seenOn: device, sign: `has an ASN of its own, ${asn}`, fields: { BgpAsn: asn } }]
      : []),
    ...(dynamic
      ? [
          {
            seenOn: dynamic,
            sign: `uses BGP with the same device, ${device?.IpAddress}`,
            fields: { StaticRoutesOnly: false, CustomerGatewayId: dynamic.CustomerGatewayId },
          },
        ]
      : []),
    ...(direct && gateway
      ? [
          {
            seenOn: direct,
            sign: `brings Direct Connect, and with it BGP, to ${gateway.id}`,
            fields: { virtualInterfaceId: direct.id, virtualInterfaceState: direct.virtualInterfaceState },
          },
        ]
      : []),
  ]
}

const targetFlag = ({ VpnGatewayId, TransitGatewayId }: VpnConnection): string =>
  VpnGatewayId
    ? ` --vpn-gateway-id ${VpnGatewayId}`
    : TransitGatewayId
      ? ` --transit-gateway-id ${TransitGatewayId}`
      : ''
