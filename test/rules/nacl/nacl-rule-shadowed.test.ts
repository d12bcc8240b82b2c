import rule from '../../../rules/nacl/nacl-rule-shadowed.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const web = (inbound: readonly string[], out: readonly string[] = []): Account =>
  account().vpc('shop').acl('web', { in: inbound, out }).subnet('app', { acl: 'web' })

testRule(rule, {
  accepts: {
    'the default ACL': account().vpc('shop').subnet('app'),
    'a deny before the allow that it cuts out of': web(['deny tcp 22 0.0.0.0/0', 'allow all all 0.0.0.0/0']),
    'ports that overlap in part': web(['allow tcp 1000-2000 0.0.0.0/0', 'deny tcp 1500-2500 0.0.0.0/0']),
    'a broader range behind a narrower one': web(['allow tcp 22 10.0.0.0/16', 'deny tcp 22 10.0.0.0/8']),
    'another protocol': web(['allow tcp all 0.0.0.0/0', 'deny udp 53 0.0.0.0/0']),
    'another family': web(['allow all all 0.0.0.0/0', 'deny tcp 22 ::/0']),
    'another direction': web(['allow all all 0.0.0.0/0'], ['deny tcp 25 0.0.0.0/0']),
  },
  flags: {
    'a deny behind a broader allow': {
      given: web(['allow all all 0.0.0.0/0', 'deny tcp 22 203.0.113.0/24']),
      finds: [
        'acl-web: Inbound rule 110 denies nothing: rule 100 allows all that it matches first.',
        '  acl-web inbound rule 100 is allow all 0.0.0.0/0',
        '  acl-web inbound rule 110 is deny TCP 22 203.0.113.0/24',
      ],
    },
    'an allow behind a broader deny, outbound, by numbers and not by order': {
      given: web([], ['200 allow tcp 443 10.1.0.0/16', '50 deny tcp 400-500 10.0.0.0/8']),
      finds: [
        'acl-web: Outbound rule 200 lets nothing through: rule 50 denies all that it matches first.',
        '  acl-web outbound rule 50 is deny TCP 400-500 10.0.0.0/8',
        '  acl-web outbound rule 200 is allow TCP 443 10.1.0.0/16',
      ],
    },
    'a rule that says what an earlier one said, as information only': {
      given: web(['allow tcp 443 0.0.0.0/0', 'allow tcp 443 10.0.0.0/8']),
      finds: [
        'acl-web: Inbound rule 110 adds nothing: rule 100 decides the same for all that it matches. [info]',
        '  acl-web inbound rule 100 is allow TCP 443 0.0.0.0/0',
        '  acl-web inbound rule 110 is allow TCP 443 10.0.0.0/8',
      ],
    },
  },
  ignores: {
    'an ACL that no subnet uses': account()
      .vpc('shop')
      .acl('old', { in: ['allow all all 0.0.0.0/0', 'deny tcp 22 0.0.0.0/0'], out: [] }),
  },
  unknown: {
    'an entry that lacks its ports': {
      given: account()
        .vpc('shop')
        .acl(
          'odd',
          { in: [], out: [] },
          {
            Entries: [
              { Egress: true, RuleAction: 'allow', RuleNumber: 1, Protocol: '6', CidrBlock: '0.0.0.0/0' },
            ],
          },
        )
        .subnet('app', { acl: 'odd' }),
      says: ['acl-odd: its entries, or what they match, are not in the answer'],
    },
  },
})
