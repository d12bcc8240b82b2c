import type { Inventory, RowOf } from '../inventory/inventory.ts'
import { publicIpsOf } from './interfaces.ts'
import { same } from './same.ts'
import { type VpnConnection, tunnelOptionsOf } from './vpn-tunnels.ts'

type Looks = Inventory<'addresses' | 'networkInterfaces' | 'natGateways' | 'vpnConnections'>

/** The public IPv4 addresses of EC2's that the audited accounts have, and what does not say which it has. */
export interface HeldAddresses {
  readonly all: ReadonlySet<string>
  readonly regions: ReadonlySet<string>
  /** Why an address that is not among them may be held all the same. */
  readonly unsaid: string | undefined
}

/**
 * Elastic IP addresses, used or not, those of network interfaces (of services, too), of NAT gateways, which in regional
 * ones have no interface, and the outer ones of VPN tunnels.
 * https://docs.aws.amazon.com/vpc/latest/userguide/vpc-ip-addressing.html
 */
export function heldAddresses(inventory: Looks): HeldAddresses {
  const all = new Set<string>()
  const regions = new Set<string>()
  let unsaid = unreadHolders(inventory)
  const add = (
    row: { readonly id: string; readonly region: string },
    held: readonly (string | undefined)[],
  ): void => {
    for (const address of held) {
      if (address === undefined) unsaid ??= `the address of ${row.id} is not in the answer`
      else {
        all.add(address)
        regions.add(row.region)
      }
    }
  }
  for (const row of inventory.addresses.everywhere)
    add(row, [row.PublicIp ?? row.CarrierIp ?? row.CustomerOwnedIp])
  for (const row of inventory.networkInterfaces.everywhere) add(row, publicIpsOf(row))
  for (const row of inventory.natGateways.everywhere) add(row, ofNatGateway(row))
  for (const row of inventory.vpnConnections.everywhere) add(row, ofConnection(row))
  return { all, regions, unsaid }
}

function ofNatGateway({
  State,
  ConnectivityType,
  NatGatewayAddresses,
}: RowOf<'natGateways'>): readonly (string | undefined)[] {
  if (ConnectivityType === 'private' || same(State, 'deleted', 'failed')) return []
  return NatGatewayAddresses?.map((one) => one.PublicIp) ?? [undefined]
}

function ofConnection(connection: VpnConnection): readonly (string | undefined)[] {
  if (same(connection.State, 'deleted')) return []
  return tunnelOptionsOf(connection)?.map((one) => one.OutsideIpAddress) ?? [undefined]
}

function unreadHolders({
  addresses,
  networkInterfaces,
  natGateways,
  vpnConnections,
}: Looks): string | undefined {
  const tables = {
    addresses,
    'network interfaces': networkInterfaces,
    'NAT gateways': natGateways,
    'VPN connections': vpnConnections,
  }
  const unread = Object.entries(tables).find(([, table]) => !table.complete)
  return unread && `not all ${unread[0]} were read`
}

/** The accounts of which something was read, and in which a Region was not. */
export function accountsWithout(
  region: string,
  { here, addresses, networkInterfaces }: Looks,
): readonly string[] {
  const rows = [...addresses.everywhere, ...networkInterfaces.everywhere]
  const accounts = new Set([here.account, ...rows.map((row) => row.account)])
  return [...accounts].filter((account) => !networkInterfaces.readIn({ account, region })).toSorted()
}
