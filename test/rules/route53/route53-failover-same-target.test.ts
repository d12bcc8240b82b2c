import rule from '../../../rules/route53/route53-failover-same-target.ts'
import { type Account, DENIED } from '../../support/account.ts'
import {
  type RecordItem,
  ZONE,
  address,
  alias,
  aliasTo,
  cname,
  elb,
  primary,
  secondary,
  serviceZone,
  weight,
  zone,
} from '../../support/records.ts'
import { testRule } from '../../support/test-rule.ts'

const id = `${ZONE}/www.example.com./A`
const pair = (first: RecordItem, second: RecordItem, ...others: readonly RecordItem[]): Account =>
  zone({ ...first, ...primary() }, { ...second, ...secondary() }, ...others)
const named = (name: string, record: RecordItem): RecordItem => ({ ...record, Name: `${name}.example.com.` })
const withInstances = (builder: Account): Account =>
  builder
    .vpc('shop')
    .subnet('public-a', { zone: 'a', routes: { '0.0.0.0/0': 'igw' }, empty: true })
    .instance('web', { subnet: 'public-a', publicIp: '203.0.113.1' })
    .eni('web-2', { subnet: 'public-a', instance: 'web', publicIp: '203.0.113.2' })
    .instance('other', { subnet: 'public-a', publicIp: '203.0.113.3' })
const ends = (end: string): string =>
  `${id}: www.example.com (A) fails over to what has failed: its primary and its secondary both end at ${end}.`

testRule(rule, {
  accepts: {
    'two load balancers of one region': pair(alias(elb('web')), alias(elb('spare'))),
    'two addresses that nothing read has': pair(address('203.0.113.8'), address('203.0.113.9')),
    'addresses of two instances': withInstances(pair(address('203.0.113.1'), address('203.0.113.3'))),
    'an address and a load balancer': pair(address('203.0.113.8'), alias(elb('web'))),
    'one of the addresses of the other': pair(
      { ...address(''), ResourceRecords: [{ Value: '203.0.113.8' }, { Value: '203.0.113.9' }] },
      address('203.0.113.9'),
    ),
    'private addresses, which another VPC may have, too': withInstances(
      pair(address('10.0.0.4'), address('10.0.0.5')),
    ),
    'sets of the same two balancers, each with its weight on another': pair(
      aliasTo('blue.example.com'),
      aliasTo('green.example.com'),
      named('blue', alias(elb('b'), weight(1, 'b'))),
      named('blue', alias(elb('g'), weight(0, 'g'))),
      named('green', alias(elb('b'), weight(0, 'b'))),
      named('green', alias(elb('g'), weight(1, 'g'))),
    ),
    'aliases to records with two addresses': pair(
      aliasTo('one.example.com'),
      aliasTo('two.example.com'),
      named('one', address('203.0.113.8')),
      named('two', address('203.0.113.9')),
    ),
    'canonical names outside of the zone': pair(cname('a.example.net'), cname('b.example.net')),
  },
  flags: {
    'one load balancer': {
      given: pair(alias(`dualstack.${elb('web')}.`), alias(elb('WEB'))),
      finds: [
        ends(elb('web')),
        `  ${id}/main leads to dualstack.${elb('web')}.`,
        `  ${id}/standby leads to ${elb('WEB')}`,
      ],
    },
    'one address': {
      given: pair(address('203.0.113.8'), address('203.0.113.8')),
      finds: [
        ends('203.0.113.8'),
        `  ${id}/main leads to 203.0.113.8`,
        `  ${id}/standby leads to 203.0.113.8`,
      ],
    },
    'one load balancer behind an alias to another record': {
      given: pair(alias(elb('web')), aliasTo('web.example.com'), named('web', alias(elb('web')))),
      finds: [
        ends(elb('web')),
        `  ${id}/main leads to ${elb('web')}`,
        `  ${id}/standby leads to web.example.com.`,
      ],
    },
    'canonical names that one more name makes one': {
      given: pair(
        cname('one.example.com'),
        cname('two.example.com.'),
        named('one', cname('two.example.com')),
        named('two', address('203.0.113.8')),
      ),
      finds: [
        `${ZONE}/www.example.com./CNAME: www.example.com (CNAME) fails over to what has failed: its primary and its secondary both end at 203.0.113.8.`,
        `  ${ZONE}/www.example.com./CNAME/main leads to one.example.com`,
        `  ${ZONE}/www.example.com./CNAME/standby leads to two.example.com.`,
      ],
    },
    'two addresses of one instance': {
      given: withInstances(pair(address('203.0.113.1'), address('203.0.113.2'))),
      finds: [
        ends('instance i-web'),
        `  ${id}/main leads to 203.0.113.1`,
        `  ${id}/standby leads to 203.0.113.2`,
        "  eni-web has 203.0.113.1 and is i-web's",
        "  eni-web-2 has 203.0.113.2 and is i-web's",
      ],
    },
  },
  ignores: {
    'half of a pair': zone(address('203.0.113.8', primary())),
    'another policy': zone(address('203.0.113.8', weight(1, 'a')), address('203.0.113.8', weight(1, 'b'))),
    'a zone that a service manages': serviceZone(
      address('203.0.113.8', primary()),
      address('203.0.113.8', secondary()),
    ),
  },
  unknown: {
    'interfaces that were not read, where they would decide': {
      given: pair(address('203.0.113.1'), address('203.0.113.2')).unread('networkInterfaces', DENIED),
      says: [
        `${id}: whether one instance has all of their addresses is not known: not all interfaces were read`,
      ],
    },
    'an alias to records that are not there': {
      given: pair(aliasTo('gone.example.com'), alias(elb('web'))),
      says: [`${id}: gone.example.com, which ${id}/main points at, is not among the records that were read`],
    },
    'a record that a traffic policy makes': {
      given: pair(aliasTo('policy.example.com'), alias(elb('web')), {
        Name: 'policy.example.com.',
        Type: 'A',
        TTL: 60,
        TrafficPolicyInstanceId: 'tp-1',
      }),
      says: [`${id}: ${ZONE}/policy.example.com./A is made by a traffic policy, which is not read`],
    },
    'an alias that leads back': {
      given: pair(alias(elb('web')), aliasTo('www.example.com')),
      says: [`${id}: ${id}/standby leads on for more than 5 levels`],
    },
  },
})
