import rule from '../../../rules/route53/route53-name-not-claimed-on-distribution.ts'
import { type Account, DENIED, account } from '../../support/account.ts'
import type { Item } from '../../support/facts-builder.ts'
import {
  type RecordItem,
  ZONE,
  address,
  alias,
  cname,
  elb,
  serviceZone,
  zone,
} from '../../support/records.ts'
import { testRule } from '../../support/test-rule.ts'

const EDGE = 'e1.cloudfront.net'
const edge = (more: RecordItem = {}): RecordItem => alias(`${EDGE}.`, more, 'Z2FDTNDATAQYW2')
const named = (...Items: string[]): Item<'distributions'> => ({ Aliases: { Quantity: Items.length, Items } })
const before = (names: Item<'distributions'>, ...records: readonly RecordItem[]): Account =>
  zone(...records).distribution('E1', names)
const tenant = (Domain: string): Item<'distributionTenants'> => ({
  Id: 'dt-1',
  DistributionId: 'E1',
  Name: 'shop',
  Arn: 'arn:aws:cloudfront::111111111111:distribution-tenant/dt-1',
  Domains: [{ Domain, Status: 'active' }],
})
const id = `${ZONE}/www.example.com./A`
const nobody = (resource: string, name = 'www.example.com'): string =>
  `${resource}: ${name} points at E1, and no distribution lists that name: CloudFront answers with an error 403 and a certificate that does not fit.`

testRule(rule, {
  accepts: {
    'a name that is listed': before(named('other.example.com', 'www.example.com'), edge()),
    'one in another spelling': before(
      named('www.example.com'),
      cname('E1.CloudFront.net', { Name: 'WWW.example.com.' }),
    ),
    'a wildcard that covers it': before(named('*.example.com'), edge()),
    'a wildcard that covers more labels in front': before(
      named('*.example.com'),
      edge({ Name: 'a.b.example.com.' }),
    ),
    'a wildcard record whose wildcard is listed': before(
      named('*.example.com'),
      edge({ Name: '\\052.example.com.' }),
    ),
    'a wildcard record of which some names are listed': before(
      named('shop.example.com'),
      edge({ Name: '\\052.example.com.' }),
    ),
    'a name that another distribution lists, which then answers': before(named(), edge()).distribution(
      'E2',
      named('www.example.com'),
    ),
    'a name that a distribution of another account lists': [
      before(named(), edge()),
      account({ id: '222222222222' }).distribution('E2', named('www.example.com')),
    ],
    'a name of a tenant': before({ ...named(), ConnectionMode: 'tenant-only' }, edge()).add(
      'distributionTenants',
      tenant('www.example.com'),
    ),
    'names that only the configuration says': before(
      { Aliases: undefined, DefaultCacheBehavior: undefined },
      edge(),
    ).add('distributionConfigs', { Aliases: { Quantity: 1, Items: ['www.example.com'] } }, { Id: 'E1' }),
  },
  flags: {
    'a name that is not listed': {
      given: before(named('shop.example.com'), edge()),
      finds: [nobody(id), `  ${id} points at ${EDGE}`, '  E1 lists shop.example.com'],
    },
    'a canonical name, before a distribution without names': {
      given: before({ Aliases: { Quantity: 0 } }, cname(EDGE)),
      finds: [
        nobody(`${ZONE}/www.example.com./CNAME`),
        `  ${ZONE}/www.example.com./CNAME points at ${EDGE}`,
        '  E1 lists no names',
      ],
    },
    'the domain itself, which a wildcard does not cover': {
      given: before(named('*.example.com'), edge({ Name: 'example.com.' })),
      finds: [
        nobody(`${ZONE}/example.com./A`, 'example.com'),
        `  ${ZONE}/example.com./A points at ${EDGE}`,
        '  E1 lists *.example.com',
      ],
    },
    'a wildcard record, before a distribution for other names': {
      given: before(named('www.example.net'), edge({ Name: '\\052.example.com.' })),
      finds: [
        nobody(`${ZONE}/\\052.example.com./A`, '*.example.com'),
        `  ${ZONE}/\\052.example.com./A points at ${EDGE}`,
        '  E1 lists www.example.net',
      ],
    },
    'a name that no tenant has': {
      given: before({ ...named(), ConnectionMode: 'tenant-only' }, edge()).add(
        'distributionTenants',
        tenant('shop.example.com'),
      ),
      finds: [nobody(id), `  ${id} points at ${EDGE}`, '  E1 lists no names'],
    },
  },
  ignores: {
    'a distribution that was not read': before(named(), alias('d9.cloudfront.net')),
    'a load balancer': before(named(), alias(elb('web'))),
    'an address': before(named(), address('192.0.2.1')),
    'a staging distribution': before({ ...named(), Staging: true }, edge()),
    'a zone that a service manages': serviceZone(edge()).distribution('E1', named()),
  },
  unknown: {
    'tenants that were not read': {
      given: before(named(), edge()).unread('distributionTenants', DENIED),
      says: [
        `${id}: no distribution that was read lists its name, but not all tenants of distributions were read`,
      ],
    },
    'names that are not in the answer': {
      given: before({ Aliases: undefined }, edge()),
      says: [
        `${id}: no distribution that was read lists its name, but the alternate names of E1 are not in the answer`,
      ],
    },
  },
})
