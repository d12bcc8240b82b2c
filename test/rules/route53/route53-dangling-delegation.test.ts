import rule from '../../../rules/route53/route53-dangling-delegation.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const of = (zone: string): string[] => account().nameServers(zone)
const CHILD = of('dev.example.com')
const GONE = of('gone')
const parent = (name: string, servers: readonly string[], builder = account()): Account =>
  builder.publicZone('example.com', [builder.nsRecord(name, servers)])
const list = (servers: readonly string[]): string => servers.join(', ')
const id = (name: string): string => `ZEXAMPLECOM/${name}./NS`
const astray = (strangers: readonly string[], values: readonly string[]): readonly string[] => [
  `${id('dev.example.com')}: dev.example.com is delegated to ${list(strangers)}, which none of its zones that were read is on (ZDEVEXAMPLECOM): queries go astray, and whoever gets a zone of that name there answers for the subdomain.`,
  `  ${id('dev.example.com')} names ${list(values)}`,
  `  ZDEVEXAMPLECOM is on ${list(CHILD)}`,
]
const MIXED = [...CHILD.slice(0, 3), ...GONE.slice(3)]

/** `a.dev.example.com` is delegated in `example.com`, which hands `dev.example.com` on. */
const nested = (inBetween: boolean): Account => {
  const deep = account().nsRecord('a.dev.example.com', of('a.dev.example.com'))
  return account()
    .publicZone('example.com', [account().nsRecord('dev.example.com', CHILD), deep])
    .publicZone('dev.example.com', inBetween ? [deep] : [])
    .publicZone('a.dev.example.com')
}

testRule(rule, {
  accepts: {
    'the name servers of the zone': parent('dev.example.com', CHILD).publicZone('dev.example.com'),
    'a zone in another account': [
      parent('dev.example.com', CHILD),
      account({ id: '222222222222' }).publicZone('dev.example.com'),
    ],
    'three of its four servers': parent('dev.example.com', CHILD.slice(1)).publicZone('dev.example.com'),
    'servers of another vendor, too': parent('dev.example.com', [...CHILD, 'ns1.vendor.example']).publicZone(
      'dev.example.com',
    ),
    'the second of two zones': parent('dev.example.com', GONE)
      .publicZone('dev.example.com')
      .publicZone('dev.example.com', [], { id: 'gone' }),
    'a delegation that the zone between has, too': nested(true),
  },
  flags: {
    'a zone that was made anew': {
      given: parent('dev.example.com', GONE).publicZone('dev.example.com'),
      finds: astray(GONE, GONE),
    },
    'one server of another zone': {
      given: parent('dev.example.com', MIXED).publicZone('dev.example.com'),
      finds: astray(GONE.slice(3), MIXED),
    },
    'a delegation that the zone between lacks': {
      given: nested(false),
      finds: [
        `${id('a.dev.example.com')}: a.dev.example.com is delegated here and not in the zone of dev.example.com (ZDEVEXAMPLECOM), which resolvers are sent to first: they never see the delegation, and no name below a.dev.example.com resolves.`,
        `  ${id('a.dev.example.com')} names ${list(of('a.dev.example.com'))}`,
        `  ${id('dev.example.com')} comes first`,
        '  ZDEVEXAMPLECOM has no NS record for a.dev.example.com',
      ],
    },
  },
  ignores: {
    'a zone without delegations': account().publicZone('example.com'),
    'another vendor': parent('dev.example.com', ['ns1.vendor.example', 'ns2.vendor.example']),
    'a private zone': account()
      .vpc('shop')
      .privateZone('example.com', ['shop'], [account().nsRecord('dev.example.com', GONE)]),
  },
  unknown: {
    'a zone that was not read': {
      given: parent('dev.example.com', CHILD),
      says: [
        `${id('dev.example.com')}: no zone of its name was read: whether one of another account is on these name servers can only be told by DNS`,
      ],
    },
    'a delegation behind one that leads to no zone that was read': {
      given: account().publicZone('example.com', [
        account().nsRecord('dev.example.com', ['ns1.vendor.example']),
        account().nsRecord('a.dev.example.com', of('a.dev.example.com')),
      ]),
      says: [
        `${id('a.dev.example.com')}: the zone of dev.example.com, which resolvers are sent to first, was not read`,
      ],
    },
  },
})
