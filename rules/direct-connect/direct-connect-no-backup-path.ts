import type { Inventory, RowOf } from '../../src/inventory/inventory.ts'
import { locationsOf } from '../../src/network/direct-connect-locations.ts'
import { directConnectTo } from '../../src/network/direct-connect.ts'
import { same } from '../../src/network/same.ts'
import { type Vpn, vpnBackupOf } from '../../src/network/vpn-backup.ts'
import {
  type Evidence,
  type Judgement,
  type Severity,
  defineRule,
  fail,
  pass,
  unknown,
} from '../../src/rule.ts'

type Gateway = RowOf<'vpnGateways'> | RowOf<'transitGateways'>
type Tables = Inventory<'transitGatewayRouteTables' | 'transitGatewayPropagations' | 'transitGatewayRoutes'>

export default defineRule({
  id: 'direct-connect-no-backup-path',
  title: 'Direct Connect in one location without a VPN behind it',
  topic: 'direct-connect',
  pillar: 'reliability',
  severity: 'high',
  needs: [
    'vpnGateways',
    'transitGateways',
    'vpnConnections',
    'virtualInterfaces',
    'directConnectAssociationsOfGateways',
    'directConnectGatewayAttachments',
  ],
  consults: [
    'transitGatewayConnects',
    'transitGatewayRouteTables',
    'transitGatewayPropagations',
    'transitGatewayRoutes',
  ],
  why: `With lines in one location, the first fibre cut or maintenance there isolates the site. A Site-to-Site VPN over
the internet to the same gateway takes over within a minute, at a lower rate; it must be up and routed before that.`,
  fix: `Create a VPN connection with BGP to the same gateway, propagate it to the tables that have the Direct Connect
routes, or order a line in a second location. The MTU of a tunnel is below 1,500.`,
  check: `In the VPC console, look for a VPN connection on the gateway with a tunnel up, and for its propagation.`,
  reference: 'https://docs.aws.amazon.com/directconnect/latest/UserGuide/disaster-recovery-resiliency.html',

  *judge(inventory, { nonProduction }) {
    for (const gateway of [...inventory.vpnGateways, ...inventory.transitGateways]) {
      if (same(gateway.State, 'deleting', 'deleted')) continue
      const lines = directConnectTo(gateway, inventory)
      const { verdict, working, locations } = locationsOf(lines)
      if (verdict === 'none' || verdict === 'several') continue
      const backup = vpnBackupOf(gateway.id, inventory)
      const isTransit = 'TransitGatewayId' in gateway
      const unrouted =
        backup.kind === 'live' && isTransit ? tablesWithout(backup.connections, gateway, inventory) : []
      if (backup.kind === 'live' && !('unknown' in unrouted) && unrouted.length === 0) {
        yield pass(gateway)
        continue
      }
      const [connect] = isTransit && backup.kind === 'none' ? connectsOf(gateway, inventory) : []
      const reason =
        (verdict === 'single' ? undefined : verdict.unknown) ??
        (gateway.State === undefined ? 'its state is not in the answer' : undefined) ??
        (backup.kind === 'unknown' ? backup.reason : undefined) ??
        ('unknown' in unrouted ? unrouted.unknown : connect)
      if (reason) {
        yield unknown(gateway, reason)
        continue
      }
      yield finding(gateway, nonProduction(gateway), {
        ...('connections' in backup ? VERDICTS[backup.kind] : VERDICTS.none),
        location: locations[0] ?? '',
        vifIds: working.map((one) => one.id),
        connections: 'connections' in backup ? backup.connections : [],
        unrouted: 'unknown' in unrouted ? [] : unrouted,
      })
    }
  },
})

interface Verdict {
  readonly says: string
  readonly severity?: Severity
}
const VERDICTS: Readonly<Record<'none' | 'down' | 'private' | 'live', Verdict>> = {
  none: { says: 'no Site-to-Site VPN ends on it' },
  down: { says: 'the VPN that should take over has no tunnel up', severity: 'medium' },
  private: { says: 'its VPN runs over Direct Connect itself', severity: 'info' },
  live: { says: 'its VPN is not routed where the lines are', severity: 'medium' },
}

interface Case extends Verdict {
  readonly location: string
  readonly vifIds: readonly string[]
  readonly connections: readonly Vpn[]
  readonly unrouted: readonly string[]
}

function finding(
  gateway: Gateway,
  isMinor: boolean,
  { says, severity, location, vifIds, connections, unrouted }: Case,
): Judgement {
  const flag = 'TransitGatewayId' in gateway ? 'transit' : 'vpn'
  const [first] = connections
  const remedies = {
    none: `aws ec2 create-vpn-connection --type ipsec.1 --customer-gateway-id CGW --${flag}-gateway-id ${gateway.id} --region ${gateway.region}`,
    repair: `Bring up the tunnels of ${first?.id}: aws ec2 describe-vpn-connections --vpn-connection-ids ${first?.id} --region ${gateway.region}`,
    route: unrouted
      .map(
        (table) =>
          `aws ec2 enable-transit-gateway-route-table-propagation --transit-gateway-route-table-id ${table} --transit-gateway-attachment-id ATTACHMENT-OF-${first?.id} --region ${gateway.region}`,
      )
      .join('; '),
  }
  const remediation =
    unrouted.length > 0 ? remedies.route : severity === 'medium' ? remedies.repair : remedies.none
  return fail(gateway, {
    message: `All Direct Connect lines to this gateway are in ${location}, and ${says}${unrouted.length > 0 ? ` (${unrouted.join(', ')})` : ''}: when that location fails, the site is cut off.`,
    severity: isMinor ? 'info' : severity,
    evidence: [
      [
        gateway,
        `is reached by Direct Connect through ${location} only`,
        { gatewayId: gateway.id, location, vifIds, vpnConnectionIds: connections.map((one) => one.id) },
      ],
      ...connections.map((one): Evidence => [
        one,
        `has tunnels ${(one.VgwTelemetry ?? []).map((tunnel) => tunnel.Status).join(' and ')}`,
        {
          VpnConnectionId: one.id,
          State: one.State,
          tunnelStates: one.VgwTelemetry?.map((tunnel) => tunnel.Status),
          OutsideIpAddressType: one.Options?.OutsideIpAddressType,
          TransportTransitGatewayAttachmentId: one.Options?.TransportTransitGatewayAttachmentId,
        },
      ]),
    ],
    remediation,
  })
}

/** SD-WAN appliances behind a Connect attachment may have a way of their own over the internet. */
const connectsOf = (gateway: Gateway, inventory: Inventory<'transitGatewayConnects'>): readonly string[] =>
  inventory.transitGatewayConnects.readIn()
    ? inventory.transitGatewayConnects
        .where('TransitGatewayId', gateway.id)
        .filter((one) => !same(one.State, 'deleted', 'deleting'))
        .map((one) => `whether the appliance behind ${one.id} is a way around Direct Connect cannot be read`)
    : ['whether an appliance is attached by Connect was not read']

/** The tables into which a Direct Connect gateway writes its routes and none of these connections does. */
function tablesWithout(
  connections: readonly Vpn[],
  gateway: Gateway,
  inventory: Tables,
): readonly string[] | { readonly unknown: string } {
  if (!inventory.transitGatewayRouteTables.readIn()) return { unknown: 'its route tables were not read' }
  const ids = new Set(connections.map((one) => one.id))
  const missing: string[] = []
  for (const table of inventory.transitGatewayRouteTables.where('TransitGatewayId', gateway.id)) {
    const propagations = inventory.transitGatewayPropagations.under(table.id)
    const routes = inventory.transitGatewayRoutes.under(table.id)
    if (!propagations || !routes) return { unknown: `what is propagated to ${table.id} was not read` }
    const live = propagations.filter((one) => !same(one.State, 'disabled', 'disabling'))
    if (!live.some((one) => same(one.ResourceType, 'direct-connect-gateway'))) continue
    const isPropagated = live.some((one) => ids.has(one.ResourceId ?? ''))
    const isRouted = routes.some((one) =>
      one.TransitGatewayAttachments?.some((to) => ids.has(to.ResourceId ?? '')),
    )
    if (!isPropagated && !isRouted) missing.push(table.id)
  }
  return missing
}
