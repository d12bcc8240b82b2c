import type { Inventory, RowOf } from '../inventory/inventory.ts'

export type Distribution = RowOf<'distributions'>

/** The distributions of the account with what rules look at: from the list, and, where that is terse, from its configuration. */
export function* configuredDistributions(
  inventory: Inventory<'distributions' | 'distributionConfigs'>,
): Iterable<Distribution> {
  for (const distribution of inventory.distributions) {
    const [config] = inventory.distributionConfigs.under(distribution.Id) ?? []
    yield config ? { ...distribution, ...pick(config), ...distribution } : distribution
  }
}

/** Whether it says that its certificate is not CloudFront's: by its certificate's name, or in so many words. */
export const hasOwnCertificate = ({ ViewerCertificate: certificate }: Distribution): boolean =>
  certificate?.CloudFrontDefaultCertificate === false ||
  Boolean(certificate?.ACMCertificateArn ?? certificate?.IAMCertificateId)

const pick = ({
  Aliases,
  Enabled,
  ViewerCertificate,
  DefaultCacheBehavior,
  CacheBehaviors,
  Origins,
}: RowOf<'distributionConfigs'>): Partial<Distribution> => ({
  Aliases,
  Enabled,
  ViewerCertificate,
  DefaultCacheBehavior,
  CacheBehaviors,
  Origins,
})
