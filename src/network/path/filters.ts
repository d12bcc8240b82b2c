/** What security groups and network ACLs do with a packet, and by which rule. */
import type { RowOf } from '../../inventory/inventory.ts'
import { groupIdsOf } from '../interfaces.ts'
import { type IntervalSet, intersect, isEmpty, subtract } from '../intervals.ts'
import { type Entry, TCP, UDP, aclOf, entriesOf, portsLabel, protocolNumber, ruleLabel } from '../nacl.ts'
import { contains } from '../prefix.ts'
import { type Permission, sourcesOf } from '../security-groups.ts'
import { type Hop, at } from './hops.ts'
import { addressLabel } from '../address-label.ts'
import { ICMP, ICMPV6, type Packet, hostPrefix } from './packet.ts'
import type { Peer } from './walk.ts'
import type { Eni, Subnet, World } from './world.ts'

type Direction = 'inbound' | 'outbound'

const named: Readonly<Record<number, string>> = {
  [TCP]: 'TCP',
  [UDP]: 'UDP',
  [ICMP]: 'ICMP',
  [ICMPV6]: 'ICMPv6',
}

export const protocolLabel = (protocol: number): string => named[protocol] ?? `protocol ${protocol}`

const hasPorts = (protocol: number): boolean => protocol === TCP || protocol === UDP

const trafficLabel = (packet: Packet): string =>
  hasPorts(packet.protocol)
    ? `${protocolLabel(packet.protocol)} ${portsLabel(packet.destinationPorts)}`
    : protocolLabel(packet.protocol)

/**
 * The network ACL of a subnet. The packets of one connection may come from a range of client ports, and the answers go
 * to that range: when a part of it is denied, connections from those ports fail, so the packets are dropped.
 * https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html
 */
export function throughAcl(subnet: Subnet, direction: Direction, packet: Packet, world: World): Hop {
  const acl = aclOf(subnet, world)
  if (!acl) return at(subnet, 'unknown', `the network ACL of ${subnet.id} was not read`)
  const entries = entriesOf(acl, direction)
  if (!entries) return at(acl, 'unknown', `the ${direction} entries of ${acl.id} are not all in the answer`)
  const remote = direction === 'inbound' ? packet.source : packet.destination
  const { allowedBy, denied, deniedBy } = decide(entries, packet, remote)
  const way = `${trafficLabel(packet)} ${direction === 'inbound' ? 'from' : 'to'} ${addressLabel(packet.family, remote)}`
  const fields = { NetworkAclId: acl.id, SubnetId: subnet.id, direction }
  if (denied.length === 0) {
    const rules = [...allowedBy].map(ruleLabel).join(', ')
    return at(acl, 'allows', `${direction} rule ${rules} allows ${way} (${subnet.id})`, {
      ...fields,
      RuleNumber: [...allowedBy],
    })
  }
  const part = hasPorts(packet.protocol)
    ? `${protocolLabel(packet.protocol)} ${portsLabel(denied)}`
    : protocolLabel(packet.protocol)
  const whole = isEmpty(subtract(packet.destinationPorts, denied))
  const hop = at(
    acl,
    'drops',
    `${direction} rule ${ruleLabel(deniedBy)} denies ${part} ${direction === 'inbound' ? 'from' : 'to'} ${addressLabel(packet.family, remote)} (${subnet.id})${whole ? '' : '; other ports pass'}`,
    { ...fields, RuleNumber: deniedBy, deniedPorts: portsLabel(denied) },
  )
  const flag = direction === 'inbound' ? '--ingress' : '--egress'
  return {
    ...hop,
    remedy: `allow ${part} ${direction} in ${acl.id} before rule ${ruleLabel(deniedBy)}: aws ec2 create-network-acl-entry --network-acl-id ${acl.id} ${flag} …`,
  }
}

interface AclDecision {
  readonly allowedBy: ReadonlySet<number>
  readonly denied: IntervalSet<number>
  /** The first entry that denies any of it. */
  readonly deniedBy: number
}

/** First match decides, port by port. */
function decide(entries: readonly Entry[], packet: Packet, remote: bigint): AclDecision {
  const host = hostPrefix(packet.family, remote)
  const allowedBy = new Set<number>()
  let left = packet.destinationPorts
  let denied: IntervalSet<number> = []
  let deniedBy: number | undefined
  for (const entry of entries) {
    if (entry.protocol !== -1 && entry.protocol !== packet.protocol) continue
    if (!contains(entry.prefix, host)) continue
    const hit = matching(entry, packet, left)
    if (isEmpty(hit)) continue
    left = subtract(left, hit)
    if (entry.allow) allowedBy.add(entry.number)
    else {
      denied = [...denied, ...hit]
      deniedBy ??= entry.number
    }
    if (isEmpty(left)) break
  }
  return { allowedBy, denied: [...denied, ...left], deniedBy: deniedBy ?? 32_767 }
}

function matching(entry: Entry, packet: Packet, left: IntervalSet<number>): IntervalSet<number> {
  if (entry.protocol === -1) return left
  if (hasPorts(packet.protocol)) return intersect(entry.ports, left)
  if (!entry.icmp || entry.icmp.type === -1) return left
  if (!isPlainCode(entry.icmp.code)) return []
  return intersect([[entry.icmp.type, entry.icmp.type + 1]], left)
}

/**
 * The security groups of an interface. They keep state: only the packet that opens a connection is asked about.
 * `peer` is the interface at the other end, where groups may be named instead of addresses; it is undefined when the
 * address was translated on the way, when a middlebox or another region lies between, or nobody who was read has it.
 * https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
 */
export function throughGroups(eni: Eni, direction: Direction, packet: Packet, peer: Peer, world: World): Hop {
  if (!eni.Groups) return at(eni, 'unknown', 'its security groups are not in the answer')
  const ids = groupIdsOf(eni)
  const remote = direction === 'inbound' ? packet.source : packet.destination
  const way = `${trafficLabel(packet)} ${direction === 'inbound' ? 'from' : 'to'} ${addressLabel(packet.family, remote)}`
  if (ids.length === 0) return at(eni, 'allows', 'it wears no security group')

  let doubt: string | undefined
  for (const id of ids) {
    const group = world.securityGroups.get(id)
    const permissions = direction === 'inbound' ? group?.IpPermissions : group?.IpPermissionsEgress
    if (!group || !permissions) {
      doubt ??= `the security group ${id} was not read`
      continue
    }
    for (const permission of permissions) {
      const match = permits(permission, packet, remote, peer, world)
      if (match === undefined) continue
      if ('doubt' in match) doubt ??= `${match.doubt} in ${id}`
      else
        return at(group, 'allows', `${direction} ${ruleText(permission)} ${match.by} allows ${way}`, {
          GroupId: id,
          direction,
          permission: { ...permission },
        })
    }
  }
  if (doubt) return at(eni, 'unknown', doubt)
  const [first] = ids
  return {
    ...at(eni, 'drops', `no ${direction} rule of ${ids.join(', ')} allows ${way}`, {
      Groups: ids,
      direction,
    }),
    remedy: `allow ${way} in ${first}: aws ec2 authorize-security-group-${direction === 'inbound' ? 'ingress' : 'egress'} --group-id ${first} …`,
  }
}

const ruleText = (permission: Permission): string => {
  const protocol = protocolNumber(permission.IpProtocol)
  if (protocol === -1) return 'rule for all traffic'
  const { FromPort, ToPort } = permission
  const ports = FromPort === undefined ? '' : ` ${FromPort === ToPort ? FromPort : `${FromPort}-${ToPort}`}`
  return `rule for ${protocolLabel(protocol ?? -2)}${ports}`
}

/** The source or destination by which a permission lets the packet through; undefined when it does not. */
function permits(
  permission: Permission,
  packet: Packet,
  remote: bigint,
  peer: Peer,
  world: World,
): { readonly by: string } | { readonly doubt: string } | undefined {
  const covered = coversPorts(permission, packet)
  if (covered === undefined) return { doubt: 'the protocol or ports of a rule are not in the answer' }
  if (!covered) return undefined
  const host = hostPrefix(packet.family, remote)
  const { sources, unknown } = sourcesOf(permission, world)
  const source = sources.find((one) => contains(one.prefix, host))
  if (source) return { by: `with ${source.label}` }
  if (peer === 'unknown' && permission.UserIdGroupPairs?.length)
    return { doubt: 'a rule names a group, and whether the other end wears it was not read' }
  const groups = peer && peer !== 'unknown' ? groupIdsOf(peer) : []
  const pair = (permission.UserIdGroupPairs ?? []).find(
    (one: RowPair) => one.GroupId !== undefined && groups.includes(one.GroupId),
  )
  if (pair) return { by: `with ${pair.GroupId}` }
  return unknown[0] ? { doubt: `the entries of ${unknown[0]} were not read` } : undefined
}

type RowPair = NonNullable<
  NonNullable<RowOf<'securityGroups'>['IpPermissions']>[number]['UserIdGroupPairs']
>[number]

function coversPorts(permission: Permission, packet: Packet): boolean | undefined {
  const protocol = protocolNumber(permission.IpProtocol)
  if (protocol === undefined) return undefined
  if (protocol === -1) return true
  if (protocol !== packet.protocol) return false
  const { FromPort, ToPort } = permission
  if (FromPort === -1) return true
  if (hasPorts(protocol)) {
    if (FromPort === undefined || ToPort === undefined) return undefined
    return isEmpty(subtract(packet.destinationPorts, [[FromPort, ToPort + 1]]))
  }
  if (protocol !== ICMP && protocol !== ICMPV6) return true
  // For ICMP the two are the type and the code.
  if (FromPort === undefined) return undefined
  return isPlainCode(ToPort ?? -1) && isEmpty(subtract(packet.destinationPorts, [[FromPort, FromPort + 1]]))
}

/** Requests and their answers have the code 0; -1 stands for all of them. */
const isPlainCode = (code: number): boolean => code === 0 || code === -1
