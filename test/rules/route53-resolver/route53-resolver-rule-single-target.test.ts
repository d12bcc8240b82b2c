import rule from '../../../rules/route53-resolver/route53-resolver-rule-single-target.ts'
import { type Account, account } from '../../support/account.ts'
import type { Item } from '../../support/facts-builder.ts'
import { testRule } from '../../support/test-rule.ts'

const corp = (
  targets: readonly string[],
  fields: Item<'resolverRules'> = {},
  vpcs: readonly string[] = ['shop'],
): Account => account().vpc('shop').resolverRule('corp', 'corp.example', { targets, vpcs }, fields)
const finds = (address: string): readonly string[] => [
  `rslvr-rr-corp: corp.example is asked of ${address} and nobody else: while that server is down, vpc-shop cannot resolve its names.`,
  `  rslvr-rr-corp sends queries to ${address}`,
  '  rslvr-rrassoc-corp-shop makes vpc-shop follow it',
]

testRule(rule, {
  accepts: {
    'two servers': corp(['192.168.10.53', '192.168.20.53']),
    'one of each family': corp(['192.168.10.53', '2001:db8::53']),
  },
  flags: {
    'one server': { given: corp(['192.168.10.53']), finds: finds('192.168.10.53') },
    'one server, on two ports': {
      given: corp([], {
        TargetIps: [
          { Ip: '192.168.10.53', Port: 53 },
          { Ip: '192.168.10.53', Port: 5353 },
        ],
      }),
      finds: finds('192.168.10.53'),
    },
    'one server by IPv6': { given: corp(['2001:db8::53']), finds: finds('2001:db8::53') },
    'one server beside an address that several share': {
      given: corp(['192.168.10.53']).resolverRule('hq', 'hq.example', {
        targets: ['192.168.99.53'],
        vpcs: ['shop'],
      }),
      settings: { sharedAddresses: ['192.168.99.53'] },
      finds: finds('192.168.10.53'),
    },
  },
  ignores: {
    'a rule that no VPC follows': corp(['192.168.10.53'], {}, []),
    'a rule that delegates': corp(['192.168.10.53'], { RuleType: 'DELEGATE' as 'FORWARD' }), // newer than the client
    'a rule that keeps names in AWS': corp(['192.168.10.53'], { RuleType: 'SYSTEM' }),
    'a rule that another account shares': corp(['192.168.10.53'], { OwnerId: '222222222222' }),
    'a rule that is being deleted': corp(['192.168.10.53'], { Status: 'DELETING' }),
  },
  unknown: {
    'a shared rule that no VPC follows that was read': {
      given: corp(['192.168.10.53'], { ShareStatus: 'SHARED_BY_ME' }, []),
      says: [
        'rslvr-rr-corp: whether a VPC follows it is not known: it is shared with accounts whose VPCs may not have been read',
      ],
    },
    'a target without an address': {
      given: corp([], { TargetIps: [{ Ip: '192.168.10.53' }, { Port: 53 }] }),
      says: ['rslvr-rr-corp: its type, its status or one of its targets is not in the answer'],
    },
  },
})
