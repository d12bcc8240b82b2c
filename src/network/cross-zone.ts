import type { Inventory, RowOf } from '../inventory/inventory.ts'
import { same } from './same.ts'

type LoadBalancer = RowOf<'loadBalancers'>
type TargetGroup = RowOf<'targetGroups'>

const CROSS_ZONE = 'load_balancing.cross_zone.enabled'

/** The value of an attribute among those that were read for a balancer or a target group. */
export const attributeOf = (
  attributes:
    | readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[]
    | undefined,
  key: string,
): string | undefined => attributes?.find((attribute) => attribute.Key === key)?.Value

/** Whether a balancer's nodes send to targets of all zones, and which attribute says so. */
export type CrossZone =
  | { readonly enabled: boolean; readonly source: string; readonly onGroup: boolean }
  | { readonly unknown: string }

/**
 * The target group decides; where it leaves it to the balancer, application load balancers always do, and network and
 * gateway ones as their attribute says.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/disable-cross-zone.html
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-cross-zone.html
 */
export function effectiveCrossZone(
  group: TargetGroup,
  balancer: LoadBalancer,
  inventory: Inventory<'targetGroupAttributes' | 'loadBalancerAttributes'>,
): CrossZone {
  const ofGroup = inventory.targetGroupAttributes.under(group.id)
  if (!ofGroup) return { unknown: 'its attributes were not read' }
  const own = attributeOf(ofGroup, CROSS_ZONE)
  if (same(own, 'true', 'false'))
    return { enabled: same(own, 'true'), source: `its attribute ${CROSS_ZONE} is ${own}`, onGroup: true }
  if (same(balancer.Type, 'application'))
    return { enabled: true, source: 'application load balancers have it on', onGroup: false }

  const value = attributeOf(inventory.loadBalancerAttributes.under(balancer.id), CROSS_ZONE)
  if (!same(value, 'true', 'false'))
    return { unknown: `the attribute ${CROSS_ZONE} of ${balancer.name ?? balancer.id} was not read` }
  return {
    enabled: same(value, 'true'),
    source: `the attribute ${CROSS_ZONE} of ${balancer.name ?? balancer.id} is ${value}`,
    onGroup: false,
  }
}
