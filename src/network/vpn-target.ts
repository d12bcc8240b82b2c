/** The gateway on AWS's side of a VPN connection, and the connections on a gateway. */
import type { Inventory, Row } from '../inventory/inventory.ts'
import { type Identity, ec2Identity } from '../inventory/kind.ts'
import { same } from './same.ts'
import type { VpnConnection } from './vpn-tunnels.ts'

export const targetIdOf = (connection: VpnConnection): string | undefined =>
  connection.VpnGatewayId ?? connection.TransitGatewayId ?? connection.CoreNetworkArn

/**
 * What is judged where the connections of a gateway are: its own row is not needed for that. A VPN belongs to the
 * account that its transit gateway belongs to.
 * https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-share.html
 */
export function targetOf(connection: VpnConnection): Row | undefined {
  const { account, region, CoreNetworkArn: core } = connection
  const identity: Identity | undefined =
    ec2Identity('VPNGateway', 'vpn-gateway', connection.VpnGatewayId, connection) ??
    ec2Identity('TransitGateway', 'transit-gateway', connection.TransitGatewayId, connection) ??
    (core ? { type: 'AWS::NetworkManager::CoreNetwork', id: core, arn: core } : undefined)
  return identity && { ...identity, account, region }
}

/** The connections on a gateway that AWS lists and that are not gone, and those that may be on it or not. */
export function connectionsTo(
  gateway: Row,
  { vpnConnections }: Inventory<'vpnConnections'>,
): { readonly connections: readonly VpnConnection[]; readonly lost: readonly VpnConnection[] } {
  const lost = vpnConnections
    .where(lostFrom, gateway.account)
    .filter((connection) => connection.region === gateway.region)
  return { connections: vpnConnections.where(targetIdOf, gateway.id).filter(isThere), lost }
}

const isThere = (connection: VpnConnection): boolean => !same(connection.State, 'deleted', 'deleting')

/** Whether it was made without a gateway, or lost it. */
export const isUnassociated = (connection: VpnConnection): boolean =>
  same(connection.GatewayAssociationState, 'not-associated') &&
  targetIdOf(connection) === undefined &&
  connection.VpnConcentratorId === undefined

/** The account of a connection that has a gateway which the answer does not name. */
const lostFrom = (connection: VpnConnection): string | undefined =>
  isThere(connection) &&
  targetIdOf(connection) === undefined &&
  connection.VpnConcentratorId === undefined &&
  !isUnassociated(connection)
    ? connection.account
    : undefined
