import type { Inventory, RowOf } from '../../src/inventory/inventory.ts'
import { type Route, type RouteTable, targetOf } from '../../src/network/routing.ts'
import { same } from '../../src/network/same.ts'
import { type Judgement, type Resource, defineRule, fail, pass, unknown } from '../../src/rule.ts'

type Connection = RowOf<'vpnConnections'>
type Known = Inventory<'vpcRouteQuotas' | 'managedPrefixLists'>

/** Propagated routes of a table, which no quota raises: https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html */
const PROPAGATED = 100
/** Static routes of a table where nothing was raised: never less. */
const STATIC = 500
/** Routes that a customer gateway may announce: https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-limits.html */
const ANNOUNCED = { VpnGatewayId: 100, TransitGatewayId: 1000 } as const

export default defineRule({
  id: 'routing-near-route-quota',
  title: 'Routes come close to a limit',
  topic: 'routing',
  pillar: 'reliability',
  severity: 'medium',
  needs: ['routeTables'],
  consults: ['vpcRouteQuotas', 'managedPrefixLists', 'vpnConnections'],
  settings: { warnPercent: 80 },
  why: `At the limit of static routes a new one is refused. Beyond the limit of propagated routes some are left out, and a
customer gateway that announces too many loses its BGP session, and all routes with it.`,
  fix: `Summarise the prefixes, announce a default route, or have the quota «Routes per route table» raised.`,
  check: `Compare the number of routes of the table with the quota «Routes per route table» of Amazon VPC in the Service
Quotas console.`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html',

  *judge(inventory, { settings }) {
    for (const table of inventory.routeTables) {
      const counts = countsOf(table, inventory)
      if (counts.length > 0) yield judge(table, counts, settings.warnPercent)
    }
    for (const connection of inventory.vpnConnections) {
      const counts = announced(connection)
      if (same(connection.State, 'available') && counts.length > 0)
        yield judge(connection, counts, settings.warnPercent)
    }
  },
})

/** Routes of one sort: how many there are at least and at most, and how many there may be. */
interface Count {
  readonly kind: string
  readonly used: number
  /** More than `used` where a prefix list was not read. */
  readonly atMost: number
  /** Undefined where the quota, which may have been raised, was not read. */
  readonly limit: number | undefined
}

function countsOf(table: RouteTable, inventory: Known): readonly Count[] {
  const routes = (table.Routes ?? []).filter((route) => targetOf(route).kind !== 'local')
  const [quota] = inventory.vpcRouteQuotas
    .where('region', table.region)
    .filter((one) => one.account === table.account)
  const isStatic = (route: Route): boolean => !same(route.Origin, 'EnableVgwRoutePropagation')
  const families = ([4, 6] as const).map((family): Count => {
    const sizes = routes.filter(isStatic).map((route) => sizeOf(route, family, inventory))
    const known = sizes.map((size) => size ?? 0)
    const used = known.reduce((sum, size) => sum + size, 0)
    // A list holds a thousand entries at most.
    const atMost = used + (sizes.length - sizes.filter((size) => size !== undefined).length) * 1000
    return { kind: `static IPv${family}`, used, atMost, limit: quota?.Value }
  })
  const propagated = routes.filter((route) => same(route.Origin, 'EnableVgwRoutePropagation')).length
  const counts = [
    ...families,
    { kind: 'propagated', used: propagated, atMost: propagated, limit: PROPAGATED },
  ]
  return counts.filter((count) => count.atMost > 0)
}

/** How many entries of the quota a route takes; undefined when that was not read. */
function sizeOf(route: Route, family: 4 | 6, inventory: Known): number | undefined {
  const list = route.DestinationPrefixListId
  if (list === undefined) {
    const isOfFamily = (route.DestinationCidrBlock === undefined) === (family === 6)
    return isOfFamily ? 1 : 0
  }
  // The lists of gateway endpoints are AWS's own, and count as one.
  if (route.GatewayId?.startsWith('vpce-')) return family === 4 ? 1 : 0
  const row = inventory.managedPrefixLists.get(list)
  if (!row?.AddressFamily) return undefined
  return same(row.AddressFamily, `IPv${family}`) ? row.MaxEntries : 0
}

/** What the busiest tunnel of a connection with BGP was told. */
function announced(connection: Connection): readonly Count[] {
  const { Options, VgwTelemetry = [], VpnGatewayId, TransitGatewayId } = connection
  if (Options?.StaticRoutesOnly !== false || VgwTelemetry.length === 0) return []
  const counts = VgwTelemetry.map((tunnel) => tunnel.AcceptedRouteCount)
  const used = Math.max(...counts.map((count) => count ?? 0))
  const atMost = counts.includes(undefined) ? Infinity : used
  const limit = VpnGatewayId
    ? ANNOUNCED.VpnGatewayId
    : TransitGatewayId
      ? ANNOUNCED.TransitGatewayId
      : undefined
  return limit === undefined ? [] : [{ kind: 'announced', used, atMost, limit }]
}

function judge(resource: Resource, counts: readonly Count[], warnPercent: number): Judgement {
  const isNear = (used: number, limit: number): boolean => used * 100 >= limit * warnPercent
  const near = counts.find(({ used, limit }) => limit !== undefined && isNear(used, limit))
  if (!near) {
    const doubt = counts.find(({ atMost, limit = STATIC }) => isNear(atMost, limit))
    if (!doubt) return pass(resource)
    return doubt.limit === undefined
      ? unknown(
          resource,
          `it has ${doubt.used} ${doubt.kind} routes; the quota, which may be above ${STATIC}, was not read`,
        )
      : unknown(resource, `how many ${doubt.kind} routes it has was not read`)
  }
  const { kind, used, limit = STATIC } = near
  const percent = Math.floor((used * 100) / limit)
  const isRaisable = kind.startsWith('static')
  return fail(resource, {
    message: `${used} of ${limit} ${kind} routes are used: ${isRaisable ? 'new ones will soon be refused' : kind === 'announced' ? 'beyond the limit the BGP session goes down, and every route with it' : 'beyond the limit routes are left out'}.`,
    evidence: [
      [resource, `has ${used} ${kind} routes, ${percent}% of ${limit}`, { kind, used, limit, percent }],
    ],
    remediation: isRaisable
      ? 'aws service-quotas request-service-quota-increase --service-code vpc --quota-code L-93826ACB --desired-value N, or summarise the prefixes'
      : 'Announce fewer, summarised prefixes, or a default route, from the customer gateway.',
  })
}
