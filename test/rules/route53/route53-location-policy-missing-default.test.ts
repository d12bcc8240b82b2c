import rule from '../../../rules/route53/route53-location-policy-missing-default.ts'
import { type Account, account } from '../../support/account.ts'
import type { Item } from '../../support/facts-builder.ts'
import { testRule } from '../../support/test-rule.ts'

type Record = Item<'resourceRecordSets'>

const record = (SetIdentifier: string, fields: Record): Record => ({
  Name: 'www.example.com.',
  Type: 'A',
  SetIdentifier,
  ResourceRecords: [{ Value: '192.0.2.1' }],
  ...fields,
})
const country = (CountryCode: string): Record => record(CountryCode, { GeoLocation: { CountryCode } })
const continents = (['AF', 'AN', 'AS', 'EU', 'OC', 'NA', 'SA'] as const).map((ContinentCode) =>
  record(ContinentCode, { GeoLocation: { ContinentCode } }),
)
const cidr = (LocationName: string): Record =>
  record(LocationName, { CidrRoutingConfig: { CollectionId: 'c-1', LocationName } })
const zone = (...records: Record[]): Account => account().hostedZone('example.com', records)

const group = 'ZEXAMPLECOM/www.example.com./A'

testRule(rule, {
  accepts: {
    'a default': zone(country('DE'), country('*')),
    'a default of IP-based routing': zone(cidr('office'), cidr('*')),
    'a default alone': zone(country('*')),
    'records of one name in two spellings': zone(country('DE'), {
      ...country('*'),
      Name: 'WWW.example.com.',
    }),
  },
  flags: {
    'two countries': {
      given: zone(
        country('DE'),
        record('us-ny', { GeoLocation: { CountryCode: 'US', SubdivisionCode: 'NY' } }),
      ),
      finds: [
        `${group}: www.example.com (A) has no default record: users outside of DE, US-NY get no answer.`,
        `  ${group}/DE answers DE`,
        `  ${group}/us-ny answers US-NY`,
      ],
    },
    'all continents, which some addresses are on none of': {
      given: zone(...continents),
      finds: [
        `${group}: www.example.com (A) has no default record: users outside of continent AF, continent AN, continent AS, continent EU, continent OC, continent NA, continent SA get no answer.`,
        ...['AF', 'AN', 'AS', 'EU', 'OC', 'NA', 'SA'].map(
          (code) => `  ${group}/${code} answers continent ${code}`,
        ),
      ],
    },
    'IP-based routing': {
      given: zone(cidr('office')),
      finds: [
        `${group}: www.example.com (A) has no default record: users outside of CIDR location office get no answer.`,
        `  ${group}/office answers CIDR location office`,
      ],
    },
    'the other type of a name that has a default': {
      given: zone(country('*'), { ...country('DE'), Type: 'AAAA' }),
      finds: [
        'ZEXAMPLECOM/www.example.com./AAAA: www.example.com (AAAA) has no default record: users outside of DE get no answer.',
        '  ZEXAMPLECOM/www.example.com./AAAA/DE answers DE',
      ],
    },
    'a name that is not among the restricted ones': {
      given: zone(country('DE'), { ...country('DE'), Name: 'tv.example.com.' }),
      settings: { restrictedNames: ['TV.example.com'] },
      finds: [
        `${group}: www.example.com (A) has no default record: users outside of DE get no answer.`,
        `  ${group}/DE answers DE`,
      ],
    },
  },
  ignores: {
    'other policies': zone(record('a', { Weight: 1 }), record('b', { Region: 'us-east-1' })),
    'a zone that a service manages': account().hostedZone('example.com', [country('DE')], {
      LinkedService: { ServicePrincipal: 'servicediscovery.amazonaws.com' },
    }),
  },
  unknown: {
    'a location that is not in the answer': {
      given: zone(country('DE'), record('x', { GeoLocation: {} })),
      says: [`${group}: the location of ${group}/x is not in the answer`],
    },
  },
})
