import type { Inventory, RowOf } from '../inventory/inventory.ts'
import { attributeOf } from './cross-zone.ts'
import { same } from './same.ts'

type TargetGroup = RowOf<'targetGroups'>

export const PRESERVE = 'preserve_client_ip.enabled'

const NETWORK = ['TCP', 'TLS', 'UDP', 'TCP_UDP', 'QUIC', 'TCP_QUIC']

/**
 * Whether targets of a network load balancer see who called, and not the balancer: as the attribute says or else as is
 * usual for the type and the protocol. Application load balancers always call by themselves. Undefined where what
 * decides was not read.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html#client-ip-preservation
 */
export function preservesClientIp(
  { id, Protocol, TargetType }: TargetGroup,
  inventory: Inventory<'targetGroupAttributes'>,
): boolean | undefined {
  if (Protocol === undefined) return undefined
  if (!same(Protocol, ...NETWORK)) return false
  const attributes = inventory.targetGroupAttributes.under(id)
  const set = attributeOf(attributes, PRESERVE)
  if (set !== undefined) return same(set, 'true')
  if (!attributes || TargetType === undefined) return undefined
  return same(TargetType, 'instance') || !mayStopPreserving({ Protocol })
}

/** With datagrams, client addresses are always preserved. */
export const mayStopPreserving = ({ Protocol }: Pick<TargetGroup, 'Protocol'>): boolean =>
  same(Protocol, 'TCP', 'TLS')
