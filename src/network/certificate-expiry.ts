import type { RowOf } from '../inventory/inventory.ts'
import { same } from './same.ts'

type Certificate = Pick<RowOf<'certificates'>, 'NotAfter' | 'Status' | 'Type' | 'RenewalEligibility'>
type Renewal = Pick<RowOf<'certificateDetails'>, 'RenewalSummary'>

/** How many days before its end a certificate that nobody renews, and one that ACM should have renewed, are a finding. */
export interface Notice {
  readonly days: number
  readonly renewedDays: number
}

export type Expiry =
  | { readonly ends: 'late' }
  /** Negative days have passed since. */
  | { readonly ends: 'soon'; readonly days: number; readonly why: string }
  | { readonly ends: 'over'; readonly why: string }
  | { readonly unknown: string }

const DAY = 86_400_000
const FINE: Expiry = { ends: 'late' }

/**
 * Whether a certificate of ACM ends before anybody renews it. ACM renews what it issued while something uses it and its
 * validation still stands; of a renewal that succeeded, the list already has the new end.
 * https://docs.aws.amazon.com/acm/latest/userguide/managed-renewal.html
 */
export function expiryOf(
  { NotAfter, Status, Type, RenewalEligibility }: Certificate,
  renewal: Renewal | undefined,
  now: number,
  { days: most, renewedDays }: Notice,
): Expiry {
  if (same(Status, 'REVOKED')) return { ends: 'over', why: 'was revoked' }
  const days = daysUntil(NotAfter, now)
  if (same(Status, 'EXPIRED') || (days ?? 0) < 0)
    return { ends: 'over', why: `expired on ${dateOf(NotAfter)}` }
  if (days === undefined) return { unknown: 'when it ends (NotAfter) is not in the answer' }
  if (days >= most) return Status ? FINE : { unknown: 'whether it is valid (Status) is not in the answer' }
  if (same(Type, 'IMPORTED')) return { ends: 'soon', days, why: 'ACM does not renew what was imported' }
  if (days < renewedDays) return { ends: 'soon', days, why: 'ACM has not renewed it although it should have' }
  if (same(RenewalEligibility, 'INELIGIBLE'))
    return { ends: 'soon', days, why: 'ACM does not renew it (RenewalEligibility INELIGIBLE)' }
  if (!Type || !RenewalEligibility || !Status || !renewal)
    return { unknown: 'whether ACM renews it (Type, RenewalEligibility, RenewalSummary) was not read' }
  return ofRenewal(renewal, days)
}

function ofRenewal({ RenewalSummary }: Renewal, days: number): Expiry {
  const { RenewalStatus: status, RenewalStatusReason: reason } = RenewalSummary ?? {}
  if (same(status, 'PENDING_VALIDATION'))
    return { ends: 'soon', days, why: 'its renewal waits for somebody to prove that the domain is theirs' }
  if (same(status, 'FAILED'))
    return { ends: 'soon', days, why: `its renewal failed${reason ? ` (${reason})` : ''}` }
  return FINE
}

/** Whether a certificate of IAM, which nobody renews, ends soon. */
export function uploadedExpiryOf(
  { Expiration }: Pick<RowOf<'serverCertificates'>, 'Expiration'>,
  now: number,
  { days: most }: Pick<Notice, 'days'>,
): Expiry {
  const days = daysUntil(Expiration, now)
  if (days === undefined) return { unknown: 'when it ends (Expiration) is not in the answer' }
  if (days < 0) return { ends: 'over', why: `expired on ${dateOf(Expiration)}` }
  return days < most ? { ends: 'soon', days, why: 'nobody renews what was uploaded to IAM' } : FINE
}

/** Whole days; undefined for what is no date. */
function daysUntil(date: string | undefined, now: number): number | undefined {
  const end = Date.parse(date ?? '')
  return Number.isNaN(end) ? undefined : Math.floor((end - now) / DAY)
}

export const dateOf = (date: string | undefined): string =>
  date?.slice(0, 10) ?? 'a day that is not in the answer'
