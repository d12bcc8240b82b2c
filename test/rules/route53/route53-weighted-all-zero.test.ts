import rule from '../../../rules/route53/route53-weighted-all-zero.ts'
import { type RecordItem, ZONE, address, latency, serviceZone, weight, zone } from '../../support/records.ts'
import { testRule } from '../../support/test-rule.ts'

const id = `${ZONE}/www.example.com./A`
const of = (Weight: number, SetIdentifier: string): RecordItem =>
  address('192.0.2.1', weight(Weight, SetIdentifier))

testRule(rule, {
  accepts: {
    'weights above 0': zone(of(1, 'a'), of(3, 'b')),
    'one above 0': zone(of(1, 'a'), of(0, 'b'), of(0, 'c')),
    'one alone': zone(of(1, 'a')),
    'another type of the name, which is a set of its own': zone(of(1, 'a'), { ...of(1, 'b'), Type: 'AAAA' }),
  },
  flags: {
    'two of 0': {
      given: zone(of(0, 'a'), of(0, 'b')),
      finds: [
        `${id}: All 2 records of www.example.com (A) have the weight 0, so each gets the same share of the users, drained or not.`,
        `  ${id}/a has the weight 0 and leads to 192.0.2.1`,
        `  ${id}/b has the weight 0 and leads to 192.0.2.1`,
      ],
    },
    'one of 0 alone': {
      given: zone(of(0, 'a')),
      finds: [
        `${id}: The only record of www.example.com (A) has the weight 0 and answers all queries nevertheless.`,
        `  ${id}/a has the weight 0 and leads to 192.0.2.1`,
      ],
    },
  },
  ignores: {
    'a simple record': zone(address('192.0.2.1')),
    'another policy': zone(address('192.0.2.1', latency('us-east-1'))),
    'a zone that a service manages': serviceZone(of(0, 'a')),
  },
  unknown: {
    'a weight that is not in the answer': {
      given: zone(of(0, 'a'), address('192.0.2.1', { SetIdentifier: 'b' })),
      says: [`${id}: the routing policy of some record of ${id} is not in the answer`],
    },
  },
})
