import rule from '../../../rules/nacl/nacl-admin-port-open-to-internet.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const web = (inbound: readonly string[], routes: Record<string, string> = { '0.0.0.0/0': 'igw' }): Account =>
  account().vpc('shop').acl('web', { in: inbound, out: [] }).subnet('web', { acl: 'web', routes })
const passes = (ports: string, by: string, port = ports): string[] => [
  `acl-web: TCP ${ports} from the internet passes this network ACL into subnet-web: only security groups keep it out.`,
  `  acl-web admits TCP ${port} from ${by}`,
]

testRule(rule, {
  accepts: {
    'web ports alone': web(['allow tcp 80-443 0.0.0.0/0']),
    'the ephemeral ports, which hold 3389 and 5985': web([
      'allow tcp 443 0.0.0.0/0',
      'allow tcp 1024-65535 0.0.0.0/0',
    ]),
    'SSH from the office': web(['allow tcp 22 198.51.100.0/24', 'allow tcp 443 0.0.0.0/0']),
    'ports that an earlier rule denies': web([
      'deny tcp 22 0.0.0.0/0',
      'deny tcp 3389 0.0.0.0/0',
      'deny tcp 5985-5986 0.0.0.0/0',
      'allow all all 0.0.0.0/0',
    ]),
    'SSH over IPv6, into a subnet that is public on IPv4 only': web(['allow tcp 22 ::/0']),
    UDP: web(['allow udp 3389 0.0.0.0/0']),
  },
  flags: {
    'SSH from everywhere': {
      given: web(['allow tcp 22 0.0.0.0/0']),
      finds: passes('22', '0.0.0.0/0 by rule 100'),
    },
    'all traffic': {
      given: web(['deny tcp 22 0.0.0.0/0', 'allow all all 0.0.0.0/0']),
      finds: passes('3389, 5985, 5986', '0.0.0.0/0 by rule 110', '3389'),
    },
    'all but a part, which is denied': {
      given: web(['deny tcp 22 203.0.113.0/24', 'allow tcp 22 0.0.0.0/0']),
      finds: passes('22', '0.0.0.0/0 by rule 110'),
    },
    IPv6: {
      given: web(['allow tcp 22 ::/0'], { '::/0': 'igw' }),
      finds: passes('22', '::/0 by rule 100'),
    },
  },
  ignores: {
    'the default ACL': account()
      .vpc('shop')
      .subnet('web', { routes: { '0.0.0.0/0': 'igw' } }),
    'a private subnet': web(['allow tcp 22 0.0.0.0/0'], { '0.0.0.0/0': 'nat-a' }),
    'an ACL that no subnet uses': account()
      .vpc('shop')
      .acl('web', { in: ['allow tcp 22 0.0.0.0/0'], out: [] }),
  },
  unknown: {
    'an ACL that may be the default one': {
      given: account()
        .vpc('shop')
        .acl('web', { in: ['allow tcp 22 0.0.0.0/0'], out: [] }, { IsDefault: undefined })
        .subnet('web', { acl: 'web', routes: { '0.0.0.0/0': 'igw' } }),
      says: ['acl-web: whether it is the default one is not in the answer'],
    },
    'routes that were not read': {
      given: web(['allow tcp 22 0.0.0.0/0'], { 'pl-all': 'igw' }).unread('prefixListEntries'),
      says: ['acl-web: whether its subnets are public is not known: their routes were not all read'],
    },
  },
})
