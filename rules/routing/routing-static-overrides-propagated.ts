import type { Inventory, RowOf } from '../../src/inventory/inventory.ts'
import { deleteRoute } from '../../src/network/route-removal.ts'
import {
  type Route,
  type RouteTable,
  destinationOf,
  routeFields,
  targetOf,
} from '../../src/network/routing.ts'
import { same } from '../../src/network/same.ts'
import { isInUse } from '../../src/network/table-use.ts'
import { type Evidence, defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'routing-static-overrides-propagated',
  title: 'Static route hides a propagated one to the same destination',
  topic: 'routing',
  pillar: 'reliability',
  severity: 'medium',
  needs: ['routeTables'],
  consults: ['vpnConnections', 'subnets', 'vpcs'],
  why: `Of two routes to the same destination the static one wins, whatever becomes of its target. What a VPN or Direct
Connect line announces is then never used, and the failover that it is there for never happens.`,
  fix: `Delete the static route where the announced way is meant to be used, or write down why not.`,
  check: `In the VPC console, look through the routes of tables with propagation for a destination that stands there twice.`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html',

  *judge(inventory, { nonProduction }) {
    for (const table of inventory.routeTables) {
      const propagated = (table.Routes ?? []).filter(isPropagated)
      const gateways = (table.PropagatingVgws ?? []).flatMap((one) => one.GatewayId ?? [])
      if (gateways.length === 0 && propagated.length === 0) continue
      const used = isInUse(table, inventory)
      if (used === undefined) yield unknown(table, 'whether a subnet uses this main table was not read')
      if (!used) continue
      const learnt = new Map<string, Learnt>()
      for (const gateway of gateways) {
        for (const one of carriedBy(gateway, table, inventory)) learnt.set(one.destination, one)
      }
      for (const route of propagated) {
        const target = targetOf(route).id
        const fact: Evidence = [table, `learnt ${destinationOf(route)} by ${target}`, routeFields(route)]
        learnt.set(destinationOf(route), { destination: destinationOf(route), target, fact })
      }

      const statics = (table.Routes ?? []).filter((route) => same(route.Origin, 'CreateRoute'))
      let found = false
      for (const route of statics) {
        const hidden = learnt.get(destinationOf(route))
        if (!hidden || hidden.target === targetOf(route).id) continue
        found = true
        const staticTarget = targetOf(route).id
        yield fail(table, {
          key: hidden.destination,
          message: `The way to ${hidden.destination} that ${hidden.target} announces is never used: a static route to ${staticTarget} stands before it, whatever becomes of that.`,
          severity: nonProduction(table, inventory.vpcs.get(table.VpcId)) ? 'info' : undefined,
          evidence: [
            [
              table,
              `routes ${hidden.destination} to ${staticTarget}, by hand`,
              {
                RouteTableId: table.id,
                destination: hidden.destination,
                staticTarget,
                propagatedTarget: hidden.target,
                ...routeFields(route),
              },
            ],
            hidden.fact,
          ],
          remediation: `${deleteRoute(table, route)} (once the way by ${hidden.target} is known to work)`,
        })
      }
      if (found) continue
      if (statics.length > 0 && gateways.length > 0 && !saysWhatIsCarried(gateways, inventory))
        yield unknown(table, `what the VPN connections of ${gateways.join(', ')} carry was not read`)
      else if ((table.Routes ?? []).some((route) => !route.Origin))
        yield unknown(table, 'how one of its routes came about (Origin) is not in the answer')
      else yield pass(table)
    }
  },
})

interface Learnt {
  readonly destination: string
  readonly target: string
  readonly fact: Evidence
}

/** By a virtual private gateway or a VPC Route Server. */
const isPropagated = (route: Route): boolean =>
  same(route.Origin, 'EnableVgwRoutePropagation', 'Advertisement')

/** Whether all that the VPN connections of these gateways carry is known. */
function saysWhatIsCarried(gateways: readonly string[], inventory: Inventory<'vpnConnections'>): boolean {
  const { vpnConnections, here } = inventory
  const own = gateways.flatMap((gateway) => vpnConnections.where('VpnGatewayId', gateway))
  return (
    vpnConnections.readIn() &&
    vpnConnections.where(keyOfUnattached, `${here.account}/${here.region}`).length === 0 &&
    own.every(({ Routes, State }) => !same(State, 'available') || Routes?.every((route) => route.State))
  )
}

/** By account and region, the connections that do not say where they end. */
const keyOfUnattached = (connection: RowOf<'vpnConnections'>): string | undefined =>
  connection.VpnGatewayId ||
  connection.TransitGatewayId ||
  connection.CoreNetworkArn ||
  same(connection.GatewayAssociationState, 'not-associated')
    ? undefined
    : `${connection.account}/${connection.region}`

/** What the static VPN connections of a gateway carry, which it propagates. */
const carriedBy = (
  gateway: string,
  table: RouteTable,
  inventory: Inventory<'vpnConnections'>,
): readonly Learnt[] =>
  inventory.vpnConnections
    .where('VpnGatewayId', gateway)
    .filter((connection) => same(connection.State, 'available'))
    .flatMap((connection) =>
      (connection.Routes ?? []).flatMap((route): Learnt[] => {
        const destination = route.DestinationCidrBlock
        if (!destination || !same(route.State, 'available')) return []
        const fields = { DestinationCidrBlock: destination, VpnGatewayId: gateway, RouteTableId: table.id }
        return [
          {
            destination,
            target: gateway,
            fact: [connection, `carries ${destination} to ${gateway}`, fields],
          },
        ]
      }),
    )
