import rule from '../../../rules/route53/route53-duplicate-public-zone.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const OTHER = '222222222222'
const two = (builder = account()): Account =>
  builder.publicZone('example.com', [], { id: 'new' }).publicZone('Example.com', [], { id: 'old' })
const isZone = (id: string): string => `  Z${id} is a public zone of example.com with 2 records`
const finds = (by?: string, account = '111111111111'): readonly string[] => [
  `ZNEW: example.com has 2 public zones (ZNEW of 111111111111, ZOLD of ${account}), and the world asks ${by ? 'ZNEW' : 'one of them'} only: edits in the others have no effect.`,
  `${isZone('NEW')}${by ? `, which ${by} delegates to` : ''}`,
  isZone('OLD'),
]

testRule(rule, {
  accepts: {
    'one zone a name': account().publicZone('example.com').publicZone('example.net'),
    'a private zone of the same name': account()
      .vpc('shop')
      .publicZone('example.com')
      .privateZone('example.com', ['shop']),
    'a zone below it': account().publicZone('example.com').publicZone('shop.example.com'),
  },
  flags: {
    'two zones of which nobody knows which is asked': {
      given: two(),
      finds: finds(),
    },
    'a zone that the registry does not name': {
      given: two().domain('example.com', { servers: account().nameServers('new') }),
      finds: finds('example.com'),
    },
    'a zone that the zone above does not name': {
      given: account()
        .publicZone('com', [account().nsRecord('example.com', account().nameServers('new'))])
        .publicZone('example.com', [], { id: 'new' })
        .publicZone('example.com', [], { id: 'old' }),
      finds: finds('ZCOM/example.com./NS'),
    },
    'zones in two accounts': {
      given: [
        account().publicZone('example.com', [], { id: 'new' }),
        account({ id: OTHER }).publicZone('example.com', [], { id: 'old' }),
      ],
      finds: finds(undefined, OTHER),
    },
    'a zone that Cloud Map made for the name, too': {
      given: account()
        .publicZone('example.com', [], { id: 'new' })
        .publicZone('example.com', [], {
          id: 'old',
          LinkedService: { ServicePrincipal: 'servicediscovery.amazonaws.com' },
        }),
      finds: finds(),
    },
    'two zones beside a name that moves': {
      given: two().publicZone('moving.example').publicZone('moving.example', [], { id: 'moved' }),
      settings: { migratingNames: ['Moving.example.'] },
      finds: finds(),
    },
  },
  ignores: {
    'private zones of one name': account()
      .vpc('shop')
      .privateZone('example.com', ['shop'])
      .privateZone('example.com', ['shop'], [], { id: 'two' }),
  },
})
