/**
 * Follows packets from place to place. Each step takes the state so far and says how it goes on; steps that open
 * several ways (equal routes, several zones) give several. The steps at gateways are in files of their own.
 */
import type { RowOf } from '../../inventory/inventory.ts'
import type { RouteTable } from '../routing.ts'
import { type Hop, type Verdict, at } from './hops.ts'
import { addressLabel } from '../address-label.ts'
import { type Packet } from './packet.ts'
import { type Eni, type Subnet, type World, isAudited } from './world.ts'

/** A NAT gateway's memory of a connection. */
export interface Translation {
  readonly gateway: string
  readonly before: Packet
  readonly after: Packet
}

/** By which gateway the packets left for the internet, so that answers come back by it. */
export interface Exit {
  readonly kind: 'internet-gateway' | 'egress-only'
  readonly id: string
  readonly vpc: string
}

/** Where a way ended. */
export type End =
  | { readonly kind: 'interface'; readonly eni: Eni; readonly subnet: Subnet }
  | { readonly kind: 'internet'; readonly exit: Exit }
  | { readonly kind: 'service'; readonly endpoint: string; readonly subnet: Subnet }
  | { readonly kind: 'premises'; readonly gateway: string }
  | { readonly kind: 'elsewhere' }

export interface Way {
  readonly verdict: Verdict
  readonly hops: readonly Hop[]
  /** As it was at the end: translated, perhaps. */
  readonly packet: Packet
  readonly translations: readonly Translation[]
  /** By which gateway the packets left for the internet, wherever they went from there. */
  readonly exit?: Exit | undefined
  /** Doors of transit gateways and endpoints of firewalls that the packets went through. */
  readonly passed: readonly string[]
  readonly end?: End
}

/** What a way back knows of the way there. */
export type Memory = Pick<Way, 'translations' | 'exit' | 'passed'>

/** Whom security groups may name at the other end; `unknown` where that was not read. */
export type Peer = Eni | 'unknown' | undefined

export interface State {
  readonly world: World
  readonly packet: Packet
  readonly hops: readonly Hop[]
  /** The interface that sends, while its address is still its own and its groups can be named. */
  readonly origin: Peer
  /** The VPC whose address the packets come from: two VPCs may use the same ones. */
  readonly homeVpc: string | undefined
  readonly translations: readonly Translation[]
  readonly exit?: Exit | undefined
  readonly passed: readonly string[]
  /** These packets answer others: stateful things let them pass, and undo what they did. */
  readonly answers?: Memory | undefined
  /** Tables that were asked already, to notice a loop. */
  readonly seen: readonly string[]
}

export const begin = (world: World, packet: Packet, origin: Eni | undefined, answers?: Memory): State => ({
  world,
  packet,
  origin,
  homeVpc: origin?.VpcId,
  hops: [],
  translations: [],
  passed: [],
  answers,
  seen: [],
})

export const withHop = (state: State, hop: Hop): State => ({ ...state, hops: [...state.hops, hop] })

/** What the steps at gateways come back to. */
export interface Steps {
  /** Out of a subnet: by its ACL and its route table. */
  leaveSubnet(subnet: Subnet, state: State): readonly Way[]
  /** To an address of a VPC, wherever it comes from. `from` is the subnet that it left, where it left one of this VPC. */
  arriveInVpc(vpc: string, from: Subnet | undefined, state: State): readonly Way[]
  /** Answers to a regional NAT gateway. */
  backThroughRegionalNat(nat: RowOf<'natGateways'>, state: State): readonly Way[]
  /** By a route table that is not a subnet's own: a gateway's. */
  byTable(table: RouteTable, from: Subnet | undefined, state: State): readonly Way[]
}

/** The way ends here. */
export const finish = (state: State, verdict: Verdict, hop: Hop, end?: End): readonly Way[] => [
  {
    verdict,
    hops: [...state.hops, hop],
    packet: state.packet,
    translations: state.translations,
    exit: state.exit,
    passed: state.passed,
    ...(end ? { end } : {}),
  },
]

export const drop = (
  state: State,
  where: Hop['resource'],
  because: string,
  remedy?: string,
): readonly Way[] =>
  finish(state, 'dropped', { ...at(where, 'drops', because), ...(remedy ? { remedy } : {}) })

export const doubt = (state: State, where: Hop['resource'], because: string): readonly Way[] =>
  finish(state, 'unknown', at(where, 'unknown', because))

/** Facts end here: out of the inventory where an account or region was not read at all, else unknown. */
export const away = (
  state: State,
  where: Hop['resource'],
  because: string,
  place: Parameters<typeof isAudited>[0],
): readonly Way[] =>
  isAudited(place, state.world)
    ? doubt(state, where, because)
    : finish(state, 'exits-network', at(where, 'leaves', because), { kind: 'elsewhere' })

/** Goes on when a filter let the packets through, and ends where it did not. */
export function filtered(state: State, hop: Hop, next: (state: State) => readonly Way[]): readonly Way[] {
  if (hop.decision === 'drops') return finish(state, 'dropped', hop)
  if (hop.decision === 'unknown') return finish(state, 'unknown', hop)
  return next(withHop(state, hop))
}

export const destinationLabel = ({ packet }: State): string => addressLabel(packet.family, packet.destination)

/** A place that has no row: AWS's id, and where it was met. */
export const nameless = (
  type: string,
  id: string,
  place: { readonly account: string; readonly region: string },
): Hop['resource'] => ({
  type: `AWS::EC2::${type}`,
  id,
  account: place.account,
  region: place.region,
})
