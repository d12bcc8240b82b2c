import type { Inventory, RowOf } from '../../src/inventory/inventory.ts'
import { waysIn } from '../../src/network/attachment-routes.ts'
import { type InterfaceKinds, directConnectTo, isUp } from '../../src/network/direct-connect.ts'
import { same } from '../../src/network/same.ts'
import { cutOffSubnets, leadsTo, tablesOf } from '../../src/network/vgw-routes.ts'
import { connectionsTo } from '../../src/network/vpn-target.ts'
import { type Judgement, defineRule, fail, pass, unknown } from '../../src/rule.ts'

type VpnGateway = RowOf<'vpnGateways'>
type Attachment = RowOf<'transitGatewayAttachments'>
type Tables = Inventory<'routeTables' | 'subnets' | 'networkInterfaces'>

export default defineRule({
  id: 'vpn-route-propagation-missing',
  title: 'No route leads to the VPN',
  topic: 'vpn',
  pillar: 'reliability',
  severity: 'medium',
  needs: ['vpnGateways', 'vpnConnections', 'routeTables', 'subnets', 'networkInterfaces'],
  consults: [
    'transitGatewayAttachments',
    'transitGatewayRouteTables',
    'transitGatewayPropagations',
    'transitGatewayRoutes',
    'virtualInterfaces',
    'directConnectAssociationsOfGateways',
    'directConnectGatewayAttachments',
  ],
  why: `What a gateway learns from premises reaches no route table by itself: the table must let it in, or name the gateway. Until
then the tunnels are up, and packets and answers for premises have no route.`,
  fix: `Let the gateway propagate its routes to the tables of the subnets that need premises; on a transit gateway, let the
attachment propagate, or write static routes where the connection is static.`,
  check: `In the VPC console, read «Route propagation» of the VPC's route tables, or «Propagations» of the transit gateway's.`,
  reference: 'https://docs.aws.amazon.com/vpn/latest/s2svpn/SetUpVPNConnections.html',

  *judge(inventory, { nonProduction }) {
    for (const gateway of inventory.vpnGateways) {
      if (!same(gateway.State, 'available') || !reachesPremises(gateway, inventory)) continue
      for (const { VpcId } of gateway.VpcAttachments?.filter((one) => same(one.State, 'attached')) ?? []) {
        const judgement = judgeGateway(gateway, VpcId, nonProduction(gateway), inventory)
        if (judgement) yield judgement
      }
    }
    for (const attachment of inventory.transitGatewayAttachments) {
      if (!same(attachment.ResourceType, 'vpn') || !same(attachment.State, 'available')) continue
      if (attachment.TransitGatewayOwnerId !== attachment.account) continue
      yield judgeAttachment(attachment, nonProduction(attachment), inventory)
    }
  },
})

/** A gateway by which nobody can come needs no routes. */
function reachesPremises(
  gateway: VpnGateway,
  inventory: Inventory<'vpnConnections' | 'directConnectAssociationsOfGateways' | InterfaceKinds>,
): boolean {
  const { connections } = connectionsTo(gateway, inventory)
  return (
    connections.some((one) => same(one.State, 'available')) ||
    directConnectTo(gateway, inventory).interfaces.some((one) => isUp(one) === true)
  )
}

function judgeGateway(
  gateway: VpnGateway,
  vpc: string | undefined,
  isMinor: boolean,
  inventory: Tables,
): Judgement | undefined {
  const tables = tablesOf(vpc, inventory)
  if (tables.length === 0) return undefined // nothing is routed, or nothing of it was read
  const answers = tables.map((table) => leadsTo(gateway.id, table))
  const ids = tables.map((table) => table.id)
  if (!answers.includes(true)) {
    if (answers.includes(undefined))
      return unknown(gateway, `the routes of ${ids[answers.indexOf(undefined)]} are not all in the answer`)
    return fail(gateway, {
      message: `No route table of ${vpc} leads to it: packets and answers for premises are dropped, though the gateway is attached.`,
      severity: isMinor ? 'info' : 'high',
      evidence: tables.map((table) => [
        table,
        `has no route to ${gateway.id}, and lets it propagate none`,
        { gatewayId: gateway.id, VpcId: vpc, routeTablesWithout: ids },
      ]),
      remediation: enable(ids, gateway),
    })
  }
  const cutOff = cutOffSubnets(vpc, gateway.id, inventory)
  if (!cutOff) return unknown(gateway, `the route tables of ${vpc} are not, or not all, in the answer`)
  if (cutOff.length === 0) return pass(gateway)
  const subnetIds = cutOff.map(({ subnet }) => subnet.id)
  const without = [...new Set(cutOff.map(({ table }) => table))]
  return fail(gateway, {
    message: `${subnetIds.length > 1 ? `${subnetIds.length} subnets have` : `${subnetIds[0]} has`} no route to it: what runs there neither reaches premises nor answers them.`,
    severity: 'info',
    evidence: without.map((table) => [
      table,
      `routes for ${cutOff.flatMap((one) => (one.table === table ? one.subnet.id : [])).join(', ')}, without a route to ${gateway.id}`,
      { gatewayId: gateway.id, VpcId: vpc, routeTablesWithout: without.map(({ id }) => id), subnetIds },
    ]),
    remediation: `${enable(
      without.map((table) => table.id),
      gateway,
    )}, if these subnets need premises`,
  })
}

const enable = (tables: readonly string[], gateway: VpnGateway): string =>
  tables
    .map((id) => `aws ec2 enable-vgw-route-propagation --route-table-id ${id} --gateway-id ${gateway.id}`)
    .join('; ')

function judgeAttachment(
  attachment: Attachment,
  isMinor: boolean,
  inventory: Inventory<
    'vpnConnections' | 'transitGatewayRouteTables' | 'transitGatewayPropagations' | 'transitGatewayRoutes'
  >,
): Judgement {
  const ways = waysIn(attachment.id, inventory)
  if ('unknown' in ways) return unknown(attachment, ways.unknown)
  if (ways.routedBy.length > 0) return pass(attachment)
  const isStatic = inventory.vpnConnections.get(attachment.ResourceId)?.Options?.StaticRoutesOnly
  if (ways.propagatesTo.length > 0 && isStatic === false) return pass(attachment)
  if (ways.propagatesTo.length > 0 && isStatic === undefined)
    return unknown(
      attachment,
      `whether ${attachment.ResourceId} uses BGP (Options.StaticRoutesOnly) is not in the answer`,
    )
  const tgw = attachment.TransitGatewayId
  return fail(attachment, {
    message: isStatic
      ? `${attachment.ResourceId} is static and no route of ${tgw} names it: packets for the site are dropped, though the tunnels may be up.`
      : `It propagates to no route table of ${tgw} and no route names it: packets for the site are dropped, though the tunnels may be up.`,
    severity: isMinor ? 'info' : 'high',
    evidence: [
      [
        attachment,
        `is of ${attachment.ResourceId} and in no route of ${tgw}`,
        {
          gatewayId: tgw,
          attachmentId: attachment.id,
          propagatesTo: ways.propagatesTo,
          StaticRoutesOnly: isStatic,
        },
      ],
    ],
    remediation: isStatic
      ? `aws ec2 create-transit-gateway-route --transit-gateway-route-table-id TABLE --destination-cidr-block SITE --transit-gateway-attachment-id ${attachment.id}`
      : `aws ec2 enable-transit-gateway-route-table-propagation --transit-gateway-route-table-id TABLE --transit-gateway-attachment-id ${attachment.id}`,
  })
}
