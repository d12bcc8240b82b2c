import { type Host, type Network, type Packet, type Subnet, covers, holds } from './oracle-model.ts'

/** The first entry that matches decides. */
export function aclAllows(
  network: Network,
  subnet: Subnet,
  direction: 'in' | 'out',
  packet: Packet,
): boolean {
  const entries = network.acls.find((one) => one.name === subnet.acl)?.[direction] ?? []
  const other = direction === 'in' ? packet.source : packet.destination
  const first = entries
    .toSorted((a, b) => a.number - b.number)
    .find((one) => covers(one, packet.protocol, packet.port) && holds(one.cidr, other))
  return first?.allow ?? false
}

/** Any rule of any group is enough. */
export function groupsAllow(
  network: Network,
  host: Host,
  direction: 'in' | 'out',
  packet: Packet,
  peer: Host | undefined,
): boolean {
  const other = direction === 'in' ? packet.source : packet.destination
  const permissions = network.groups
    .filter((one) => host.groups.includes(one.name))
    .flatMap((one) => one[direction])
  return permissions.some(
    (one) =>
      covers(one, packet.protocol, packet.port) &&
      (one.cidr !== undefined ? holds(one.cidr, other) : peer?.groups.includes(one.group ?? '') === true),
  )
}
