import type { Inventory, RowOf } from '../inventory/inventory.ts'
import { vpcBlocks } from './blocks.ts'
import { contains, parsePrefix } from './prefix.ts'
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

interface Claim {
  readonly site: Site
  readonly prefix: string
}

/** A static prefix that two sites list. One within another's is no conflict: the longer one wins, and may be meant to. */
export function prefixOfTwo(sites: readonly Site[]): (Claim & { readonly owner: Site }) | undefined {
  const owners = new Map<string, Site>()
  for (const site of sites) {
    for (const prefix of site.prefixes) {
      const owner = owners.get(prefix)
      if (owner) return { site, prefix, owner }
      owners.set(prefix, site)
    }
  }
  return undefined
}

/** A static prefix within the blocks of a VPC, whose local route wins over whatever is propagated. */
export function prefixWithin(
  vpcs: readonly RowOf<'vpcs'>[],
  sites: readonly Site[],
): (Claim & { readonly vpc: RowOf<'vpcs'> }) | undefined {
  for (const site of sites) {
    for (const prefix of site.prefixes) {
      const parsed = parsePrefix(prefix)
      const vpc = vpcs.find((one) => parsed && vpcBlocks(one).some((block) => contains(block, parsed)))
      if (vpc) return { site, prefix, vpc }
    }
  }
  return undefined
}
