import type { Inventory } from '../inventory/inventory.ts'

/** Those of a region, or those of the edge. */
interface Known {
  readonly sources: Inventory<'deliverySources'>['deliverySources']
  readonly deliveries: Inventory<'deliveries'>['deliveries']
}

const resourcesOf = (source: { readonly resourceArns?: readonly string[] | undefined }): readonly string[] =>
  source.resourceArns ?? []

/** Keys of what the answer does not say enough of. */
const isVagueSource = (source: { readonly resourceArns?: unknown; readonly logType?: unknown }): string =>
  source.resourceArns && source.logType ? 'no' : 'yes'
const isVagueDelivery = (delivery: { readonly deliverySourceName?: unknown }): string =>
  delivery.deliverySourceName ? 'no' : 'yes'

/**
 * Whether the access log of a resource goes anywhere by way of CloudWatch Logs: it has a delivery source for it
 * (`ACCESS_LOGS`, `ALB_ACCESS_LOGS`, `NLB_ACCESS_LOGS`), and a source without a delivery sends nothing. Undefined where that was not
 * all read.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html
 */
export function deliversAccessLog(
  arn: string | undefined,
  { sources, deliveries }: Known,
): boolean | undefined {
  const sends = sources
    .where(resourcesOf, arn)
    .some(
      (source) =>
        source.logType?.toUpperCase().endsWith('ACCESS_LOGS') &&
        deliveries.where('deliverySourceName', source.id).length > 0,
    )
  if (sends) return true
  const areKnown =
    arn !== undefined &&
    sources.readIn() &&
    deliveries.readIn() &&
    sources.where(isVagueSource, 'yes').length === 0 &&
    deliveries.where(isVagueDelivery, 'yes').length === 0
  return areKnown ? false : undefined
}
