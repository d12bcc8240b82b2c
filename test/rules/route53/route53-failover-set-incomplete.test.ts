import rule from '../../../rules/route53/route53-failover-set-incomplete.ts'
import {
  type RecordItem,
  ZONE,
  address,
  alias,
  elb,
  primary,
  secondary,
  serviceZone,
  weight,
  zone,
} from '../../support/records.ts'
import { testRule } from '../../support/test-rule.ts'

const id = `${ZONE}/www.example.com./A`
const main = address('192.0.2.1', primary())
const standby = address('192.0.2.2', secondary())

testRule(rule, {
  accepts: {
    'a pair': zone(main, standby),
    'a pair of which one is an alias': zone(main, alias(elb('web'), secondary())),
    'a pair in two spellings of the name': zone(main, { ...standby, Name: 'WWW.example.com.' }),
  },
  flags: {
    'a primary alone': {
      given: zone(main),
      finds: [
        `${id}: www.example.com (A) has no secondary record: when its primary fails, who asks is still sent there.`,
        `  ${id}/main is PRIMARY, and there is no SECONDARY`,
      ],
    },
    'a secondary alone': {
      given: zone(standby),
      finds: [
        `${id}: www.example.com (A) has no primary record: who asks is always sent to the standby, and to nothing else when that fails.`,
        `  ${id}/standby is SECONDARY, and there is no PRIMARY`,
      ],
    },
    'halves of two types': {
      given: zone(main, { ...standby, Type: 'AAAA', ResourceRecords: [{ Value: '2001:db8::1' }] }),
      finds: [
        `${id}: www.example.com (A) has no secondary record: when its primary fails, who asks is still sent there.`,
        `  ${id}/main is PRIMARY, and there is no SECONDARY`,
        `${id}AAA: www.example.com (AAAA) has no primary record: who asks is always sent to the standby, and to nothing else when that fails.`,
        `  ${id}AAA/standby is SECONDARY, and there is no PRIMARY`,
      ],
    },
  },
  ignores: {
    'a simple record': zone(address('192.0.2.1')),
    'another policy': zone(address('192.0.2.1', weight(1, 'a'))),
    'a zone that a service manages': serviceZone(main),
  },
  unknown: {
    'a half of which the answer does not say what it is': {
      given: zone(main, address('192.0.2.2', { SetIdentifier: 'standby' })),
      says: [`${id}: the routing policy of some record of ${id} is not in the answer`],
    },
    'a half of a sort that is not known yet': {
      given: zone(
        main,
        address('192.0.2.2', { ...secondary(), Failover: 'TERTIARY' } as unknown as RecordItem),
      ),
      says: [`${id}: ${id}/standby is neither primary nor secondary: TERTIARY`],
    },
  },
})
