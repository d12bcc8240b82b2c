import type { Inventory, RowOf } from '../inventory/inventory.ts'
import { preservesClientIp } from './client-ip.ts'
import { clusterOf } from './clusters.ts'
import { same } from './same.ts'
import { type Registration, otherRegistrations } from './shared-targets.ts'
import { isLeaving, targetLabel } from './target-states.ts'

type LoadBalancer = RowOf<'loadBalancers'>
type TargetGroup = RowOf<'targetGroups'>
type Looks = Inventory<'targetGroups' | 'targetGroupAttributes' | 'targetHealth' | 'instances'>

/** A way in which targets that see client addresses get in each other's way. */
export interface Hairpin {
  readonly group: TargetGroup
  /** `i-1 calls lb and is sent back to itself`. */
  readonly effect: string
  readonly fact: string
  readonly shared: readonly string[]
}

/** What is wrong with one group of a balancer, or why that is not known. */
export function hairpinOf(
  group: TargetGroup,
  balancer: LoadBalancer,
  inventory: Looks,
): Hairpin | { readonly unknown: string } | undefined {
  const preserved = preservesClientIp(group, inventory)
  if (preserved === false) return undefined
  const targets = inventory.targetHealth.under(group.id)
  if (preserved === undefined)
    return { unknown: `whether ${group.name} preserves client addresses was not read` }
  if (!targets) return { unknown: `the targets of ${group.name} were not read` }
  if (balancer.Scheme === undefined) return { unknown: 'whether it is internal is not in the answer' }

  const isInternal = same(balancer.Scheme, 'internal')
  const staying = targets.filter((target) => !isLeaving(target))
  const shares = staying.flatMap((target) => sharingOf(target, group, balancer, isInternal, inventory) ?? [])
  const [found] = shares.flatMap((one) => ('unknown' in one ? [] : [one]))
  if (found) return found
  return (isInternal ? nodesOf(group, staying, inventory) : undefined) ?? shares[0]
}

/**
 * A target that stands behind two groups of an internal balancer runs two services, one of which may call the other: a
 * connection that comes back to its sender times out. One port behind two balancers gets connections of two clients
 * that look the same.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-troubleshooting.html
 */
function sharingOf(
  target: RowOf<'targetHealth'>,
  group: TargetGroup,
  balancer: LoadBalancer,
  isInternal: boolean,
  inventory: Looks,
): Hairpin | { readonly unknown: string } | undefined {
  const id = target.Target?.Id ?? ''
  const others = otherRegistrations(target, group, inventory)
  const neighbours = isInternal ? others.filter((other) => isBehind(other, balancer)) : []
  const twins = others.flatMap((other) => {
    const isTwin = twinOf(target, other, balancer, inventory)
    return isTwin === false ? [] : [{ ...other, unsure: other.unsure || isTwin === undefined }]
  })
  const candidates = [...neighbours, ...twins]
  const sure = target.TargetHealth?.State === undefined ? [] : candidates.filter((other) => !other.unsure)
  const [first] = sure
  if (!first) {
    const [doubtful] = candidates
    return doubtful && { unknown: `whether ${id} is also a target of ${doubtful.group.name} is not known` }
  }
  const names = [group, ...sure.map((other) => other.group)].map((one) => one.name ?? one.id)
  const isNeighbour = neighbours.includes(first)
  const label = isNeighbour ? id : targetLabel(target)
  return {
    group,
    effect: isNeighbour
      ? `when ${id} calls it and is sent back to itself, the connection times out`
      : `a client that comes to ${label} by two balancers from one port has its connections taken for one`,
    fact: `shares ${label} with ${names.slice(1).join(', ')} and preserves client addresses`,
    shared: names,
  }
}

const isBehind = ({ group }: Registration, { id }: LoadBalancer): boolean =>
  group.LoadBalancerArns?.includes(id) === true

/** Whether it is the same port behind another network load balancer, which lets it see clients, too. */
function twinOf(
  target: RowOf<'targetHealth'>,
  other: Registration,
  balancer: LoadBalancer,
  inventory: Looks,
): boolean | undefined {
  const isElsewhere = other.group.LoadBalancerArns?.some(
    (arn) => arn !== balancer.id && arn.includes('/net/'),
  )
  if (isElsewhere !== true) return false
  const ports = [target.Target?.Port, other.target.Target?.Port]
  const preserved = preservesClientIp(other.group, inventory)
  if (preserved === false || (!ports.includes(undefined) && ports[0] !== ports[1])) return false
  return ports.includes(undefined) ? undefined : preserved
}

/** Whatever runs in a cluster and calls its own balancer may be sent to the node that it runs on. */
function nodesOf(
  group: TargetGroup,
  targets: readonly RowOf<'targetHealth'>[],
  inventory: Looks,
): Hairpin | { readonly unknown: string } | undefined {
  if (targets.length === 0 || same(group.TargetType, 'ip')) return undefined
  if (!inventory.instances.readIn(group)) return { unknown: `the instances of ${group.name} were not read` }
  const clusters = new Set(
    targets.map(({ Target }) => {
      const instance = inventory.instances.get(Target?.Id)
      return instance && clusterOf(instance)
    }),
  )
  const [cluster] = clusters
  if (clusters.size !== 1 || cluster === undefined) return undefined
  return {
    group,
    effect: `when something in the cluster ${cluster} calls it and is sent to its own node, the connection times out`,
    fact: `has nodes of the cluster ${cluster} as targets and preserves client addresses`,
    shared: [group.name ?? group.id],
  }
}
