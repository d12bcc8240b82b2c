import type { Inventory, RowOf } from '../inventory/inventory.ts'

export type Distribution = RowOf<'distributions'>

/** The default behavior is one without a path pattern. */
export type Behavior = NonNullable<Distribution['DefaultCacheBehavior']> & {
  readonly PathPattern?: string | undefined
}

/** The distributions of the account with what rules look at: from the list, and, where that is terse, from its configuration. */
export function* configuredDistributions(
  inventory: Inventory<'distributions' | 'distributionConfigs'>,
): Iterable<Distribution> {
  for (const distribution of inventory.distributions) yield configured(distribution, inventory)
}

/** A distribution with what its configuration says besides. */
export function configured(
  distribution: Distribution,
  inventory: Inventory<'distributionConfigs'>,
): Distribution {
  const [config] = inventory.distributionConfigs.under(distribution.Id) ?? []
  return config ? { ...distribution, ...pick(config), ...distribution } : distribution
}

/** Whether it says that its certificate is not CloudFront's: by its certificate's name, or in so many words. */
export const hasOwnCertificate = ({ ViewerCertificate: certificate }: Distribution): boolean =>
  certificate?.CloudFrontDefaultCertificate === false ||
  Boolean(certificate?.ACMCertificateArn ?? certificate?.IAMCertificateId)

/** CloudFront's lists: one of none has no items. Undefined where it is not known what is in it. */
export const listed = <Item>(
  list: { readonly Quantity?: number | undefined; readonly Items?: readonly Item[] | undefined } | undefined,
): readonly Item[] | undefined => list?.Items ?? (list?.Quantity === 0 ? [] : undefined)

/** The behaviors of a distribution as CloudFront tries them: by path pattern, and the default one last. */
export function behaviorsOf({
  CacheBehaviors,
  DefaultCacheBehavior,
}: Distribution): readonly Behavior[] | undefined {
  const ordered = listed(CacheBehaviors)
  if (!DefaultCacheBehavior || !ordered?.every((one) => one.PathPattern !== undefined)) return undefined
  return [...ordered, DefaultCacheBehavior]
}

export const NO_BEHAVIORS = 'its cache behaviors (CacheBehaviors, DefaultCacheBehavior) are not in the answer'

/** `/img/*`, or `the default behavior`. */
export const pathOf = ({ PathPattern }: Pick<Behavior, 'PathPattern'>): string =>
  PathPattern ?? 'the default behavior'

/** Certificate authorities fetch their challenges over plain HTTP. The first slash of a pattern is optional. */
export const isChallenge = ({ PathPattern }: Pick<Behavior, 'PathPattern'>): boolean =>
  PathPattern !== undefined && /^\/?\.well-known\/acme-challenge\//.test(PathPattern)

/** What is wrong with a disabled distribution harms nobody until it is enabled. */
export const unlessDisabled = <Severity>({ Enabled }: Distribution, severity: Severity): Severity | 'info' =>
  Enabled === false ? 'info' : severity

/** How a setting of a distribution is changed: CloudFront takes its configuration whole. */
export const reconfigured = (id: string, change: string): string =>
  `aws cloudfront get-distribution-config --id ${id} > config.json; ${change}; aws cloudfront update-distribution --id ${id} --distribution-config file://config.json --if-match ETAG`

const pick = ({
  Aliases,
  Enabled,
  ViewerCertificate,
  DefaultCacheBehavior,
  CacheBehaviors,
  Origins,
  OriginGroups,
  WebACLId,
  Staging,
  ConnectionMode,
  ViewerMtlsConfig,
}: RowOf<'distributionConfigs'>): Partial<Distribution> => ({
  Aliases,
  Enabled,
  ViewerCertificate,
  DefaultCacheBehavior,
  CacheBehaviors,
  Origins,
  OriginGroups,
  WebACLId,
  Staging,
  ConnectionMode,
  ViewerMtlsConfig,
})
