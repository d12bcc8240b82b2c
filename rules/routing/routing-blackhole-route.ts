import type { Inventory } from '../../src/inventory/inventory.ts'
import { isWorkload } from '../../src/network/interfaces.ts'
import { parsePrefix } from '../../src/network/prefix.ts'
import { deleteRoute } from '../../src/network/route-removal.ts'
import {
  type Route,
  type RouteTable,
  associatedGateways,
  associatedSubnets,
  bestRoute,
  destinationOf,
  isActive,
  routeFields,
  subnetsRoutedBy,
  targetOf,
} from '../../src/network/routing.ts'
import { same } from '../../src/network/same.ts'
import { isInUse } from '../../src/network/table-use.ts'
import {
  type Evidence,
  type Failure,
  type Severity,
  defineRule,
  fail,
  pass,
  unknown,
} from '../../src/rule.ts'

export default defineRule({
  id: 'routing-blackhole-route',
  title: 'Route table in use has a route to a dead target',
  topic: 'routing',
  pillar: 'reliability',
  severity: 'high',
  needs: ['routeTables', 'subnets', 'networkInterfaces'],
  consults: ['vpcPeeringConnections', 'vpcs', 'prefixListEntries'],
  why: `When a route's target is deleted or detached, the route stays and drops packets. It still wins by its longer
prefix, so it hides a broader route that would work.`,
  fix: `Delete the route, or replace it by one to a target that lives.`,
  check: `In the VPC console, look through the «Routes» of each table that is in use for the status Blackhole.`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/userguide/RouteTables.html',

  *judge(inventory, { nonProduction }) {
    for (const table of inventory.routeTables) {
      if (!isInUse(table, inventory)) continue
      const routes = table.Routes ?? []
      const blackholes = routes.filter((route) => same(route.State, 'blackhole'))
      const dead = blackholes.filter((route) => decides(table, route, inventory))
      const use = useOf(table, inventory)
      const lenient = nonProduction(table, inventory.vpcs.get(table.VpcId)) ? 'info' : undefined
      for (const route of dead) yield dropped(table, route, use, lenient, inventory)
      if (dead.length > 0) continue
      const silent = routes.find((route) => isActive(route) === undefined)
      if (silent)
        yield unknown(table, `the state of its route to ${destinationOf(silent)} is not in the answer`)
      else {
        const rival = blackholes.find((route) => decides(table, route, inventory) === undefined)
        const what = rival && `which of its routes to ${destinationOf(rival)} wins (Origin)`
        yield what === undefined ? pass(table) : unknown(table, `${what} is not in the answer`)
      }
    }
  },
})

type Known = Inventory<
  'routeTables' | 'subnets' | 'networkInterfaces' | 'vpcPeeringConnections' | 'prefixListEntries'
>

/**
 * A dead route that another one to the same destination outranks (a static one before a propagated one) is harmless.
 * Undefined where the routes do not say which they are.
 */
function decides(table: RouteTable, route: Route, inventory: Known): boolean | undefined {
  const rivals = table.Routes?.filter((one) => destinationOf(one) === destinationOf(route)) ?? []
  if (rivals.length > 1 && rivals.some((one) => !one.Origin)) return undefined
  const destination = parsePrefix(destinationOf(route))
  const best = destination && bestRoute(table, destination, inventory)
  return !best || 'unknown' in best || best.route === route
}

interface Use {
  readonly subnetIds: readonly string[]
  readonly gateways: readonly string[]
  /** Something sends through it: workloads in its subnets, or a gateway. */
  readonly busy: boolean
}

function useOf(table: RouteTable, inventory: Known): Use {
  const routed = subnetsRoutedBy(table, inventory).map((subnet) => subnet.id)
  const subnetIds = [...new Set([...routed, ...associatedSubnets(table)])]
  const gateways = associatedGateways(table)
  const busy = subnetIds.some((id) => inventory.networkInterfaces.where('SubnetId', id).some(isWorkload))
  return { subnetIds, gateways, busy: busy || gateways.length > 0 }
}

function dropped(
  table: RouteTable,
  route: Route,
  { subnetIds, gateways, busy }: Use,
  lenient: Severity | undefined,
  inventory: Known,
): Failure {
  const destination = destinationOf(route)
  const target = targetOf(route)
  const [cause, why] = causeOf(route, inventory)
  const hidden = hiddenBy(table, route, inventory)
  const who = [
    ...gateways,
    ...(subnetIds.length > 0 ? [`${subnetIds.length} ${subnetIds.length === 1 ? 'subnet' : 'subnets'}`] : []),
  ]
  const hides = hidden
    ? `, and hides the working route ${destinationOf(hidden)} to ${targetOf(hidden).id}`
    : ''
  const fields = {
    ...routeFields(route),
    RouteTableId: table.id,
    destination,
    target: target.id,
    cause,
    shadowsWorkingRoute: hidden !== undefined,
    subnetIds,
  }
  return fail(table, {
    key: destination,
    message: `Packets to ${destination} from ${who.join(' and ')} are dropped: the route leads to ${target.id}, ${cause}${hides}.`,
    severity: lenient ?? (busy ? undefined : 'low'),
    evidence: [
      [table, `routes ${destination} to ${target.id} with State blackhole`, fields],
      ...why,
      ...(hidden
        ? [[table, `routes ${destinationOf(hidden)} to ${targetOf(hidden).id}`, routeFields(hidden)] as const]
        : []),
    ],
    remediation: remediation(table, route),
  })
}

/** The working route with a shorter prefix that would take the packets if the dead one were not there. */
function hiddenBy(table: RouteTable, route: Route, inventory: Known): Route | undefined {
  const destination = parsePrefix(destinationOf(route))
  if (!destination) return undefined
  const others = (table.Routes ?? []).filter((other) => other !== route)
  const next = bestRoute({ ...table, Routes: others }, destination, inventory)
  return 'unknown' in next || !next.route || !isActive(next.route) ? undefined : next.route
}

function causeOf(route: Route, inventory: Known): readonly [cause: string, evidence: readonly Evidence[]] {
  const target = targetOf(route)
  const peering = target.kind === 'peering' ? inventory.vpcPeeringConnections.get(target.id) : undefined
  if (peering?.Status?.Code) {
    const { Code, Message } = peering.Status
    return [`a peering connection that is ${Code}`, [[peering, `has Status ${Code}`, { Code, Message }]]]
  }
  const eni = target.kind === 'network-interface' ? inventory.networkInterfaces.get(target.id) : undefined
  if (same(eni?.Status, 'available') && eni) {
    return ['which is not attached', [[eni, 'has Status available', { Status: eni.Status }]]]
  }
  return eni
    ? ['whose instance does not run', [[eni, `has Status ${eni.Status}`]]]
    : ['which is deleted or detached', []]
}

function remediation(table: RouteTable, route: Route): string {
  if (same(route.Origin, 'EnableVgwRoutePropagation')) {
    return `aws ec2 disable-vgw-route-propagation --route-table-id ${table.id} --gateway-id ${targetOf(route).id}`
  }
  return `${deleteRoute(table, route)} (or replace-route, with a target that lives)`
}
