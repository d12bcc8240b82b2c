import type { Inventory } from '../inventory/inventory.ts'
import type { VpnConnection } from './vpn-tunnels.ts'

/** The connections of one customer network: one, or a redundant pair. */
export interface Site {
  readonly connections: readonly VpnConnection[]
  readonly isStatic: boolean | undefined
  readonly prefixes: readonly string[]
  readonly asn: string | undefined
}

/**
 * Which connections of a gateway lead to different places. Two that list the same prefixes are two ways to one place,
 * and so, most likely, are two whose devices have the same ASN and announce as many routes: BGP's prefixes are not in
 * any answer. Undefined where connections do not say enough.
 * https://docs.aws.amazon.com/vpn/latest/s2svpn/VPN_CloudHub.html
 */
export function sitesOf(
  connections: readonly VpnConnection[],
  { customerGateways }: Inventory<'customerGateways'>,
): readonly Site[] | undefined {
  const sites = new Map<string, Site>()
  for (const connection of connections) {
    const device = customerGateways.get(connection.CustomerGatewayId)
    const asn = device?.BgpAsn ?? device?.BgpAsnExtended
    const isStatic = connection.Options?.StaticRoutesOnly
    const counts = connection.VgwTelemetry?.map((tunnel) => tunnel.AcceptedRouteCount)
    if (
      isStatic === undefined ||
      (isStatic ? !connection.Routes : !asn || !counts || counts.includes(undefined))
    ) {
      return undefined
    }
    const prefixes = isStatic ? listed(connection) : []
    const most = Math.max(0, ...(counts ?? []).map((count) => count ?? 0))
    const sameDevice = [...sites.entries()].find(([, site]) =>
      site.connections.some((one) => one.CustomerGatewayId === connection.CustomerGatewayId),
    )
    const key = sameDevice?.[0] ?? (isStatic ? `static ${prefixes.join(' ')}` : `BGP ${asn} ${most}`)
    const site = sites.get(key) ?? { connections: [], isStatic, prefixes, asn: isStatic ? undefined : asn }
    sites.set(key, { ...site, connections: [...site.connections, connection] })
  }
  return [...sites.values()]
}

const listed = (connection: VpnConnection): readonly string[] =>
  (connection.Routes ?? []).flatMap((route) => route.DestinationCidrBlock ?? []).toSorted()
