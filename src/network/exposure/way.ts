/** How strangers get into a subnet and their answers out again: route, Block Public Access and network ACL together. */
import type { Inventory, RowOf } from '../../inventory/inventory.ts'
import { blockMode } from '../block-public-access.ts'
import { CLIENT_PORTS } from '../ephemeral.ts'
import { type IntervalSet, intersect, isEmpty } from '../intervals.ts'
import { TCP, UDP, aclOf, entriesOf } from '../nacl.ts'
import { associatedGateways, effectiveRouteTable } from '../routing.ts'
import {
  INTERNET,
  type Opening,
  PING,
  portsOf,
  routedToInternet,
  throughEntries,
  throughOnAll,
} from './filters.ts'

export type WayWorld = Inventory<
  'routeTables' | 'networkAcls' | 'vpcBlockPublicAccessOptions' | 'prefixListEntries'
>

export interface Way {
  readonly gateway: string
  readonly acl: string
  /** The ports that let strangers in, and which of them get answers. */
  readonly open: (protocol: number) => readonly Opening[]
}

/** A way, or what surely keeps strangers out, or why that cannot be said. */
export type Reach = Way | { readonly not: string } | { readonly unknown: string }

/** Subnets are worked out once, however many interfaces are in them. */
export class WaysIn {
  readonly #world: WayWorld
  readonly #known = new Map<string, Reach>()

  constructor(world: WayWorld) {
    this.#world = world
  }

  to(subnet: RowOf<'subnets'>, family: 4 | 6): Reach {
    const key = `${subnet.id} ${family}`
    const known = this.#known.get(key) ?? wayInto(subnet, family, this.#world)
    this.#known.set(key, known)
    return known
  }
}

/** What surely keeps strangers out comes before what is not known. */
function wayInto(subnet: RowOf<'subnets'>, family: 4 | 6, world: WayWorld): Reach {
  const table = effectiveRouteTable(subnet, world)
  const routed = table && routedToInternet(table, family, world)
  if (routed && isEmpty(routed.addresses))
    return { not: `${subnet.id} has no working route to an internet gateway` }
  const mode = blockMode(subnet, world)
  if (mode === 'ingress' || mode === 'bidirectional')
    return { not: `VPC Block Public Access covers ${subnet.id}` }
  const acl = aclOf(subnet, world)
  const inbound = acl && entriesOf(acl, 'inbound')
  const outbound = acl && entriesOf(acl, 'outbound')
  if (
    inbound &&
    [TCP, UDP].every((protocol) => shut(throughEntries(inbound, protocol, family, portsOf(protocol)), family))
  ) {
    return { not: `the network ACL of ${subnet.id} does not admit the internet there` }
  }
  if (!routed) return { unknown: `the routes of ${subnet.id} were not read` }
  if (!acl || !inbound || !outbound) return { unknown: `the network ACL of ${subnet.id} was not read` }
  if (mode === undefined)
    return { unknown: `whether VPC Block Public Access covers ${subnet.id} was not read` }
  const [steered] = world.routeTables.where(associatedGateways, routed.gateway)
  if (steered && !onlyLocal(steered.Routes)) {
    return { unknown: `${routed.gateway} has a route table of its own, which leads through other devices` }
  }

  const open = (protocol: number): readonly Opening[] => {
    const strangers = intersect(INTERNET[family], routed.addresses)
    const answered = intersect(strangers, throughOnAll(outbound, protocol, family, answerPorts(protocol)))
    return throughEntries(inbound, protocol, family, portsOf(protocol)).flatMap(({ ports, sources }) => {
      const both = intersect(sources, answered)
      return isEmpty(both) ? [] : [{ ports, sources: both }]
    })
  }
  return { gateway: routed.gateway, acl: acl.id, open: remembered(open) }
}

const shut = (openings: readonly Opening[], family: 4 | 6): boolean =>
  openings.every((one) => isEmpty(intersect(one.sources, INTERNET[family])))

/** Where answers go: to the ports that strangers' systems call from; for a ping, the type of the reply. */
function answerPorts(protocol: number): IntervalSet<number> {
  const ping = PING[protocol]
  if (ping) return [[ping.answers, ping.answers + 1]]
  return protocol === TCP || protocol === UDP ? CLIENT_PORTS.someSystem : portsOf(protocol)
}

const onlyLocal = (routes: readonly { readonly GatewayId?: string | undefined }[] | undefined): boolean =>
  (routes ?? []).every((route) => route.GatewayId === 'local')

function remembered<T>(work: (key: number) => T): (key: number) => T {
  const known = new Map<number, T>()
  return (key) => {
    const value = known.get(key) ?? work(key)
    known.set(key, value)
    return value
  }
}
