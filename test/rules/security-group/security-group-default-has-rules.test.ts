import rule from '../../../rules/security-group/security-group-default-has-rules.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const NO_EGRESS = { IpPermissionsEgress: [] }
const shop = (inbound: readonly string[], fields: object = {}): Account =>
  account().vpc('shop').securityGroup('default', inbound, fields)

testRule(rule, {
  accepts: {
    'an empty group': shop([], NO_EGRESS),
    'an empty group that something wears': shop([], NO_EGRESS).subnet('app'),
  },
  flags: {
    'the group as AWS makes it': {
      given: shop(['all all sg-default']),
      finds: [
        'default: The default group of vpc-shop lets traffic through: whatever is launched without a group gets it.',
        '  default has 1 inbound and 1 outbound permissions',
      ].map((line) => line.replace(/^( *)default/, '$1sg-default')),
    },
    'a group that interfaces wear': {
      given: shop([]).subnet('app').subnet('db'),
      finds: [
        'sg-default: The default group of vpc-shop lets traffic through: 2 network interfaces wear it. [medium]',
        '  sg-default has 0 inbound and 1 outbound permissions',
        '  eni-app wears it (as 1 more)',
      ],
    },
    'an interface that is not in use does not count': {
      given: shop(['all all sg-default'], NO_EGRESS)
        .subnet('app', { empty: true })
        .eni('old', { subnet: 'app' }, { Status: 'available' }),
      finds: [
        'sg-default: The default group of vpc-shop lets traffic through: whatever is launched without a group gets it.',
        '  sg-default has 1 inbound and 0 outbound permissions',
      ],
    },
  },
  ignores: {
    'another group': account().vpc('shop').securityGroup('web', ['tcp 443 0.0.0.0/0']),
    'the default group of a VPC that is shared with the account': shop([], { OwnerId: '222222222222' }),
  },
  unknown: {
    'rules that are not in the answer': {
      given: shop([], { IpPermissionsEgress: undefined }),
      says: ['sg-default: its rules (IpPermissions, IpPermissionsEgress) are not in the answer'],
    },
  },
})
