import type { Inventory, RowOf } from '../inventory/inventory.ts'

type Certificate = RowOf<'certificates'>
type Detail = RowOf<'certificateDetails'>

/** A certificate of us-east-1 is CloudFront's, too, and was read twice where that region is audited. */
const each = <Item extends { readonly id: string }>(
  regional: readonly Item[],
  edge: readonly Item[],
): readonly Item[] => {
  const known = new Set(regional.map((one) => one.id))
  return [...regional, ...edge.filter((one) => !known.has(one.id))]
}

/** The certificates of the account that is judged, of all regions, each once. */
export const certificatesOf = ({
  here: { account },
  certificates,
  edgeCertificates,
}: Inventory<'certificates' | 'edgeCertificates'>): readonly Certificate[] =>
  each(certificates.where('account', account), edgeCertificates.where('account', account))

/** What ACM tells of them one by one. */
export const certificateDetailsOf = ({
  here: { account },
  certificateDetails,
  edgeCertificateDetails,
}: Inventory<'certificateDetails' | 'edgeCertificateDetails'>): readonly Detail[] =>
  each(certificateDetails.where('account', account), edgeCertificateDetails.where('account', account))

export const detailOf = (
  arn: string,
  { certificateDetails, edgeCertificateDetails }: Inventory<'certificateDetails' | 'edgeCertificateDetails'>,
): Detail | undefined => certificateDetails.under(arn)?.[0] ?? edgeCertificateDetails.under(arn)?.[0]

export const dayOf = (time: string | undefined): string => time?.slice(0, 10) ?? 'a day that is not known'
