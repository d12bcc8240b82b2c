import type { Inventory, RowOf } from '../inventory/inventory.ts'
import { plainName } from './record-names.ts'

/**
 * Whether a name in a certificate covers a host. An asterisk stands for exactly one label, the first.
 * https://docs.aws.amazon.com/acm/latest/userguide/acm-certificate-characteristics.html
 */
export function covers(name: string, host: string): boolean {
  const [own, asked] = [plainName(name), plainName(host)]
  if (!own.startsWith('*.')) return own === asked
  const dot = asked.indexOf('.')
  return dot > 0 && asked.slice(dot) === own.slice(1)
}

/** The names of a certificate of ACM; undefined where they are not all known: lists stop at a hundred. */
export function namesOf(
  certificate: RowOf<'certificates'> | undefined,
  { certificateDetails }: Inventory<'certificateDetails'>,
): readonly string[] | undefined {
  const whole = certificateDetails.under(certificate?.CertificateArn)?.[0]?.SubjectAlternativeNames
  if (whole) return whole
  return certificate?.HasAdditionalSubjectAlternativeNames === false
    ? certificate.SubjectAlternativeNameSummaries
    : undefined
}
