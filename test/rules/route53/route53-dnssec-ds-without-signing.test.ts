import rule from '../../../rules/route53/route53-dnssec-ds-without-signing.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const registered = (keys: readonly number[], servers?: readonly string[]): Account =>
  account()
    .publicZone('example.com')
    .domain('example.com', { keys, ...(servers ? { servers } : {}) })

/** `dev.example.com` with a DS record in `example.com`, which is signed or not. */
const child = (tag: number, parent: 'SIGNING' | 'NOT_SIGNING' = 'SIGNING', builder = account()): Account =>
  builder
    .publicZone('example.com', [
      builder.nsRecord('dev.example.com', builder.nameServers('dev.example.com')),
      builder.dsRecord('dev.example.com', tag),
    ])
    .signing('example.com', ['ksk1 1 ACTIVE'], parent)
    .publicZone('dev.example.com')

const message = (zone: string, name: string, tags: string, why: string): string =>
  `${zone}: Resolvers that check signatures answer for no name of ${name}: its parent says that it is signed with ${tags}, and ${why}.`

testRule(rule, {
  accepts: {
    'a domain whose key signs': registered([12345]).signing('example.com'),
    'a key that is being rolled': registered([12345, 54321]).signing('example.com', [
      'ksk1 12345 ACTIVE',
      'ksk2 54321 INACTIVE',
    ]),
    'a DS record of the parent': child(12345).signing('dev.example.com'),
    'a zone of another account': [
      account()
        .publicZone('example.com', [
          account().nsRecord('dev.example.com', account().nameServers('dev.example.com')),
          account().dsRecord('dev.example.com', 12345),
        ])
        .signing('example.com'),
      account({ id: '222222222222' }).publicZone('dev.example.com').signing('dev.example.com'),
    ],
  },
  flags: {
    'a domain with a key, and a zone that is not signed': {
      given: registered([12345]),
      finds: [
        message('ZEXAMPLECOM', 'example.com', '12345', 'it is not signed'),
        '  example.com publishes a DS for example.com with the key tag 12345',
        '  ZEXAMPLECOM is NOT_SIGNING',
      ],
    },
    'a zone whose signing is being removed': {
      given: registered([12345]).signing('example.com', ['ksk1 12345 INACTIVE'], 'DELETING'),
      finds: [
        message('ZEXAMPLECOM', 'example.com', '12345', 'it is not signed'),
        '  example.com publishes a DS for example.com with the key tag 12345',
        '  ZEXAMPLECOM is DELETING',
      ],
    },
    'a key that was replaced': {
      given: registered([12345]).signing('example.com', ['ksk1 12345 INACTIVE', 'ksk2 54321 ACTIVE']),
      finds: [
        message('ZEXAMPLECOM', 'example.com', '12345', 'no active key is that one'),
        '  example.com publishes a DS for example.com with the key tag 12345',
        '  ZEXAMPLECOM is SIGNING with 12345 (INACTIVE), 54321 (ACTIVE)',
      ],
    },
    'a DS record in the zone above': {
      given: child(12345),
      finds: [
        message('ZDEVEXAMPLECOM', 'dev.example.com', '12345', 'it is not signed'),
        '  ZEXAMPLECOM/dev.example.com./DS publishes a DS for dev.example.com with the key tag 12345',
        '  ZDEVEXAMPLECOM is NOT_SIGNING',
      ],
    },
  },
  ignores: {
    'a domain without keys': registered([]),
    'a domain that is delegated elsewhere': registered([12345], ['ns1.vendor.example']),
    'a zone above that is not signed itself': child(12345, 'NOT_SIGNING'),
    'a DS record behind a delegation to another zone': account()
      .publicZone('example.com', [
        account().nsRecord('dev.example.com', account().nameServers('other')),
        account().dsRecord('dev.example.com', 12345),
      ])
      .signing('example.com')
      .publicZone('dev.example.com'),
    'a private zone': account()
      .vpc('shop')
      .privateZone('example.com', ['shop'])
      .domain('example.com', { keys: [12345] }),
    'a key that Route 53 cannot use, which another rule reports': registered([12345]).signing(
      'example.com',
      ['ksk1 12345 ACTION_NEEDED'],
      'ACTION_NEEDED',
    ),
  },
  unknown: {
    'a registry that says neither tag nor key': {
      given: account()
        .publicZone('example.com')
        .signing('example.com')
        .domain('example.com', {}, { DnssecKeys: [{ Algorithm: 13 }] }),
      says: ['ZEXAMPLECOM: whether example.com means one of its keys is not in the answers'],
    },
  },
})
