import rule from '../../../rules/route53/route53-zone-only-soa-ns.ts'
import { account } from '../../support/account.ts'
import type { Item } from '../../support/facts-builder.ts'
import { testRule } from '../../support/test-rule.ts'

const www: Item<'resourceRecordSets'> = {
  Name: 'www.example.com.',
  Type: 'A',
  TTL: 60,
  ResourceRecords: [{ Value: '192.0.2.1' }],
}
const finds = (more: string): readonly string[] => [
  `ZEXAMPLECOM: The zone example.com has no records${more}; it is paid for.`,
  '  ZEXAMPLECOM has 2 records: its SOA and NS ones',
]

testRule(rule, {
  accepts: {
    'a zone with a record': account().publicZone('example.com', [www]),
    'a private zone with a record': account().vpc('shop').privateZone('example.com', ['shop'], [www]),
  },
  flags: {
    'an empty zone': { given: account().publicZone('example.com'), finds: finds('') },
    'an empty zone of a registered domain': {
      given: account().publicZone('example.com').domain('example.com'),
      finds: finds(', and example.com sends the world to it: no name of it exists'),
    },
    'an empty zone of a domain that is delegated elsewhere': {
      given: account()
        .publicZone('example.com')
        .domain('example.com', { servers: ['ns1.vendor.example'] }),
      finds: finds(''),
    },
    'an empty private zone, beside one that is meant': {
      given: account()
        .vpc('shop')
        .privateZone('example.com', ['shop'], [], { id: 'example.com' })
        .privateZone('ads.example', ['shop']),
      settings: { blackHoles: ['ads.example'] },
      finds: [
        'ZEXAMPLECOM: The private zone example.com has no records: its VPCs get no answer for example.com and any name below it, and it is paid for.',
        '  ZEXAMPLECOM has 2 records: its SOA and NS ones',
      ],
    },
  },
  ignores: {
    'a zone that a service manages': account().publicZone('example.com', [], {
      LinkedService: { ServicePrincipal: 'servicediscovery.amazonaws.com' },
    }),
  },
})
