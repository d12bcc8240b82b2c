import type { Inventory, RowOf } from '../../src/inventory/inventory.ts'
import { type Prefix, contains, parsePrefix, prefixKey } from '../../src/network/prefix.ts'
import { deleteRoute } from '../../src/network/route-removal.ts'
import {
  type Route,
  type RouteTable,
  destinationOf,
  isActive,
  prefixesOf,
  routeFields,
} from '../../src/network/routing.ts'
import { same } from '../../src/network/same.ts'
import { isInUse } from '../../src/network/table-use.ts'
import { isTaggedWith } from '../../src/network/tags.ts'
import { type TransitRoute, bestTransitRoute } from '../../src/network/transit-routes.ts'
import { type Evidence, type Judgement, defineRule, fail, pass, unknown } from '../../src/rule.ts'

type TransitTable = RowOf<'transitGatewayRouteTables'>

export default defineRule({
  id: 'transit-gateway-blackhole-route',
  title: 'VPC sends to a transit gateway what that drops as a blackhole',
  topic: 'transit-gateway',
  pillar: 'reliability',
  severity: 'medium',
  needs: [
    'transitGatewayRouteTables',
    'transitGatewayRoutes',
    'transitGatewayAssociations',
    'routeTables',
    'subnets',
  ],
  consults: ['prefixListEntries'],
  settings: { intendedTags: ['intended-blackhole'] },
  why: `A blackhole drops what it holds. Written on purpose it keeps networks apart; it is also what is left of a static
route when its attachment goes. Where a VPC has a route of its own for just those addresses, somebody expects an answer
and waits for a time-out.`,
  fix: `Point the route to an attachment that lives, or take the routes away that feed it. Tag a route table whose
blackholes are meant (intended-blackhole=true).`,
  check: `In the VPC console, look for routes in state «Blackhole» in the transit gateway route table, then for routes to
the same addresses in the VPCs that are associated with it.`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/tgw/tgw-route-tables.html',

  *judge(inventory, { settings }) {
    for (const table of inventory.transitGatewayRouteTables) {
      if (table.State && !same(table.State, 'available')) continue
      if (isTaggedWith(table.Tags, settings.intendedTags)) continue
      yield* judge(table, inventory)
    }
  },
})

type Known = Inventory<
  'transitGatewayRoutes' | 'transitGatewayAssociations' | 'routeTables' | 'subnets' | 'prefixListEntries'
>

function* judge(table: TransitTable, inventory: Known): Iterable<Judgement> {
  const routes = inventory.transitGatewayRoutes.under(table.id)
  if (!routes || !table.State) {
    yield unknown(table, 'its routes were not read, or its state is not in the answer')
    return
  }
  const blackholes = routes.filter((route) => same(route.State, 'blackhole'))
  const { senders, doubt } =
    blackholes.length > 0 ? sendersTo(table, inventory) : { senders: [], doubt: undefined }
  let isMet = false
  for (const blackhole of blackholes) {
    const lost = lostIn(blackhole, routes, senders)
    if (lost.length === 0) continue
    isMet = true
    yield finding(table, blackhole, lost)
  }
  if (!isMet) yield doubt === undefined ? pass(table) : unknown(table, doubt)
}

/** A route by which a VPC sends to the gateway. */
interface Sender {
  readonly table: RouteTable
  readonly route: Route
  readonly prefixes: readonly Prefix[]
}

/** The routes to the gateway in the VPCs whose packets a table routes, and why there may be more. */
function sendersTo(
  table: TransitTable,
  inventory: Known,
): { readonly senders: readonly Sender[]; readonly doubt: string | undefined } {
  const associations = inventory.transitGatewayAssociations.under(table.id)
  let doubt = associations ? undefined : 'it has blackholes, and which VPCs it routes for was not read'
  const senders: Sender[] = []
  for (const { State, ResourceType, ResourceId } of associations ?? []) {
    if (!same(ResourceType, 'vpc') || !same(State, 'associated')) continue
    const tables = inventory.routeTables.where('VpcId', ResourceId)
    // Each VPC has a main table.
    if (tables.length === 0)
      doubt ??= `it has blackholes, and the routes of ${ResourceId} to them were not read`
    for (const own of tables.filter((one) => isInUse(one, inventory))) {
      for (const route of own.Routes ?? []) {
        if (!route.TransitGatewayId || route.TransitGatewayId !== table.TransitGatewayId) continue
        const prefixes = prefixesOf(route, inventory)
        if (isActive(route) && prefixes) senders.push({ table: own, route, prefixes })
        else if (isActive(route) !== false)
          doubt ??= `it has blackholes, and whether ${own.id} leads to them is not in the answer`
      }
    }
  }
  return { senders, doubt }
}

/**
 * Who loses all that a route of his sends: a blackhole within what a broader route leads to is a usual way to keep
 * networks apart. Where the blackhole still names its attachment, nobody made it on purpose, and any part counts.
 */
function lostIn(
  blackhole: TransitRoute,
  routes: readonly TransitRoute[],
  senders: readonly Sender[],
): readonly Sender[] {
  const hole = parsePrefix(blackhole.DestinationCidrBlock)
  if (!hole) return []
  const isRemains = (blackhole.TransitGatewayAttachments ?? []).length > 0
  const known = new Map<string, boolean>()
  const isLost = (sent: Prefix): boolean => {
    if (!contains(hole, sent)) return isRemains && contains(sent, hole) && isTaken(hole)
    return isTaken(sent) && !routes.some((route) => isActiveWithin(sent, route))
  }
  const isTaken = (destination: Prefix): boolean => bestTransitRoute(routes, destination) === blackhole
  return senders.filter(({ prefixes }) =>
    prefixes.some((sent) => {
      const lost = known.get(prefixKey(sent)) ?? isLost(sent)
      known.set(prefixKey(sent), lost)
      return lost
    }),
  )
}

function isActiveWithin(range: Prefix, route: TransitRoute): boolean {
  const prefix = parsePrefix(route.DestinationCidrBlock)
  return prefix !== undefined && same(route.State, 'active') && contains(range, prefix)
}

function finding(table: TransitTable, blackhole: TransitRoute, lost: readonly Sender[]): Judgement {
  const hole = blackhole.DestinationCidrBlock ?? ''
  const vpcs = [...new Set(lost.map((sender) => sender.table.VpcId))]
  const attachments = (blackhole.TransitGatewayAttachments ?? []).map((one) => one.TransitGatewayAttachmentId)
  const replace =
    blackhole.PrefixListId === undefined
      ? `aws ec2 replace-transit-gateway-route --transit-gateway-route-table-id ${table.id} --destination-cidr-block ${hole} --transit-gateway-attachment-id ATTACHMENT`
      : `aws ec2 modify-transit-gateway-prefix-list-reference --transit-gateway-route-table-id ${table.id} --prefix-list-id ${blackhole.PrefixListId} --transit-gateway-attachment-id ATTACHMENT`
  return fail(table, {
    key: hole,
    message: `What ${vpcs.join(', ')} ${vpcs.length === 1 ? 'sends' : 'send'} to ${hole} is dropped: ${vpcs.length === 1 ? 'its routes lead' : 'their routes lead'} to ${table.TransitGatewayId}, where this is a blackhole.`,
    evidence: [
      [
        table,
        attachments.length > 0
          ? `routes ${hole} to ${attachments.join(', ')}, which is gone: a blackhole`
          : `has a blackhole for ${hole}`,
        {
          TransitGatewayRouteTableId: table.id,
          DestinationCidrBlock: hole,
          Type: blackhole.Type,
          senderVpcIds: vpcs,
          senderRoutes: lost.map((sender) => `${sender.table.id} ${destinationOf(sender.route)}`),
        },
      ],
      ...lost.map((sender): Evidence => [
        sender.table,
        `routes ${destinationOf(sender.route)} to ${sender.route.TransitGatewayId}`,
        routeFields(sender.route),
      ]),
    ],
    remediation: `${replace}, or ${lost.map((sender) => deleteRoute(sender.table, sender.route)).join('; ')}`,
  })
}
