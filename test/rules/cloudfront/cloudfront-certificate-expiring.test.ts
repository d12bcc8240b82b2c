import rule from '../../../rules/cloudfront/cloudfront-certificate-expiring.ts'
import { type Account, DENIED, account } from '../../support/account.ts'
import type { Item } from '../../support/facts-builder.ts'
import { testRule } from '../../support/test-rule.ts'

const served = (...certificate: readonly [days?: number, fields?: Item<'edgeCertificates'>]): Account =>
  account()
    .distribution('E1')
    .edgeCertificate('1', 'www.example.com', ...certificate)
const renewing = (
  RenewalStatus: 'FAILED' | 'PENDING_VALIDATION' | 'PENDING_AUTO_RENEWAL',
  days = 20,
): Account =>
  account()
    .distribution('E1')
    .edgeCertificate(
      '1',
      'www.example.com',
      days,
      {},
      {
        RenewalStatus,
        DomainValidationOptions: [],
        ...(RenewalStatus === 'FAILED' ? { RenewalStatusReason: 'CAA_ERROR' as const } : {}),
        UpdatedAt: '2026-11-20T00:00:00.000Z',
      },
    )
const IMPORTED = { Type: 'IMPORTED', RenewalEligibility: 'INELIGIBLE' } as const
const uploaded = (Expiration: string): Account =>
  account()
    .distribution('E1', { ViewerCertificate: { IAMCertificateId: 'ASCA1', SSLSupportMethod: 'sni-only' } })
    .add('serverCertificates', {
      Path: '/cloudfront/',
      ServerCertificateName: 'old',
      ServerCertificateId: 'ASCA1',
      Arn: 'arn:aws:iam::111111111111:server-certificate/cloudfront/old',
      Expiration,
    })

const soon = (days: string, date: string, why: string): string[] => [
  `E1: Its certificate ends in ${days}, on ${date}, and ${why}: browsers will then refuse www.example.com.`,
  `  www.example.com ends on ${date}`,
]
const as = (severity: string, [message, ...evidence]: readonly string[]): string[] => [
  `${message} [${severity}]`,
  ...evidence,
]
const BY_HAND = soon('20 days', '2026-12-12', 'ACM does not renew what was imported')

testRule(rule, {
  accepts: {
    'a certificate that lasts': served(),
    'one that ACM will renew before it ends': served(20),
    'one whose renewal goes well': renewing('PENDING_AUTO_RENEWAL'),
    'one that was imported and lasts': served(31, IMPORTED),
    'one of IAM that lasts': uploaded('2027-03-01T00:00:00Z'),
    'another certificate that ends, which nothing uses': served().edgeCertificate(
      '2',
      'old.example.com',
      3,
      IMPORTED,
    ),
  },
  ignores: {
    "CloudFront's own certificate": account().distribution('E1', {
      ViewerCertificate: { CloudFrontDefaultCertificate: true },
    }),
  },
  flags: {
    'an imported certificate': { given: served(20, IMPORTED), finds: BY_HAND },
    'one that ends within days, which is worst': {
      given: served(1.5, IMPORTED),
      finds: as('critical', soon('1 day', '2026-11-23', 'ACM does not renew what was imported')),
    },
    'one that is over': {
      given: served(-2, { Status: 'EXPIRED' }),
      finds: [
        'E1: Its certificate expired on 2026-11-20: browsers refuse www.example.com. [critical]',
        '  www.example.com expired on 2026-11-20',
      ],
    },
    'one that was revoked': {
      given: served(90, { Status: 'REVOKED' }),
      finds: [
        'E1: Its certificate was revoked: browsers refuse www.example.com. [critical]',
        '  www.example.com was revoked',
      ],
    },
    'a renewal that is stuck': {
      given: renewing('PENDING_VALIDATION'),
      finds: soon(
        '20 days',
        '2026-12-12',
        'its renewal waits for somebody to prove that the domain is theirs',
      ),
    },
    'a renewal that failed': {
      given: renewing('FAILED'),
      finds: soon('20 days', '2026-12-12', 'its renewal failed (CAA_ERROR)'),
    },
    'a renewal that is late': {
      given: renewing('PENDING_AUTO_RENEWAL', 10),
      finds: soon('10 days', '2026-12-02', 'ACM has not renewed it although it should have'),
    },
    'one of IAM': {
      given: uploaded('2026-12-12T08:00:00Z'),
      finds: [
        soon('20 days', '2026-12-12', 'nobody renews what was uploaded to IAM')[0] ?? '',
        '  ASCA1 ends on 2026-12-12',
      ],
    },
    'a disabled distribution, mildly': {
      given: account()
        .distribution('E1', { Enabled: false })
        .edgeCertificate('1', 'www.example.com', 20, IMPORTED),
      finds: as('low', BY_HAND),
    },
    'a longer notice, as configured': {
      given: served(50, IMPORTED),
      settings: { days: 60, renewedDays: 14, criticalDays: 7 },
      finds: soon('50 days', '2027-01-11', 'ACM does not renew what was imported'),
    },
  },
  unknown: {
    'a certificate that is not among those that were read': {
      given: account().distribution('E1'),
      says: ['E1: of its certificate arn:aws:acm:us-east-1:111111111111:certificate/1, nothing was read'],
    },
    'a certificate of IAM, where those were not read': {
      given: uploaded('2026-12-12T08:00:00Z').unread('serverCertificates'),
      says: ['E1: of its certificate ASCA1, nothing was read'],
    },
    'a renewal that was not read': {
      given: served(20).unread('edgeCertificateDetails', DENIED),
      says: [
        'E1: of its certificate arn:aws:acm:us-east-1:111111111111:certificate/1, whether ACM renews it (Type, RenewalEligibility, RenewalSummary) was not read',
      ],
    },
  },
})
