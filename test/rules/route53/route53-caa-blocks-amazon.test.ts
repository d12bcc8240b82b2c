import rule from '../../../rules/route53/route53-caa-blocks-amazon.ts'
import { type Account, account } from '../../support/account.ts'
import type { Item } from '../../support/facts-builder.ts'
import { testRule } from '../../support/test-rule.ts'

type RecordItem = Item<'resourceRecordSets'>

const caa = (name: string, ...values: readonly string[]): RecordItem => ({
  Name: `${name}.`,
  Type: 'CAA',
  TTL: 3600,
  ResourceRecords: values.map((Value) => ({ Value })),
})
const ENCRYPT = '0 issue "letsencrypt.org"'
const zone = (...records: readonly RecordItem[]): Account => account().publicZone('example.com', records)
const www = (...records: readonly RecordItem[]): Account =>
  zone(...records).certificate('web', ['www.example.com'])
const wild = (...values: readonly string[]): Account =>
  zone(caa('example.com', ...values)).certificate('web', ['*.example.com'])

const finds = (
  names: string,
  at: string,
  values: string,
  admitted = 'letsencrypt.org',
): readonly string[] => [
  `${names.split(', ')[0]}: Amazon may not renew the certificate for ${names}: the CAA record of ${at} admits ${admitted}. It runs out on 2027-03-18, and clients then refuse to connect.`,
  `  ${names.split(', ')[0]} is in use and valid until 2027-03-18`,
  `  ZEXAMPLECOM/${at}./CAA says ${values}`,
]

testRule(rule, {
  accepts: {
    'no CAA record': www(),
    'a CAA record that admits Amazon, among others': www(
      caa('example.com', ENCRYPT, '0 issue "AmazonTrust.com; validationmethods=dns-01"'),
    ),
    'a nearer CAA record that admits Amazon': www(
      caa('example.com', ENCRYPT),
      caa('www.example.com', '0 issue "amazon.com"'),
    ),
    'a CAA record that only says whom to tell': www(caa('example.com', '0 iodef "mailto:ca@example.com"')),
    'an issuewild for a name that is no wildcard': www(caa('example.com', '0 issuewild "letsencrypt.org"')),
    'an issuewild that admits Amazon': wild(ENCRYPT, '0 issuewild "amazon.com"'),
    'a CAA record beside the name': www(caa('api.example.com', ENCRYPT)),
  },
  flags: {
    'a CAA record of the zone': {
      given: www(caa('example.com', ENCRYPT)),
      finds: finds('www.example.com', 'example.com', ENCRYPT),
    },
    'a CAA record of the zone above': {
      given: zone(
        account().nsRecord('dev.example.com', account().nameServers('dev.example.com')),
        caa('example.com', ENCRYPT),
      )
        .publicZone('dev.example.com')
        .certificate('web', ['www.dev.example.com']),
      finds: finds('www.dev.example.com', 'example.com', ENCRYPT),
    },
    'a CAA record that admits nobody': {
      given: www(caa('example.com', '0 issue ";"')),
      finds: finds('www.example.com', 'example.com', '0 issue ";"', 'nobody'),
    },
    'an issuewild, for a wildcard': {
      given: wild('0 issue "amazon.com"', '0 issuewild "letsencrypt.org"'),
      finds: finds('*.example.com', 'example.com', '0 issue "amazon.com", 0 issuewild "letsencrypt.org"'),
    },
    'one of the names, of a certificate of CloudFront': {
      given: zone(caa('shop.example.com', ENCRYPT)).certificate(
        'web',
        ['shop.example.com', 'www.example.com'],
        {},
        {},
        'edgeCertificates',
      ),
      finds: finds('shop.example.com', 'shop.example.com', ENCRYPT),
    },
    'a certificate of another account, told once though CloudFront can use it, too': {
      given: [
        zone(caa('example.com', ENCRYPT)),
        account({ id: '222222222222' })
          .publicZone('other.example')
          .certificate('web', ['www.example.com'])
          .certificate('web', ['www.example.com'], {}, {}, 'edgeCertificates'),
      ],
      finds: finds('www.example.com', 'example.com', ENCRYPT),
    },
  },
  ignores: {
    'a certificate for a name outside of our zones': zone(caa('example.com', ENCRYPT)).certificate('web', [
      'www.example.net',
    ]),
    'a certificate that nothing uses': zone(caa('example.com', ENCRYPT)).certificate(
      'web',
      ['www.example.com'],
      { InUse: false },
    ),
    'a certificate that was imported': zone(caa('example.com', ENCRYPT)).certificate(
      'web',
      ['www.example.com'],
      { Type: 'IMPORTED' },
    ),
    'a name below another delegation': zone(
      caa('example.com', ENCRYPT),
      account().nsRecord('dev.example.com', ['ns1.vendor.example']),
    ).certificate('web', ['www.dev.example.com']),
    'a zone that the domain is not delegated to': www(caa('example.com', ENCRYPT)).domain('example.com', {
      servers: ['ns1.vendor.example'],
    }),
  },
  unknown: {
    'a CNAME, whose target may have CAA records': {
      given: www(caa('example.com', ENCRYPT), {
        Name: 'www.example.com.',
        Type: 'CNAME',
        TTL: 60,
        ResourceRecords: [{ Value: 'd1.cloudfront.net' }],
      }),
      says: [
        'www.example.com: whether CAA records admit Amazon is not known: www.example.com is a CNAME, and the name behind it may have CAA records',
      ],
    },
    'names that are not all in the list': {
      given: zone().certificate(
        'web',
        ['www.example.com'],
        { HasAdditionalSubjectAlternativeNames: true },
        { SubjectAlternativeNames: undefined },
      ),
      says: [
        'www.example.com: whether CAA records admit Amazon is not known: its names are not in the answer',
      ],
    },
    'a registry that could not be asked who answers': {
      given: www().unread('registeredDomains'),
      says: [
        'www.example.com: whether CAA records admit Amazon is not known: which zone answers for www.example.com is not known',
      ],
    },
  },
})
