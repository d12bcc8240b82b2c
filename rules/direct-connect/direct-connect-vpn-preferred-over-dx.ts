import type { Inventory, RowOf } from '../../src/inventory/inventory.ts'
import { type Prefix, addresses, contains, parsePrefix, prefixKey, widest } from '../../src/network/prefix.ts'
import { same } from '../../src/network/same.ts'
import { isPrivateVpn } from '../../src/network/vpn-backup.ts'
import { type Evidence, type Failure, defineRule, fail, pass, unknown } from '../../src/rule.ts'

type Table = RowOf<'transitGatewayRouteTables'>
type Route = RowOf<'transitGatewayRoutes'>
type Known = Inventory<'transitGatewayRouteTables' | 'transitGatewayRoutes' | 'vpnConnections'>

export default defineRule({
  id: 'direct-connect-vpn-preferred-over-dx',
  title: 'VPN wins over Direct Connect',
  topic: 'direct-connect',
  pillar: 'performance',
  severity: 'high',
  needs: ['transitGatewayRouteTables', 'transitGatewayRoutes', 'vpnConnections'],
  settings: { summaryLength: 12 },
  why: `For equal prefixes a transit gateway takes a static route first, then Direct Connect, then VPN; but a longer
prefix wins over all. With a static or a more specific route to the VPN, traffic rides the internet while the line that
was paid for idles, and nothing shows it.`,
  fix: `Announce the same prefixes on both ways, and give a static backup route a shorter prefix than Direct Connect has.`,
  check: `In the VPC console, look in the transit gateway's route table for VPN routes within those of Direct Connect.`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html',

  *judge(inventory, { settings, nonProduction }) {
    for (const table of inventory.transitGatewayRouteTables) {
      const routes = inventory.transitGatewayRoutes.under(table.id)?.filter(isUsed) ?? []
      const lines = routes.filter((route) => leadsTo(route, 'direct-connect-gateway'))
      if (lines.length === 0) continue
      const announced = announcedBy(lines, table, inventory)
      let open = unseen(routes, table, inventory)
      let found = false
      for (const { line, vpns, isEqual } of preferred(routes, announced, settings.summaryLength)) {
        const publicRoutes = vpns.filter((route) => isInternet(route, inventory) === true)
        const unsure = vpns.find((route) => isInternet(route, inventory) === undefined)
        if (unsure) open ??= `what ${vpnOf(unsure)} runs over is not in the answers`
        if (publicRoutes.length === 0) continue
        found = true
        yield finding(table, line, publicRoutes, isEqual, nonProduction(table))
      }
      if (open !== undefined) yield unknown(table, open)
      else if (!found) yield pass(table)
    }
  },
})

const isUsed = (route: Route): boolean => !same(route.State, 'blackhole', 'deleted', 'deleting')

const leadsTo = (route: Route, ...types: readonly string[]): boolean =>
  route.TransitGatewayAttachments?.some((one) => same(one.ResourceType, ...types)) ?? false

const destinationOf = (route: Route): string => route.DestinationCidrBlock ?? 'an unknown destination'

/** Another table, not read, may show what a static route hides in this one. */
function unseen(routes: readonly Route[], table: Table, inventory: Known): string | undefined {
  if (!routes.some((route) => leadsTo(route, 'vpn', 'vpn-concentrator') && same(route.Type, 'static')))
    return undefined
  const tables = inventory.transitGatewayRouteTables.where('TransitGatewayId', table.TransitGatewayId)
  const unread = tables.find((one) => inventory.transitGatewayRoutes.under(one.id) === undefined)
  return unread && `the routes of ${unread.id} were not read`
}

const vpnOf = (route: Route): string =>
  route.TransitGatewayAttachments?.find((one) => same(one.ResourceType, 'vpn', 'vpn-concentrator'))
    ?.ResourceId ?? 'a VPN'

/** Whether a route leaves by a VPN over the internet, and not by one over Direct Connect. */
function isInternet(route: Route, { vpnConnections }: Known): boolean | undefined {
  if (leadsTo(route, 'vpn-concentrator')) return true
  const connection = vpnConnections.get(vpnOf(route))
  const isPrivate = connection && isPrivateVpn(connection)
  return isPrivate === undefined ? undefined : !isPrivate
}

interface Announced {
  readonly prefix: Prefix
  readonly text: string
  readonly from: Table
}

/**
 * What the lines announce. A table shows the route that won and not the one that lost: what a static route hides in
 * this table is seen in another one, to which the same lines announce the same.
 */
function announcedBy(lines: readonly Route[], table: Table, inventory: Known): readonly Announced[] {
  const attachments = new Set(lines.flatMap(attachmentsOf))
  const others = inventory.transitGatewayRouteTables.where('TransitGatewayId', table.TransitGatewayId)
  const known = new Map<string, Announced>()
  for (const from of [table, ...others]) {
    for (const route of inventory.transitGatewayRoutes.under(from.id) ?? []) {
      if (!leadsTo(route, 'direct-connect-gateway') || !isUsed(route)) continue
      if (!attachmentsOf(route).some((id) => attachments.has(id))) continue
      const prefix = parsePrefix(route.DestinationCidrBlock)
      if (!prefix || known.has(prefixKey(prefix))) continue
      known.set(prefixKey(prefix), { prefix, text: destinationOf(route), from })
    }
  }
  return [...known.values()]
}

const attachmentsOf = (route: Route): readonly string[] =>
  (route.TransitGatewayAttachments ?? []).flatMap((one) => one.TransitGatewayAttachmentId ?? [])

interface Preferred {
  readonly line: Announced
  readonly vpns: readonly Route[]
  readonly isEqual: boolean
}

/** The routes to VPNs that win, by the prefix of the line that they take traffic from: the longest that holds them. */
function preferred(
  routes: readonly Route[],
  announced: readonly Announced[],
  summaryLength: number,
): readonly Preferred[] {
  const byLine = new Map<
    string,
    { readonly line: Announced; readonly vpns: Route[]; readonly isEqual: boolean }
  >()
  for (const route of routes) {
    const prefix = parsePrefix(route.DestinationCidrBlock)
    if (!prefix || !leadsTo(route, 'vpn', 'vpn-concentrator')) continue
    const [line] = announced
      .filter((one) => contains(one.prefix, prefix))
      .toSorted((a, b) => b.prefix.length - a.prefix.length)
    if (!line) continue
    const isEqual = line.prefix.length === prefix.length
    // A summary such as 10.0.0.0/8 is there for all sites; those that have a VPN announce their own part of it.
    if (isEqual ? !same(route.Type, 'static') : line.prefix.length <= summaryLength) continue
    const key = `${prefixKey(line.prefix)} ${isEqual}`
    const known = byLine.get(key) ?? { line, vpns: [], isEqual }
    known.vpns.push(route)
    byLine.set(key, known)
  }
  return [...byLine.values()]
}

/** Whether longer prefixes leave nothing of a shorter one. */
function coversAll(prefix: Prefix, parts: readonly Route[]): boolean {
  const size = ([from, to]: readonly [bigint, bigint]): bigint => to - from
  const kept = widest(parts.flatMap((route) => parsePrefix(route.DestinationCidrBlock) ?? []))
  return kept.reduce((sum, part) => sum + size(addresses(part)), 0n) >= size(addresses(prefix))
}

function finding(
  table: Table,
  line: Announced,
  vpns: readonly Route[],
  isEqual: boolean,
  isMinor: boolean,
): Failure {
  const prefixes = vpns.map(destinationOf).join(', ')
  const by = [...new Set(vpns.map(vpnOf))].join(', ')
  const isAll = isEqual || coversAll(line.prefix, vpns)
  const reason = isEqual ? 'a static route wins over a propagated one' : 'the longer prefix wins'
  const how = isEqual ? `has a static route to ${by}` : `is routed as ${prefixes} to ${by}`
  const severity = isMinor ? 'info' : isAll ? undefined : 'low'
  const statics = vpns.filter((route) => same(route.Type, 'static'))
  const remove = statics.map(
    (route) =>
      `aws ec2 delete-transit-gateway-route --transit-gateway-route-table-id ${table.id} --destination-cidr-block ${destinationOf(route)} --region ${table.region}`,
  )
  return fail(table, {
    key: isEqual ? line.text : `within ${line.text}`,
    message: `${isAll ? 'Traffic' : 'Some of the traffic'} for ${line.text} leaves over the internet and not by Direct Connect, which announces it: it ${how}, and ${reason}.`,
    severity,
    evidence: [
      ...vpns.map((route): Evidence => [
        table,
        `routes ${destinationOf(route)} to ${vpnOf(route)} (${route.Type})`,
        {
          routeTableId: table.id,
          vpnPrefix: route.DestinationCidrBlock,
          dxPrefix: line.text,
          vpnAttachmentId: attachmentsOf(route)[0],
          Type: route.Type,
          reason,
        },
      ]),
      [
        line.from,
        `has ${line.text} from Direct Connect`,
        { routeTableId: line.from.id, dxPrefix: line.text },
      ],
    ],
    remediation:
      remove.length > 0
        ? remove.join('; ')
        : `On the router behind ${by}, announce ${line.text} as on Direct Connect, with a longer AS path, and no longer ${prefixes}`,
  })
}
