import rule from '../../../rules/nacl/nacl-unused.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const old = (fields: object = {}): Account =>
  account()
    .vpc('shop')
    .acl('old', { in: ['allow tcp 443 0.0.0.0/0'], out: [] }, fields)

testRule(rule, {
  accepts: {
    'an ACL with a subnet': old().subnet('app', { acl: 'old' }),
    'an ACL whose subnet is empty': old().subnet('app', { acl: 'old', empty: true }),
  },
  flags: {
    'an ACL without subnets': {
      given: old().subnet('app'),
      finds: [
        'acl-old: This network ACL filters nothing: no subnet of vpc-shop uses it.',
        '  acl-old has no associations and 1 entry of its own',
      ],
    },
  },
  ignores: {
    'the default ACL, which cannot be deleted': account().vpc('shop'),
    'an ACL of the account that shares the VPC': old({ OwnerId: '222222222222' }),
  },
  unknown: {
    'an ACL that may be the default one': {
      given: old({ IsDefault: undefined }),
      says: ['acl-old: whether it is the default one is not in the answer'],
    },
  },
})
