import rule from '../../../rules/route53/route53-delegation-mismatch.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const OWN = account().nameServers('example.com')
const OLD = account().nameServers('old')
const VANITY = ['ns1.example.com', 'ns2.example.com']
const VENDOR = ['kim.ns.vendor.example', 'rob.ns.vendor.example']
const list = (servers: readonly string[]): string => servers.join(', ')
const zone = (options: Parameters<Account['publicZone']>[2] = {}): Account =>
  account().publicZone('example.com', [], options)
const half = OWN.slice(0, 2)
const apexFinds = (apex: readonly string[], message: string): readonly string[] => [
  `ZEXAMPLECOM: ${message}`,
  `  ZEXAMPLECOM has the name servers ${list(OWN)}`,
  `  ZEXAMPLECOM has the NS record ${list(apex)}`,
]
const domainFinds = (servers: readonly string[], message: string): readonly string[] => [
  `example.com: ${message}`,
  `  example.com is registered with ${list(servers)}`,
  `  ZEXAMPLECOM has the name servers ${list(OWN)}`,
]

testRule(rule, {
  accepts: {
    'a zone whose NS record names its servers': zone(),
    'a registration with the servers of the zone': zone().domain('Example.com', { servers: OWN }),
    'servers of another vendor, too': zone({ apex: [...OWN, ...VENDOR] }).domain('example.com', {
      servers: [...OWN, ...VENDOR],
    }),
    'the second of two zones': account()
      .publicZone('example.com')
      .publicZone('example.com', [], { id: 'old' })
      .domain('example.com', { servers: OLD }),
    'a zone in another account': [
      account().domain('example.com', { servers: OWN }),
      account({ id: '222222222222' }).publicZone('example.com'),
    ],
  },
  flags: {
    'an NS record with the servers of another zone': {
      given: zone({ apex: OLD }),
      finds: apexFinds(
        OLD,
        `The NS record of example.com sends resolvers to ${list(OLD)}, which do not have this zone: a share of the queries fails.`,
      ),
    },
    'an NS record with half of them': {
      given: zone({ apex: half }),
      finds: apexFinds(
        half,
        `The NS record of example.com leaves out ${list(OWN.slice(2))}: fewer servers answer for the zone than could. [low]`,
      ),
    },
    'a registration with the servers of a zone that is gone': {
      given: zone().domain('example.com', { servers: OLD }),
      finds: domainFinds(
        OLD,
        `The world asks ${list(OLD)} for example.com, and not its zone ZEXAMPLECOM: what is edited there has no effect.`,
      ),
    },
    'a registration with servers of two zones': {
      given: zone().domain('example.com', { servers: [...half, ...OLD.slice(2)] }),
      finds: domainFinds(
        [...half, ...OLD.slice(2)],
        'example.com is registered with name servers of which some do not have its zone ZEXAMPLECOM: a share of the queries fails.',
      ),
    },
    'a registration with two of four': {
      given: zone().domain('example.com', { servers: half }),
      finds: domainFinds(
        half,
        'example.com is registered with 2 of the 4 name servers of its zone: with these out of reach, nobody asks the others. [low]',
      ),
    },
    'another vendor, beside one that is meant': {
      given: zone()
        .domain('example.com', { servers: VENDOR })
        .publicZone('moved.example')
        .domain('moved.example', { servers: VENDOR }),
      settings: { delegatedElsewhere: ['moved.example'] },
      finds: domainFinds(
        VENDOR,
        `The world asks ${list(VENDOR)} for example.com, and not its zone ZEXAMPLECOM: what is edited there has no effect.`,
      ),
    },
  },
  ignores: {
    'names of the company for a set that its zones share': zone({ apex: VANITY, set: 'N1' }),
    'a private zone': account().vpc('shop').privateZone('example.com', ['shop']),
    'a domain of another vendor, without a zone here': account().domain('example.com', { servers: VENDOR }),
    'a domain without name servers': account().domain('example.com', { servers: [] }),
    'a zone that a service manages': zone({
      apex: OLD,
      LinkedService: { ServicePrincipal: 'servicediscovery.amazonaws.com' },
    }),
  },
  unknown: {
    'names of the company': {
      given: zone({ apex: VANITY }).domain('example.com', { servers: VANITY }),
      says: [
        'ZEXAMPLECOM: the name servers in its NS record (ns1.example.com, ns2.example.com) are names of the company or of another vendor: whether they lead to this zone can only be told by DNS',
        'example.com: its name servers (ns1.example.com, ns2.example.com) are names of the company or of another vendor: whether they lead to this zone can only be told by DNS',
      ],
    },
    'a zone of an account that was not read': {
      given: account().domain('example.com', { servers: OWN }),
      says: [
        `example.com: none of the zones that were read has its name: whether ${list(OWN)} have one can only be told by DNS`,
      ],
    },
    'a domain whose details were not read': {
      given: zone().domain('example.com').unread('registeredDomainDetails'),
      says: ['example.com: its name servers were not read'],
    },
  },
})
