import { defineKind } from '../kind.ts'
import { listOfCertificates } from './certificates.ts'

/** The certificates that CloudFront can use: those of us-east-1, whichever regions are audited. */
export const edgeCertificates = defineKind({ ...listOfCertificates, global: true, edge: true })
