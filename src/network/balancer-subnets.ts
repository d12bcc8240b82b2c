import type { Inventory, RowOf } from '../inventory/inventory.ts'
import { schemeOf } from './balancer-scheme.ts'
import { same } from './same.ts'

/** A load balancer of either generation, as far as both are alike. */
export interface PlacedBalancer {
  readonly row: RowOf<'loadBalancers'> | RowOf<'classicLoadBalancers'>
  /** `application`, `network`, `gateway`, or `classic`. */
  readonly type: string
  readonly scheme: string | undefined
  /** The families of its addresses; Classic Load Balancers in a VPC have IPv4 alone. */
  readonly families: readonly (4 | 6)[] | undefined
  /** Undefined where one of them is not in the answer; those on Outposts are left out. */
  readonly subnets: readonly string[] | undefined
}

/** The load balancers of this place, of both generations. */
export function* placedBalancers({
  loadBalancers,
  classicLoadBalancers,
}: Inventory<'loadBalancers' | 'classicLoadBalancers'>): Iterable<PlacedBalancer> {
  for (const row of loadBalancers) {
    const type = row.Type?.toLowerCase() ?? ''
    yield { row, type, scheme: schemeOf(row), families: familiesOf(row), subnets: subnetsOf(row) }
  }
  for (const row of classicLoadBalancers) {
    const subnets = row.Subnets && row.Subnets.length > 0 ? row.Subnets : undefined
    yield { row, type: 'classic', scheme: row.Scheme, families: [4], subnets }
  }
}

/**
 * The families in which the internet reaches a load balancer.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#ip-address-type
 */
export function familiesOf({ IpAddressType }: RowOf<'loadBalancers'>): readonly (4 | 6)[] | undefined {
  if (same(IpAddressType, 'ipv4')) return [4]
  if (same(IpAddressType, 'dualstack')) return [4, 6]
  return same(IpAddressType, 'dualstack-without-public-ipv4') ? [6] : undefined
}

function subnetsOf({ AvailabilityZones }: RowOf<'loadBalancers'>): readonly string[] | undefined {
  const ids = AvailabilityZones?.filter((zone) => !zone.OutpostId).map((zone) => zone.SubnetId)
  return ids?.every((id) => id !== undefined) ? ids : undefined
}

/** Addresses there are the Outpost's own, and so are the ways to the internet. */
export const isOnOutpost = ({ OutpostArn }: RowOf<'subnets'>): boolean => OutpostArn !== undefined

/** How to give a load balancer other subnets. */
export const moveTo = ({ row, type }: PlacedBalancer, old: string, what: string): string =>
  type === 'classic'
    ? `aws elb attach-load-balancer-to-subnets --load-balancer-name ${row.id} --subnets ${what}; aws elb detach-load-balancer-from-subnets --load-balancer-name ${row.id} --subnets ${old}`
    : `aws elbv2 set-subnets --load-balancer-arn ${row.id} --subnets ITS_OTHER_SUBNETS ${what}`
