import type { Inventory, Row, RowOf } from '../inventory/inventory.ts'
import { type Expiry, type Notice, dateOf, expiryOf, uploadedExpiryOf } from './certificate-expiry.ts'

/** A certificate that something shows to its clients, and what is to be said of it. */
export interface UsedCertificate {
  readonly expiry: Expiry
  readonly certificate?: Row | undefined
  readonly end?: string | undefined
  readonly fields: Readonly<Record<string, unknown>>
  readonly remediation: string
}

/** Those of a region, or those of the edge. */
interface Acm {
  readonly certificates: Inventory<'certificates'>['certificates']
  readonly details: Inventory<'certificateDetails'>['certificateDetails']
}

/** One that is in no list may be another account's, or not be there: nothing that can be told apart. */
const MISSING: Expiry = { unknown: 'nothing was read' }

/** A certificate of ACM, by its ARN. */
export function acmCertificate(
  arn: string,
  { certificates, details }: Acm,
  now: number,
  notice: Notice,
): UsedCertificate {
  const certificate = certificates.get(arn)
  const detail = details.under(arn)?.[0]
  const [, , , region = 'us-east-1'] = arn.split(':')
  return {
    expiry: certificate ? expiryOf(certificate, detail, now, notice) : MISSING,
    certificate,
    end: certificate?.NotAfter,
    fields: {
      NotAfter: certificate?.NotAfter,
      Status: certificate?.Status,
      Type: certificate?.Type,
      RenewalEligibility: certificate?.RenewalEligibility,
      RenewalStatus: detail?.RenewalSummary?.RenewalStatus,
      RenewalStatusReason: detail?.RenewalSummary?.RenewalStatusReason,
    },
    remediation:
      certificate?.Type === 'IMPORTED'
        ? `aws acm import-certificate --region ${region} --certificate-arn ${arn} --certificate fileb://certificate.pem --private-key fileb://key.pem --certificate-chain fileb://chain.pem`
        : `aws acm describe-certificate --region ${region} --certificate-arn ${arn}, then put back the records of DomainValidationOptions (aws route53 change-resource-record-sets) and let CAA records allow amazon.com`,
  }
}

/** A certificate that was uploaded to IAM; `replace` says where another one goes instead. */
export const iamCertificate = (
  certificate: RowOf<'serverCertificates'> | undefined,
  now: number,
  notice: Pick<Notice, 'days'>,
  { region, replace }: { readonly region: string; readonly replace: string },
): UsedCertificate => ({
  expiry: certificate ? uploadedExpiryOf(certificate, now, notice) : MISSING,
  certificate,
  end: certificate?.Expiration,
  fields: { Expiration: certificate?.Expiration, Path: certificate?.Path },
  remediation: `aws acm request-certificate --region ${region} --validation-method DNS --domain-name NAME for the names of ${replace}`,
})

/** `expired on 2026-11-01`, or `ends in 5 days, on 2026-11-27, and nobody renews what was uploaded to IAM`. */
export const endingOf = (expiry: Expiry & { readonly why: string }, end: string | undefined): string =>
  'days' in expiry
    ? `ends in ${expiry.days} ${expiry.days === 1 ? 'day' : 'days'}, on ${dateOf(end)}, and ${expiry.why}`
    : expiry.why
