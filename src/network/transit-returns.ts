/** Whether VPCs that reach each other by a transit gateway can answer, too. */
import type { Inventory, Resource, RowOf } from '../inventory/inventory.ts'
import { type Attachment, attachmentsOf, isLive } from './attached.ts'
import { type Prefix, contains, parsePrefix } from './prefix.ts'
import {
  type Route,
  type RouteTable,
  bestRoute,
  destinationOf,
  effectiveRouteTable,
  isActive,
  targetOf,
} from './routing.ts'
import { same } from './same.ts'
import { workloadsIn } from './subnet-use.ts'
import { associationOf } from './transit-association.ts'
import { bestTransitRoute } from './transit-routes.ts'

type Known = Inventory<
  | 'transitGatewayAttachments'
  | 'transitGatewayRoutes'
  | 'routeTables'
  | 'subnets'
  | 'networkInterfaces'
  | 'prefixListEntries'
>

/** In place of a table: the attachment is associated with none. */
export const NONE = 'none'

/** A VPC whose packets arrive and are not answered. */
export interface Unanswered {
  readonly from: Attachment
  /** By which it sends. */
  readonly table: RouteTable
  readonly route: Route
  /** The route table of the transit gateway that does not lead back, if it is not those of the VPC. */
  readonly transitTable: string | undefined
}

/** What is known of the answers of an attached VPC. */
export interface Answers {
  readonly to: Attachment
  readonly unanswered: Unanswered[]
  /** How many VPCs it can answer. */
  answered: number
  doubt: string | undefined
}

/** A subnet of an attached VPC in which something runs, by its first address, and the table by which that sends. */
interface Host {
  readonly address: Prefix
  readonly table: RouteTable
}

interface Member {
  readonly attachment: Attachment
  readonly hosts: readonly Host[]
  /** One of them for each table. */
  readonly senders: readonly Host[]
  /** The routes of the table with which its attachment is associated. */
  readonly transitTable: string | undefined
  readonly routes: readonly RowOf<'transitGatewayRoutes'>[] | undefined
  /** Why something about it is not known. */
  readonly doubt: string | undefined
}

/** By the VPC that is to answer. */
export function answersOn(gateway: Resource, inventory: Known): Iterable<Answers> {
  const members = new Map<string, Member>()
  for (const one of attachmentsOf(gateway, inventory)) {
    if (isLive(one) && same(one.ResourceType, 'vpc')) members.set(one.id, memberOf(one, gateway, inventory))
  }
  const waysIn = new Map<Member['routes'], readonly WayIn[]>()
  const all = new Map<string, Answers>()
  for (const from of members.values()) {
    const ways = waysIn.get(from.routes) ?? waysBy(from.routes ?? [], members)
    waysIn.set(from.routes, ways)
    for (const { to, address, isHost } of ways) {
      const sender = to === from ? undefined : senderTo(address, from, gateway.id, inventory)
      if (!sender) continue
      const answers = all.get(to.attachment.id) ?? newAnswers(to.attachment)
      if (isHost) note(answers, from, to, sender, gateway.id, inventory)
      else answers.doubt ??= to.doubt
      all.set(to.attachment.id, answers)
    }
  }
  return all.values()
}

/** Where a transit gateway's table leads: to a host, or somewhere in a VPC that was not read. */
interface WayIn {
  readonly to: Member
  readonly address: Prefix
  readonly isHost: boolean
}

/** Many attachments share a table, which leads each of them to the same hosts. */
const waysBy = (
  routes: NonNullable<Member['routes']>,
  members: ReadonlyMap<string, Member>,
): readonly WayIn[] =>
  routes.flatMap((route): readonly WayIn[] => {
    const prefix = parsePrefix(route.DestinationCidrBlock)
    const to = members.get(route.TransitGatewayAttachments?.[0]?.TransitGatewayAttachmentId ?? '')
    if (!prefix || !to || !same(route.State, 'active')) return []
    const host = to.hosts.find(
      ({ address }) => contains(prefix, address) && bestTransitRoute(routes, address) === route,
    )
    if (host) return [{ to, address: host.address, isHost: true }]
    // Where all was read, nothing runs there that could answer.
    return to.doubt === undefined ? [] : [{ to, address: firstOf(prefix), isHost: false }]
  })

const newAnswers = (to: Attachment): Answers => ({ to, unanswered: [], answered: 0, doubt: undefined })

const firstOf = ({ family, first }: Prefix): Prefix => ({ family, first, length: family === 4 ? 32 : 128 })

function memberOf(attachment: Attachment, gateway: Resource, inventory: Known): Member {
  const subnets = inventory.subnets.where('VpcId', attachment.ResourceId)
  const tables = inventory.routeTables.where('VpcId', attachment.ResourceId)
  const association = associationOf(attachment.id, gateway.id, inventory)
  const transitTable = 'table' in association ? association.table : undefined
  let doubt = 'unknown' in association ? association.unknown : undefined
  // Each VPC has a main table.
  if (tables.length === 0)
    doubt ??= `${attachment.ResourceId} in account ${attachment.ResourceOwnerId} was not read`
  if (attachment.NatGatewaySupport !== undefined && !same(attachment.NatGatewaySupport, 'disabled'))
    doubt ??= `the gateway translates what ${attachment.ResourceId} sends`
  const hosts = subnets.flatMap((subnet): readonly Host[] => {
    const block = parsePrefix(subnet.CidrBlock)
    const table = effectiveRouteTable(subnet, inventory)
    return table && block && workloadsIn(subnet, inventory).length > 0
      ? [{ address: firstOf(block), table }]
      : []
  })
  const routes = transitTable === undefined ? undefined : inventory.transitGatewayRoutes.under(transitTable)
  if (transitTable !== undefined && !routes) doubt ??= `the routes of ${transitTable} were not read`
  const senders = [...new Map(hosts.map((host) => [host.table, host])).values()]
  return { attachment, hosts, senders, transitTable, routes, doubt }
}

/** Who sends there by the gateway on purpose: a default route leads everywhere. */
function senderTo(
  address: Prefix,
  { senders }: Member,
  gateway: string,
  inventory: Known,
): (Host & { readonly route: Route }) | undefined {
  for (const host of senders) {
    const best = bestRoute(host.table, address, inventory)
    if (!('route' in best) || !best.route) continue
    const isDefault = ['0.0.0.0/0', '::/0'].includes(destinationOf(best.route))
    if (best.route.TransitGatewayId === gateway && isActive(best.route) && !isDefault)
      return { ...host, route: best.route }
  }
  return undefined
}

function note(
  answers: Answers,
  from: Member,
  to: Member,
  sender: Host & { readonly route: Route },
  gateway: string,
  inventory: Known,
): void {
  if (from.doubt ?? to.doubt) {
    answers.doubt ??= from.doubt ?? to.doubt
    return
  }
  const back = to.routes && bestTransitRoute(to.routes, sender.address)
  const leads = back && !same(back.State, 'blackhole')
  if (
    leads &&
    !back.TransitGatewayAttachments?.some((one) => one.TransitGatewayAttachmentId === from.attachment.id)
  )
    return // answers go through another VPC, which is not followed here
  const { table, route } = sender
  if (!leads) {
    answers.unanswered.push({ from: from.attachment, table, route, transitTable: to.transitTable ?? NONE })
    return
  }
  const ways = to.senders.map((host) => wayBack(host, sender.address, gateway, inventory))
  if (ways.includes('gateway')) answers.answered++
  else if (ways.includes('unknown'))
    answers.doubt ??= `where ${to.attachment.ResourceId} sends its answers was not read`
  else if (!ways.includes('elsewhere'))
    answers.unanswered.push({ from: from.attachment, table, route, transitTable: undefined })
}

/** Gateways to the internet do not lead back to a private address; anything else may. */
function wayBack(
  { table }: Host,
  address: Prefix,
  gateway: string,
  inventory: Known,
): 'gateway' | 'elsewhere' | 'nowhere' | 'unknown' {
  const best = bestRoute(table, address, inventory)
  if ('unknown' in best) return 'unknown'
  if (!best.route || isActive(best.route) === false) return 'nowhere'
  if (isActive(best.route) === undefined) return 'unknown'
  const { kind, id } = targetOf(best.route)
  if (kind === 'transit-gateway' && id === gateway) return 'gateway'
  return ['internet-gateway', 'nat-gateway', 'egress-only-internet-gateway', 'carrier-gateway'].includes(kind)
    ? 'nowhere'
    : 'elsewhere'
}
