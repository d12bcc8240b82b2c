import type { Inventory } from '../inventory/inventory.ts'
import { type NetworkInterface, groupIdsOf, instanceIdOf, publicIpsOf } from './interfaces.ts'
import { TCP, UDP, protocolNumber } from './nacl.ts'
import { type Instance, interfaceTargetOf } from './nat-instances.ts'
import { type Prefix, contains, overlaps } from './prefix.ts'
import { isPrivate } from './private-ranges.ts'
import { type Route, type RouteTable, prefixesOf, targetOf } from './routing.ts'
import { type Permission, type SecurityGroup, sourcesOf } from './security-groups.ts'
import { same } from './same.ts'
import { isInUse } from './table-use.ts'

export interface Forwarding {
  readonly table: RouteTable
  readonly route: Route
  readonly prefixes: readonly Prefix[]
}

/** An instance that routes of a VPC hand packets for private networks elsewhere. */
export interface Forwarder {
  readonly instance: Instance
  readonly eni: NetworkInterface
  readonly forwards: readonly Forwarding[]
}

export interface Forwarders {
  readonly byInstance: ReadonlyMap<string, Forwarder>
  /** Routes of which it is not known what they are for or where they lead. */
  readonly vague: readonly { readonly table: RouteTable; readonly prefixes: readonly Prefix[] | undefined }[]
}

type Known = Inventory<'instances' | 'networkInterfaces' | 'routeTables' | 'subnets' | 'prefixListEntries'>

/** Instances of this place to which tables in use lead for private networks outside their VPC. */
export function forwarders(inventory: Known): Forwarders {
  const byInstance = new Map<string, Forwarder>()
  const vague: { table: RouteTable; prefixes: readonly Prefix[] | undefined }[] = []
  for (const table of inventory.routeTables) {
    const routes = table.Routes?.filter((route) => targetOf(route).kind === 'network-interface') ?? []
    if (routes.length === 0 || !isInUse(table, inventory)) continue
    const local = (table.Routes ?? [])
      .filter((route) => targetOf(route).kind === 'local')
      .flatMap((route) => prefixesOf(route, inventory) ?? [])
    for (const route of routes) {
      const prefixes = prefixesOf(route, inventory)
      if (prefixes && !prefixes.every((prefix) => isElsewhere(prefix, local))) continue
      const eni = interfaceTargetOf(route, inventory)
      const instance = inventory.instances.get(eni?.Attachment?.InstanceId)
      if (!prefixes || !eni || !instance) {
        if (!same(route.State, 'blackhole')) vague.push({ table, prefixes })
        continue
      }
      const known = byInstance.get(instance.id) ?? { instance, eni, forwards: [] }
      const forwards = [...known.forwards, { table, route, prefixes }]
      byInstance.set(instance.id, { ...known, forwards })
    }
  }
  return { byInstance, vague }
}

const isElsewhere = (prefix: Prefix, local: readonly Prefix[]): boolean =>
  isPrivate(prefix) && !local.some((block) => contains(block, prefix))

const prefixesFor = ({ forwards }: Forwarder): readonly Prefix[] => forwards.flatMap((one) => one.prefixes)

/** Whether two forward for one network at least. */
export const forwardsAlike = (a: Forwarder, b: Forwarder): boolean =>
  prefixesFor(a).some((own) => prefixesFor(b).some((other) => overlaps(own, other)))

/** Whether a route that is not understood may be another way for what an instance forwards. */
export const mayRelieve = (vague: Forwarders['vague'][number], { instance, ...rest }: Forwarder): boolean =>
  vague.table.VpcId === instance.VpcId &&
  (vague.prefixes?.some((other) => prefixesFor({ instance, ...rest }).some((own) => overlaps(own, other))) ??
    true)

/** Protocol number and port of IKE, IPsec behind NAT, OpenVPN and WireGuard; ESP has no port. */
const VPN_PORTS = [
  [UDP, 500],
  [UDP, 4500],
  [UDP, 1194],
  [UDP, 51_820],
  [TCP, 1194],
] as const
const ESP = 50

/** Who opens so many ports at once opens them for something else. */
const MOST_PORTS = 1000

/**
 * What lets VPN peers outside in, in the groups of an instance's public interfaces; empty where nothing does. Rules for
 * all protocols or ports are no sign of a VPN.
 * https://docs.aws.amazon.com/vpc/latest/userguide/vpn-connections.html
 */
export function openVpnPorts(
  instance: Instance,
  inventory: Inventory<'networkInterfaces' | 'securityGroups' | 'prefixListEntries'>,
): readonly { readonly group: SecurityGroup; readonly port: string }[] {
  const groups = new Set(
    inventory.networkInterfaces
      .where(instanceIdOf, instance.id)
      .filter((eni) => publicIpsOf(eni).length > 0)
      .flatMap(groupIdsOf),
  )
  return [...groups].flatMap((id) => {
    const group = inventory.securityGroups.get(id)
    const open = group?.IpPermissions?.filter((one) => isForVpn(one) && isFromOutside(one, inventory)) ?? []
    return group ? open.map((permission) => ({ group, port: portLabel(permission) })) : []
  })
}

function isForVpn({ IpProtocol, FromPort, ToPort }: Permission): boolean {
  const protocol = protocolNumber(IpProtocol)
  if (protocol === ESP) return true
  if (FromPort === undefined || ToPort === undefined || ToPort - FromPort > MOST_PORTS) return false
  return VPN_PORTS.some(([own, port]) => own === protocol && FromPort <= port && port <= ToPort)
}

function portLabel({ IpProtocol, FromPort, ToPort }: Permission): string {
  const protocol = protocolNumber(IpProtocol)
  if (protocol === ESP) return 'ESP'
  return `${protocol === UDP ? 'UDP' : 'TCP'} ${FromPort === ToPort ? FromPort : `${FromPort}-${ToPort}`}`
}

const isFromOutside = (permission: Permission, inventory: Inventory<'prefixListEntries'>): boolean => {
  const { sources, unknown } = sourcesOf(permission, inventory)
  return unknown.length > 0 || sources.some(({ prefix }) => !isPrivate(prefix))
}
