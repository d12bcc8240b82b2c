import type { RowOf } from '../inventory/inventory.ts'

/**
 * Whether a load balancer is `internal` or `internet-facing`. The name of an internal application load balancer begins
 * with `internal-`, and that of another does not: it tells where the answer does not.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html
 */
export const schemeOf = ({ Scheme, Type, DNSName }: RowOf<'loadBalancers'>): string | undefined => {
  if (Scheme !== undefined || Type !== 'application' || !DNSName) return Scheme
  return DNSName.startsWith('internal-') ? 'internal' : 'internet-facing'
}
