import type { Inventory, RowOf } from '../inventory/inventory.ts'
import { tunnelKey } from '../inventory/vpn-tunnel.ts'
import { type TunnelOptions, type VpnConnection, tunnelsOf } from './vpn-tunnels.ts'

type Maintenance = RowOf<'vpnTunnelReplacements'>['MaintenanceDetails']

export interface Endpoint {
  readonly address: string
  readonly isControlled: boolean | undefined
  readonly details: Maintenance
  /** After this time AWS replaces it by itself. */
  readonly due: number | undefined
  /** Something may be planned, and it is not known what, or when, or what it would break. */
  readonly isVague: boolean
  readonly status: string | undefined
  /** `none` where telemetry knows one tunnel only, which then carries everything. */
  readonly sibling: string | undefined
}

/**
 * The endpoint of one tunnel: whether AWS waits with replacing it, until when, and what its failure would leave.
 * https://docs.aws.amazon.com/vpn/latest/s2svpn/tunnel-endpoint-lifecycle.html
 */
export function endpointOf(
  connection: VpnConnection,
  option: TunnelOptions,
  { vpnTunnelReplacements }: Inventory<'vpnTunnelReplacements'>,
): Endpoint {
  const address = option.OutsideIpAddress ?? ''
  const [row] = vpnTunnelReplacements.under(tunnelKey(connection.id, address)) ?? []
  const details = row?.MaintenanceDetails
  const date = Date.parse(details?.MaintenanceAutoAppliedAfter ?? '')
  const isPlanned = saysPending(details?.PendingMaintenance)
  const tunnels = tunnelsOf(connection)
  const own = tunnels?.find((tunnel) => tunnel.OutsideIpAddress === address)
  const other = tunnels?.find((tunnel) => tunnel !== own)
  const isDue = isPlanned === true && !Number.isNaN(date)
  return {
    address,
    isControlled: option.EnableTunnelLifecycleControl,
    details,
    due: isDue ? date : undefined,
    isVague: details === undefined || (isDue ? !own : (isPlanned ?? !Number.isNaN(date))),
    status: own?.Status,
    sibling: tunnels && (other?.Status ?? 'none'),
  }
}

/** AWS documents no values for this field. */
const saysPending = (text: string | undefined): boolean | undefined =>
  text === undefined ? undefined : !/^(none|no|false|not[ -]available|)$/i.test(text.trim())
