import { describe, expect, test } from 'vitest'
import { expiryOf, uploadedExpiryOf } from '../../src/network/certificate-expiry.ts'

const NOW = Date.parse('2026-11-22T08:00:00Z')
const NOTICE = { days: 30, renewedDays: 14 }
const inDays = (days: number): string => new Date(NOW + days * 86_400_000).toISOString()

const issued = { Status: 'ISSUED', Type: 'AMAZON_ISSUED', RenewalEligibility: 'ELIGIBLE' } as const
const imported = { Status: 'ISSUED', Type: 'IMPORTED', RenewalEligibility: 'INELIGIBLE' } as const
const renewal = (RenewalStatus: 'PENDING_VALIDATION' | 'FAILED' | 'SUCCESS') => ({
  RenewalSummary: { RenewalStatus, DomainValidationOptions: [], UpdatedAt: inDays(-1) },
})

describe('expiryOf', () => {
  test.each<[string, Parameters<typeof expiryOf>[0], Parameters<typeof expiryOf>[1], object]>([
    ['far away', { ...imported, NotAfter: inDays(30) }, undefined, { ends: 'late' }],
    [
      'imported, on the last day that counts',
      { ...imported, NotAfter: inDays(29.9) },
      undefined,
      { ends: 'soon', days: 29, why: 'ACM does not renew what was imported' },
    ],
    ['renewed by ACM, not begun', { ...issued, NotAfter: inDays(20) }, {}, { ends: 'late' }],
    ['renewed by ACM, going well', { ...issued, NotAfter: inDays(20) }, renewal('SUCCESS'), { ends: 'late' }],
    [
      'renewed by ACM, but stuck',
      { ...issued, NotAfter: inDays(20) },
      renewal('PENDING_VALIDATION'),
      { ends: 'soon', days: 20, why: 'its renewal waits for somebody to prove that the domain is theirs' },
    ],
    [
      'renewed by ACM, in vain',
      { ...issued, NotAfter: inDays(20) },
      renewal('FAILED'),
      { ends: 'soon', days: 20, why: 'its renewal failed' },
    ],
    [
      'renewed by ACM, too late',
      { ...issued, NotAfter: inDays(13.5) },
      renewal('SUCCESS'),
      { ends: 'soon', days: 13, why: 'ACM has not renewed it although it should have' },
    ],
    [
      'issued by ACM and not renewed',
      { ...issued, RenewalEligibility: 'INELIGIBLE', NotAfter: inDays(20) },
      undefined,
      { ends: 'soon', days: 20, why: 'ACM does not renew it (RenewalEligibility INELIGIBLE)' },
    ],
    ['over', { ...issued, NotAfter: inDays(-1) }, undefined, { ends: 'over', why: 'expired on 2026-11-21' }],
    [
      'revoked',
      { ...issued, Status: 'REVOKED', NotAfter: inDays(90) },
      undefined,
      { ends: 'over', why: 'was revoked' },
    ],
    [
      'of an unknown renewal',
      { ...issued, NotAfter: inDays(20) },
      undefined,
      { unknown: 'whether ACM renews it (Type, RenewalEligibility, RenewalSummary) was not read' },
    ],
    ['without an end', issued, {}, { unknown: 'when it ends (NotAfter) is not in the answer' }],
  ])('%s', (_, certificate, detail, expected) => {
    expect(expiryOf(certificate, detail, NOW, NOTICE)).toEqual(expected)
  })
})

describe('uploadedExpiryOf', () => {
  test.each<[string | undefined, object]>([
    [inDays(30), { ends: 'late' }],
    [inDays(3), { ends: 'soon', days: 3, why: 'nobody renews what was uploaded to IAM' }],
    [inDays(-3), { ends: 'over', why: 'expired on 2026-11-19' }],
    [undefined, { unknown: 'when it ends (Expiration) is not in the answer' }],
  ])('%s', (Expiration, expected) => {
    expect(uploadedExpiryOf({ Expiration }, NOW, NOTICE)).toEqual(expected)
  })
})
