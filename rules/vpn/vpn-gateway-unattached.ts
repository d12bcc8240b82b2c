import type { Inventory, RowOf } from '../../src/inventory/inventory.ts'
import { type InterfaceKinds, directConnectTo } from '../../src/network/direct-connect.ts'
import { same } from '../../src/network/same.ts'
import { connectionsTo, isUnassociated, targetIdOf } from '../../src/network/vpn-target.ts'
import type { VpnConnection } from '../../src/network/vpn-tunnels.ts'
import { type Judgement, type Row, type Severity, defineRule, fail, pass, unknown } from '../../src/rule.ts'

type VpnGateway = RowOf<'vpnGateways'>
type Known = Inventory<
  | 'vpnConnections'
  | 'vpnGateways'
  | 'customerGateways'
  | 'directConnectAssociationsOfGateways'
  | InterfaceKinds
>

export default defineRule({
  id: 'vpn-gateway-unattached',
  title: 'VPN gateway, connection or customer gateway leads nowhere',
  topic: 'vpn',
  pillar: 'cost',
  severity: 'low',
  needs: ['vpnConnections', 'vpnGateways', 'customerGateways'],
  consults: ['virtualInterfaces', 'directConnectAssociationsOfGateways', 'directConnectGatewayAttachments'],
  why: `A VPN connection is paid for by the hour, whether or not it has a gateway to lead to. Gateways that nobody uses cost
nothing but count towards quotas, and whoever reads the account takes them for a way that works.`,
  fix: `Give the connection its gateway and the gateway its VPC, or delete what is left over.`,
  check: `In the VPC console, look for virtual private gateways that are detached, and for connections without a target gateway.`,
  reference: 'https://docs.aws.amazon.com/vpn/latest/s2svpn/delete-vpn.html',

  *judge(inventory) {
    for (const connection of inventory.vpnConnections) {
      if (same(connection.State, 'available')) yield judgeConnection(connection)
    }
    for (const gateway of inventory.vpnGateways) {
      if (same(gateway.State, 'available')) yield judgeGateway(gateway, inventory)
    }
    for (const gateway of inventory.customerGateways) {
      if (!same(gateway.State, 'available')) continue
      const isUsed = inventory.vpnConnections
        .where('CustomerGatewayId', gateway.id)
        .some((connection) => !same(connection.State, 'deleted', 'deleting'))
      const nameless = inventory.vpnConnections
        .where(ofNobody, gateway.account)
        .find((connection) => connection.region === gateway.region)
      if (isUsed) yield pass(gateway)
      else if (nameless) yield unknown(gateway, `the customer gateway of ${nameless.id} is not in the answer`)
      else
        yield fail(gateway, {
          message: `No VPN connection uses this customer gateway (${gateway.IpAddress ?? 'with a certificate'}): it leads nowhere.`,
          severity: 'info',
          evidence: [[gateway, 'has no VPN connection', fieldsOf(gateway, 'customer gateway')]],
          remediation: `aws ec2 delete-customer-gateway --customer-gateway-id ${gateway.id}`,
        })
    }
  },
})

/** The account of a connection that does not say which device it leads to. */
const ofNobody = (connection: VpnConnection): string | undefined =>
  connection.CustomerGatewayId === undefined ? connection.account : undefined

const fieldsOf = (
  resource: Row & { readonly State?: string | undefined },
  kind: string,
  more: { readonly attachments?: readonly string[]; readonly connections?: readonly string[] } = {},
): Readonly<Record<string, unknown>> => ({
  resourceId: resource.id,
  kind,
  State: resource.State,
  attachments: more.attachments ?? [],
  connections: more.connections ?? [],
})

function judgeConnection(connection: VpnConnection): Judgement {
  if (
    targetIdOf(connection) ||
    connection.VpnConcentratorId ||
    same(connection.GatewayAssociationState, 'associated')
  )
    return pass(connection)
  if (!isUnassociated(connection)) {
    return unknown(
      connection,
      'whether it has a gateway (GatewayAssociationState) is not in the answer, or changes',
    )
  }
  return fail(connection, {
    message: `This connection has no gateway on AWS's side: nothing passes, and it is paid for by the hour.`,
    severity: 'medium',
    evidence: [
      [
        connection,
        'is not associated with a gateway',
        {
          ...fieldsOf(connection, 'connection'),
          GatewayAssociationState: connection.GatewayAssociationState,
        },
      ],
    ],
    remediation: `aws ec2 modify-vpn-connection --vpn-connection-id ${connection.id} --transit-gateway-id TGW; or aws ec2 delete-vpn-connection --vpn-connection-id ${connection.id}`,
  })
}

function judgeGateway(gateway: VpnGateway, inventory: Known): Judgement {
  const attachments = gateway.VpcAttachments?.filter((one) => !same(one.State, 'detached'))
  if (!attachments || attachments.some((one) => !one.VpcId || one.State === undefined)) {
    return unknown(gateway, 'the VPC that it is attached to (VpcAttachments) is not in the answer')
  }
  const { connections, lost } = connectionsTo(gateway, inventory)
  const isAttached = attachments.length > 0
  // Unattached, it may still pass packets from one site to another.
  if (connections.length > (isAttached ? 0 : 1)) return pass(gateway)

  const { interfaces, directConnectGatewayIds, unread } = directConnectTo(gateway, inventory)
  if (interfaces.length > 0 || directConnectGatewayIds.length > 0) return pass(gateway)
  if (lost[0]) return unknown(gateway, `the gateway of ${lost[0].id} is not in the answer`)
  if (unread[0] !== undefined) return unknown(gateway, unread[0])

  const vpc = attachments[0]?.VpcId
  const names = connections.map((connection) => connection.id)
  const [message, severity]: readonly [string, Severity | undefined] = isAttached
    ? [
        `It is attached to ${vpc}, and neither VPN nor Direct Connect reaches it: routes to it lead nowhere.`,
        'info',
      ]
    : [
        names.length > 0
          ? `It is attached to no VPC: ${names.join(', ')} ${names.length > 1 ? 'lead' : 'leads'} nowhere.`
          : `It is attached to no VPC, and neither VPN nor Direct Connect reaches it: nobody uses it.`,
        undefined,
      ]
  return fail(gateway, {
    message,
    severity,
    evidence: [
      [
        gateway,
        `${isAttached ? `is attached to ${vpc}, and` : 'has no attachment, and'} has ${names.length > 0 ? `connection ${names.join(', ')}` : 'no connection'}`,
        fieldsOf(gateway, 'virtual private gateway', {
          attachments: attachments.flatMap((one) => one.VpcId ?? []),
          connections: names,
        }),
      ],
    ],
    remediation: isAttached
      ? `aws ec2 detach-vpn-gateway --vpn-gateway-id ${gateway.id} --vpc-id ${vpc}; then aws ec2 delete-vpn-gateway --vpn-gateway-id ${gateway.id}`
      : names.length > 0
        ? `aws ec2 attach-vpn-gateway --vpn-gateway-id ${gateway.id} --vpc-id VPC`
        : `aws ec2 delete-vpn-gateway --vpn-gateway-id ${gateway.id}`,
  })
}
