import rule from '../../../rules/route53/route53-split-horizon-gap.ts'
import { type Account, account } from '../../support/account.ts'
import type { Item } from '../../support/facts-builder.ts'
import { testRule } from '../../support/test-rule.ts'

type RecordItem = Item<'resourceRecordSets'>

const record = (name: string, Type: 'A' | 'MX' | 'TXT' | 'CNAME' = 'A'): RecordItem => ({
  Name: `${name}.`,
  Type,
  TTL: 60,
  ResourceRecords: [{ Value: '192.0.2.1' }],
})
const zones = (
  names: readonly (string | RecordItem)[],
  own: readonly (string | RecordItem)[],
  apex = 'example.com',
): Account => {
  const all = (list: readonly (string | RecordItem)[]): RecordItem[] =>
    list.map((one) => (typeof one === 'string' ? record(one) : one))
  return account()
    .vpc('lab')
    .vpc('shop')
    .publicZone('Example.com', all(names), { id: 'public' })
    .privateZone(apex, ['shop'], all(own), { id: 'private' })
}
const finds = (names: string, count: string, vpcs = 'vpc-shop in us-east-1 gets'): readonly string[] => [
  `ZPRIVATE: ${vpcs} no answer for ${count} (${names}), which this private zone hides and does not have.`,
  `  ZPRIVATE is a private zone of ${vpcs.replace(/ gets?$/, '')}`,
]

testRule(rule, {
  accepts: {
    'a private zone with all names': zones(
      ['www.example.com', record('example.com', 'MX')],
      ['WWW.example.com', 'example.com'],
    ),
    'a wildcard for the name': zones(['www.example.com'], ['\\052.example.com']),
    'names by which something is validated': zones(
      [record('_abc.www.example.com', 'CNAME'), record('_acme-challenge.example.com', 'CNAME')],
      [],
    ),
    texts: zones([record('example.com', 'TXT')], []),
    'a public wildcard': zones(['*.example.com'], []),
    'public names outside of the private zone': zones(
      ['www.example.com'],
      ['db.corp.example.com'],
      'corp.example.com',
    ),
    'a name that a more specific private zone has': zones(['www.shop.example.com'], []).privateZone(
      'shop.example.com',
      ['shop'],
      [record('www.shop.example.com')],
    ),
    'a name that the private zone hands on': zones(
      ['www.dev.example.com'],
      [account().nsRecord('dev.example.com', ['ns1.dev.example.com'])],
    ),
    'a name that the public zone hands on to a zone that is not here': zones(
      [account().nsRecord('dev.example.com', ['ns1.vendor.example']), 'ns1.dev.example.com'],
      [],
    ),
  },
  flags: {
    'a name that the private zone lacks': {
      given: zones(['www.example.com', 'db.example.com'], ['db.example.com']),
      finds: [...finds('www.example.com', '1 public name'), '  ZPUBLIC answers for www.example.com'],
    },
    'the name of the zone itself, and many others': {
      given: zones(
        [record('example.com', 'MX'), 'a.example.com', record('b.example.com', 'CNAME'), 'c.example.com'],
        ['db.example.com'],
      ),
      finds: [
        ...finds('a.example.com, b.example.com, c.example.com, …', '4 public names'),
        '  ZPUBLIC answers for a.example.com, b.example.com, c.example.com and 1 more',
      ],
    },
    'a zone of another account, below the public one': {
      given: [
        account().publicZone('example.com', [record('www.corp.example.com')], { id: 'public' }),
        account({ id: '222222222222' })
          .vpc('shop')
          .privateZone('corp.example.com', ['shop'], [], { id: 'private' }),
      ],
      finds: [
        ...finds('www.corp.example.com', '1 public name'),
        '  ZPUBLIC answers for www.corp.example.com',
      ],
    },
    'a public zone below the private one': {
      given: account()
        .vpc('shop')
        .publicZone('shop.example.com', [record('www.shop.example.com')], { id: 'public' })
        .privateZone('example.com', ['shop'], [], { id: 'private' }),
      finds: [
        ...finds('www.shop.example.com', '1 public name'),
        '  ZPUBLIC answers for www.shop.example.com',
      ],
    },
    'a more specific private zone of one of two VPCs': {
      given: account()
        .vpc('lab')
        .vpc('shop')
        .publicZone('example.com', [record('www.shop.example.com')], { id: 'public' })
        .privateZone('example.com', ['shop', 'lab'], [], { id: 'private' })
        .privateZone('shop.example.com', ['shop'], [record('www.shop.example.com')]),
      finds: [
        ...finds('www.shop.example.com', '1 public name', 'vpc-shop in us-east-1, vpc-lab in us-east-1 get'),
        '  ZPUBLIC answers for www.shop.example.com',
      ],
    },
    'a name beside one that nobody is to reach': {
      given: zones(['www.example.com', 'vpn.example.com'], []),
      settings: { publicOnly: ['VPN.example.com'] },
      finds: [...finds('www.example.com', '1 public name'), '  ZPUBLIC answers for www.example.com'],
    },
  },
  ignores: {
    'a private zone without a public one': account()
      .vpc('shop')
      .publicZone('example.net', [record('www.example.net')])
      .privateZone('example.com', ['shop']),
    'a public zone that the domain is not delegated to': zones(['www.example.com'], []).domain(
      'example.com',
      {
        servers: ['ns1.vendor.example'],
      },
    ),
    'a zone that a service manages': account()
      .vpc('shop')
      .publicZone('example.com', [record('www.example.com')])
      .privateZone('example.com', ['shop'], [], {
        LinkedService: { ServicePrincipal: 'servicediscovery.amazonaws.com' },
      }),
  },
  unknown: {
    'a registry that could not be asked who answers': {
      given: zones(['www.example.com'], []).unread('registeredDomains'),
      says: [
        'ZPRIVATE: whether it hides public names is not known: whether public zone ZPUBLIC answers for example.com is not known',
      ],
    },
    'two public zones of the name': {
      given: zones(['www.example.com'], []).publicZone('example.com'),
      says: [
        'ZPRIVATE: whether it hides public names is not known: whether public zone ZPUBLIC or ZEXAMPLECOM answers for example.com is not known',
      ],
    },
  },
})
