import rule from '../../../rules/route53/route53-acm-validation-record-missing.ts'
import { type Account, account } from '../../support/account.ts'
import type { Item } from '../../support/facts-builder.ts'
import { testRule } from '../../support/test-rule.ts'

type Detail = Item<'certificateDetails'>

const cname = (domain: string) => account().validationCname(domain)
const { Name: proof, Value: value } = account().validationRecord('www.example.com')
const PROOF = proof.slice(0, -1)
const other: Item<'resourceRecordSets'> = {
  Name: 'www.example.com.',
  Type: 'A',
  TTL: 60,
  ResourceRecords: [{ Value: '192.0.2.1' }],
}
const zone = (...records: readonly Item<'resourceRecordSets'>[]): Account =>
  account().publicZone('example.com', [other, ...records])
const used = (given: Account, detail: Detail = {}, summary: Item<'certificates'> = {}): Account =>
  given.certificate('web', ['www.example.com'], summary, detail)
const validated = (fields: object): Detail => ({
  DomainValidationOptions: [{ DomainName: 'www.example.com', ...fields }],
})
const finds = (until = '2027-03-18', waiting = false): readonly string[] => [
  `www.example.com: ACM cannot renew the certificate for www.example.com: ${PROOF} is not in zone ZEXAMPLECOM. It runs out on ${until}, and clients then refuse to connect.${waiting ? ' [critical]' : ''}`,
  `  www.example.com is in use by 1 resource and valid until ${until}${waiting ? '; its renewal waits for validation' : ''}`,
  `  ZEXAMPLECOM has no CNAME at ${PROOF}`,
]

testRule(rule, {
  accepts: {
    'a record that is there': used(zone(cname('www.example.com'))),
    'a record in another case': used(
      zone({
        ...cname('www.example.com'),
        Name: proof.toUpperCase(),
        ResourceRecords: [{ Value: value.slice(0, -1).toUpperCase() }],
      }),
    ),
    'a wildcard and its apex, which share a record': zone(cname('example.com')).certificate('web', [
      'example.com',
      '*.example.com',
    ]),
    'a zone of another account': [
      used(account()),
      account({ id: '222222222222' }).publicZone('example.com', [other, cname('www.example.com')]),
    ],
    'the zone that the domain is delegated to, of two': used(zone(cname('www.example.com')))
      .publicZone('example.com', [other], { id: 'old' })
      .domain('example.com'),
  },
  flags: {
    'a record that is gone': { given: used(zone()), finds: finds() },
    'a record with another value': {
      given: used(
        zone({ ...cname('www.example.com'), ResourceRecords: [{ Value: '_old.acm-validations.aws.' }] }),
      ),
      finds: [
        `www.example.com: ACM cannot renew the certificate for www.example.com: ${PROOF} has another value in zone ZEXAMPLECOM. It runs out on 2027-03-18, and clients then refuse to connect.`,
        '  www.example.com is in use by 1 resource and valid until 2027-03-18',
        `  ZEXAMPLECOM has _old.acm-validations.aws. at ${PROOF}`,
      ],
    },
    'a renewal that waits for it, with a month to go': {
      given: used(zone(), {
        NotAfter: '2026-12-20T00:00:00.000Z',
        RenewalSummary: {
          RenewalStatus: 'PENDING_VALIDATION',
          DomainValidationOptions: [],
          UpdatedAt: '2026-11-01T00:00:00.000Z',
        },
      }),
      finds: finds('2026-12-20', true),
    },
    'a certificate that was read twice': {
      given: used(zone()).certificate('web', ['www.example.com'], {}, {}, 'edgeCertificates'),
      finds: finds(),
    },
  },
  ignores: {
    'a name outside of our zones': used(account().publicZone('example.net', [other])),
    'a name below another delegation': zone(
      account().nsRecord('dev.example.com', ['ns1.vendor.example']),
    ).certificate('web', ['www.dev.example.com']),
    'a domain that is delegated elsewhere': used(zone()).domain('example.com', {
      servers: ['ns1.vendor.example'],
    }),
    'a certificate that nothing uses': used(zone(), { InUseBy: [] }),
    'a certificate that is not renewed': used(zone(), { RenewalEligibility: 'INELIGIBLE' }),
    'a certificate that was not issued yet': used(zone(), { Status: 'PENDING_VALIDATION' }),
    'a private certificate': used(zone(), { Type: 'PRIVATE' }),
    'validation by mail': used(zone(), validated({ ValidationMethod: 'EMAIL' })),
    'validation by HTTP': used(zone(), validated({ ValidationMethod: 'HTTP' })),
  },
  unknown: {
    'a zone that holds nothing': {
      given: used(account().publicZone('example.com')),
      says: [
        'www.example.com: whether its validation records are there is not known: zone ZEXAMPLECOM holds nothing, so that another one may answer for www.example.com',
      ],
    },
    'two zones of the name': {
      given: used(zone()).publicZone('example.com', [other], { id: 'old' }),
      says: [
        'www.example.com: whether its validation records are there is not known: which zone answers for www.example.com is not known',
      ],
    },
    'a validation without its record': {
      given: used(zone(), validated({ ValidationMethod: 'DNS' })),
      says: [
        'www.example.com: whether its validation records are there is not known: the CNAME for www.example.com is not in the answer',
      ],
    },
  },
})
