import type { Inventory, RowOf } from '../inventory/inventory.ts'
import { same } from './same.ts'

type Connection = RowOf<'directConnectConnections'>
type Lag = RowOf<'directConnectLags'>

/** What virtual interfaces lie on, a connection or a LAG, in the words that both have in common. */
export interface Port {
  readonly row: Connection | Lag
  readonly noun: 'connection' | 'LAG'
  readonly state: string | undefined
  readonly location: string | undefined
  /** The LAG that a connection is a part of: interfaces are on the LAG then. */
  readonly lagId: string | undefined
  /** When each connection's letter of authorization was last fetched; hosted connections have none. */
  readonly letters: readonly (string | undefined)[]
  /** What evidence quotes of it. */
  readonly fields: Readonly<Record<string, unknown>>
  /** `connection --connection-id dxcon-… --region …`, behind `delete-` or `update-`. */
  readonly cli: string
}

const connectionPort = (row: Connection, lag: Lag | undefined): Port => ({
  row,
  noun: 'connection',
  state: row.connectionState,
  location: row.location,
  lagId: row.lagId ?? lag?.id,
  letters: [row.loaIssueTime],
  fields: {
    connectionId: row.id,
    connectionState: row.connectionState,
    location: row.location,
    bandwidth: row.bandwidth,
    awsLogicalDeviceId: row.awsLogicalDeviceId,
    partnerName: row.partnerName,
    loaIssueTime: row.loaIssueTime,
    lagId: row.lagId,
  },
  cli: `connection --connection-id ${row.id} --region ${row.region}`,
})

const lagPort = (row: Lag): Port => ({
  row,
  noun: 'LAG',
  state: row.lagState,
  location: row.location,
  lagId: undefined,
  letters: (row.connections ?? []).map((member) => member.loaIssueTime),
  fields: {
    lagId: row.id,
    lagState: row.lagState,
    location: row.location,
    connectionsBandwidth: row.connectionsBandwidth,
    numberOfConnections: row.numberOfConnections,
    awsLogicalDeviceId: row.awsLogicalDeviceId,
  },
  cli: `lag --lag-id ${row.id} --region ${row.region}`,
})

const membersOf = (lag: Lag): readonly (string | undefined)[] =>
  (lag.connections ?? []).map((member) => member.connectionId)

/** Every connection, those in LAGs among them, and every LAG of this place. */
export const portsIn = ({
  directConnectConnections,
  directConnectLags,
}: Inventory<'directConnectConnections' | 'directConnectLags'>): readonly Port[] => [
  ...[...directConnectConnections].map((row) =>
    connectionPort(row, directConnectLags.where(membersOf, row.id)[0]),
  ),
  ...[...directConnectLags].map(lagPort),
]

/** The virtual interfaces on a connection or a LAG: none is on a member of a LAG. */
export const interfacesOnPort = (
  { row }: Pick<Port, 'row'>,
  { virtualInterfaces }: Inventory<'virtualInterfaces'>,
): readonly RowOf<'virtualInterfaces'>[] =>
  virtualInterfaces
    .where('connectionId', row.id)
    .filter((one) => !same(one.virtualInterfaceState, 'deleted', 'deleting', 'rejected'))
