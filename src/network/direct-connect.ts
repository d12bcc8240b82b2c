import type { Inventory, Row, RowOf } from '../inventory/inventory.ts'
import { same } from './same.ts'

export type VirtualInterface = RowOf<'virtualInterfaces'>

/** The virtual interfaces by which sites reach a gateway, and what of them is not known. */
export interface DirectConnect {
  /** Each once, in whichever state but gone: `isUp` says whether one carries traffic. */
  readonly interfaces: readonly VirtualInterface[]
  /** Of attached interfaces that lie in accounts or regions that were not read. */
  readonly unreadInterfaceIds: readonly string[]
  /** Why there may be more; empty when all is known. */
  readonly unread: readonly string[]
}

/** Where an interface ends is told by the kinds that `interfacesOn` looks at. */
export type InterfaceKinds = 'virtualInterfaces' | 'directConnectGatewayAttachments'

/**
 * Follows a virtual private gateway or a transit gateway to Direct Connect: interfaces end on a virtual private
 * gateway, or on Direct Connect gateways that are associated with it. These may belong to other accounts, of whose
 * interfaces only they know.
 * https://docs.aws.amazon.com/directconnect/latest/UserGuide/direct-connect-gateways-intro.html
 * https://docs.aws.amazon.com/directconnect/latest/APIReference/API_DescribeDirectConnectGatewayAssociations.html
 */
export function directConnectTo(
  gateway: Row,
  inventory: Inventory<InterfaceKinds | 'directConnectAssociationsOfGateways'>,
): DirectConnect & { readonly directConnectGatewayIds: readonly string[] } {
  const associations = inventory.directConnectAssociationsOfGateways.under(gateway.id)
  const live =
    associations?.filter((one) => !same(one.associationState, 'disassociated', 'associating')) ?? []
  const ids = [...new Set(live.flatMap((one) => one.directConnectGatewayId ?? []))]
  const parts = [onGatewayItself(gateway, inventory), ...ids.map((id) => interfacesOn(id, inventory))]
  return {
    directConnectGatewayIds: ids,
    interfaces: [...new Set(parts.flatMap((part) => part.interfaces))],
    unreadInterfaceIds: [...new Set(parts.flatMap((part) => part.unreadInterfaceIds))],
    unread: [
      ...(associations ? [] : [`the Direct Connect gateways associated with ${gateway.id} were not read`]),
      ...live.flatMap((one) =>
        one.directConnectGatewayId && one.associationState
          ? []
          : [`the state or the gateway of the association ${one.id} is not in the answer`],
      ),
      ...parts.flatMap((part) => part.unread),
    ],
  }
}

/** Interfaces without a Direct Connect gateway: of the gateway's own account and region. */
function onGatewayItself(gateway: Row, { virtualInterfaces }: Inventory<InterfaceKinds>): DirectConnect {
  const interfaces = virtualInterfaces.where('virtualGatewayId', gateway.id).filter(isThere)
  const unread = virtualInterfaces.readIn(gateway)
    ? []
    : [`the virtual interfaces of account ${gateway.account} in ${gateway.region} were not read`]
  return { interfaces, unreadInterfaceIds: [], unread }
}

/** The interfaces on a Direct Connect gateway, which lists those of all accounts and regions. */
export function interfacesOn(
  directConnectGatewayId: string,
  { virtualInterfaces, directConnectGatewayAttachments }: Inventory<InterfaceKinds>,
): DirectConnect {
  const attachments = directConnectGatewayAttachments
    .under(directConnectGatewayId)
    ?.filter((one) => !same(one.attachmentState, 'detached', 'detaching'))
  const listed = attachments?.flatMap((one) => virtualInterfaces.get(one.virtualInterfaceId) ?? []) ?? []
  const ending = virtualInterfaces.where('directConnectGatewayId', directConnectGatewayId)
  const unread = attachments?.filter((one) => !virtualInterfaces.get(one.virtualInterfaceId)) ?? []
  return {
    interfaces: [...new Set([...ending, ...listed])].filter(isThere),
    unreadInterfaceIds: unread.map((one) => one.id),
    unread: attachments
      ? unread.map(
          (one) =>
            `${one.id} in account ${one.virtualInterfaceOwnerAccount}, ${one.virtualInterfaceRegion}, was not read`,
        )
      : [`the virtual interfaces attached to Direct Connect gateway ${directConnectGatewayId} were not read`],
  }
}

/** Where an interface ends: a Direct Connect gateway or a virtual private gateway; a public one on neither. */
export const gatewayOf = (one: VirtualInterface): string | undefined =>
  one.directConnectGatewayId || one.virtualGatewayId || undefined

/** The other interfaces that end where this one does. */
export function interfacesBeside(one: VirtualInterface, inventory: Inventory<InterfaceKinds>): DirectConnect {
  const all = one.directConnectGatewayId
    ? interfacesOn(one.directConnectGatewayId, inventory)
    : one.virtualGatewayId
      ? onGatewayItself({ ...one, id: one.virtualGatewayId }, inventory)
      : { interfaces: [], unreadInterfaceIds: [], unread: [] }
  return { ...all, interfaces: all.interfaces.filter((other) => other !== one) }
}

/** Neither on its way out nor refused by who was to have it. */
const isThere = (one: VirtualInterface): boolean =>
  !same(one.virtualInterfaceState, 'deleting', 'deleted', 'rejected')

/**
 * Whether an interface carries traffic: `down` is one whose BGP is down. Undefined where AWS does not say, or says
 * that it does not know.
 */
export const isUp = ({ virtualInterfaceState: state }: VirtualInterface): boolean | undefined =>
  state === undefined || same(state, 'unknown') ? undefined : same(state, 'available')

/**
 * Whether a Direct Connect gateway is judged in the place that this row is from. It belongs to no region and every
 * region lists it, so it is judged where its interfaces or, without any, its gateways are, if that was read: once.
 */
export function isJudgedHere(
  row: RowOf<'directConnectGateways'>,
  homes: readonly (string | undefined)[],
  { directConnectGateways }: Inventory<'directConnectGateways'>,
): boolean {
  const rows = directConnectGateways.where('directConnectGatewayId', row.id)
  const home = rows.filter((one) => homes.includes(one.region))
  return (home[0] ?? rows[0]) === row
}
