import rule from '../../../rules/route53/route53-dnssec-key-action-needed.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const signed = (...signing: [keys: readonly string[], status?: string, message?: string]): Account =>
  account()
    .publicZone('example.com')
    .signing('example.com', ...signing)
const message = (why: string): string =>
  `ZEXAMPLECOM: Route 53 cannot renew the signatures of example.com (${why}): when they run out, resolvers that check them answer for no name of it.`

testRule(rule, {
  accepts: {
    'a signed zone': signed(['ksk1 12345 ACTIVE']),
    'a key that is being rolled': signed(['ksk1 12345 ACTIVE', 'ksk2 54321 INACTIVE']),
  },
  flags: {
    'a key that needs action': {
      given: signed(['ksk1 12345 ACTION_NEEDED']),
      finds: [
        message('ksk1 is ACTION_NEEDED'),
        '  ZEXAMPLECOM is SIGNING',
        '  ZEXAMPLECOM has the key ksk1, which is ACTION_NEEDED',
      ],
    },
    'one of two keys': {
      given: signed(['ksk1 12345 INTERNAL_FAILURE', 'ksk2 54321 ACTIVE']),
      finds: [
        message('ksk1 is INTERNAL_FAILURE'),
        '  ZEXAMPLECOM is SIGNING',
        '  ZEXAMPLECOM has the key ksk1, which is INTERNAL_FAILURE',
      ],
    },
    'signing that needs action': {
      given: signed(['ksk1 12345 ACTIVE'], 'ACTION_NEEDED'),
      finds: [message('signing is ACTION_NEEDED'), '  ZEXAMPLECOM is ACTION_NEEDED'],
    },
    'signing without an active key': {
      given: signed(['ksk1 12345 INACTIVE']),
      finds: [
        message('ksk1 is INACTIVE'),
        '  ZEXAMPLECOM is SIGNING',
        '  ZEXAMPLECOM has the key ksk1, which is INACTIVE',
      ],
    },
  },
  ignores: {
    'a zone that is not signed': account().publicZone('example.com'),
    'a key of a zone that is not signed': signed(['ksk1 12345 ACTION_NEEDED'], 'NOT_SIGNING'),
    'signing that is being removed': signed(['ksk1 12345 INACTIVE'], 'DELETING'),
    'a private zone': account().vpc('shop').privateZone('example.com', ['shop']),
  },
  unknown: {
    'a status of next year': {
      given: signed(['ksk1 12345 ACTIVE'], 'PAUSED'),
      says: ['ZEXAMPLECOM: whether it is signed, and by which keys, is not in the answer'],
    },
  },
})
