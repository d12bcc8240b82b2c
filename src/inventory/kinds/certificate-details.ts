import type { DescribeCertificateResponse } from '@aws-sdk/client-acm'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, from } from '../kind.ts'
import { certificates, listOfCertificates } from './certificates.ts'

/** Only certificates that Amazon issued and something uses have a renewal that the list does not tell of. */
export const isRenewed = (item: {
  readonly CertificateArn?: string | undefined
  readonly InUse?: boolean | undefined
  readonly Type?: string | undefined
}): string | undefined => (item.InUse !== false && item.Type !== 'IMPORTED' ? item.CertificateArn : undefined)

/** What `certificateDetails` and `edgeCertificateDetails` have in common. */
export const certificateDetail = {
  operation: 'acm:DescribeCertificate' as const,
  items: (page: Plain<DescribeCertificateResponse>) => (page.Certificate ? [page.Certificate] : []),
  identify: listOfCertificates.identify,
}

/** Renewal, validation records and users of the certificates of a region. */
export const certificateDetails = defineKind({
  ...certificateDetail,
  per: { param: 'CertificateArn', from: [from(certificates, isRenewed)] },
})
