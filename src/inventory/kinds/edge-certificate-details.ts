import { defineKind, from } from '../kind.ts'
import { certificateDetail, isRenewed } from './certificate-details.ts'
import { edgeCertificates } from './edge-certificates.ts'

/** Renewal, validation records and users of the certificates that CloudFront can use. */
export const edgeCertificateDetails = defineKind({
  ...certificateDetail,
  global: true,
  edge: true,
  per: { param: 'CertificateArn', from: [from(edgeCertificates, isRenewed)] },
})
