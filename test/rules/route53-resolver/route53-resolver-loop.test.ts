import rule from '../../../rules/route53-resolver/route53-resolver-loop.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const OUT = ['dns-a 10.1.10.100', 'dns-b 10.1.11.100']

/** The hub has the endpoints; the shop, which may be elsewhere, follows the rule. */
const hub = (targets: readonly string[], vpcs: readonly string[]): Account =>
  account()
    .vpc('shop', { cidr: '10.2.0.0/16' })
    .vpc('hub', { cidr: '10.1.0.0/16' })
    .resolverEndpoint('in', 'INBOUND', ['dns-a 10.1.10.53', 'dns-b 10.1.11.53'])
    .resolverEndpoint('out', 'OUTBOUND', OUT)
    .resolverRule('corp', 'corp.example', { targets, vpcs })

const finds = (address: string, ends: string): readonly string[] => [
  `rslvr-rr-corp: Queries for corp.example go round: vpc-hub sends them to ${address}, its own inbound endpoint, which sends them there again, and no name of the domain resolves.`,
  `  rslvr-rr-corp sends queries to ${address}`,
  '  rslvr-rrassoc-corp-hub makes vpc-hub follow it',
  `  ${ends} takes queries into vpc-hub at ${address}`,
]

/** Another VPC sends queries out, and the hub takes them in. */
const twoVpcs = (cidr: string): Account =>
  account()
    .vpc('hub', { cidr: '10.1.0.0/16' })
    .resolverEndpoint('in', 'INBOUND', ['dns-a 10.1.10.53', 'dns-b 10.1.11.53'])
    .vpc('egress', { cidr })
    .resolverEndpoint('out', 'OUTBOUND', OUT)
    .resolverRule('corp', 'corp.example', { targets: ['10.1.10.53', '10.1.11.53'], vpcs: ['hub'] })

testRule(rule, {
  accepts: {
    'servers on premises': hub(['192.168.10.53', '192.168.20.53'], ['hub', 'shop']),
    'the inbound endpoint of the hub, for another VPC': hub(['10.1.10.53', '10.1.11.53'], ['shop']),
    'a server of the VPC that sends queries out, which has the address, too': twoVpcs('10.1.0.0/16'),
    'an address that the endpoint gives up': account()
      .vpc('hub')
      .resolverEndpoint('in', 'INBOUND', ['dns-a 10.1.10.53 DELETING', 'dns-b 10.1.11.53'])
      .resolverEndpoint('out', 'OUTBOUND', OUT)
      .resolverRule('corp', 'corp.example', { targets: ['10.1.10.53'], vpcs: ['hub'] }),
  },
  flags: {
    'the VPC of the endpoint that follows the rule': {
      given: hub(['192.168.10.53', '10.1.11.53'], ['hub', 'shop']),
      finds: finds('10.1.11.53', 'rslvr-in'),
    },
    'endpoints in two VPCs': { given: twoVpcs('10.3.0.0/16'), finds: finds('10.1.10.53', 'rslvr-in') },
    'a rule that another account shares with the VPC of its endpoint': {
      given: [
        account()
          .vpc('egress', { cidr: '10.3.0.0/16' })
          .resolverEndpoint('out', 'OUTBOUND', OUT)
          .resolverRule('corp', 'corp.example', { targets: ['10.1.10.53'] }, { ShareStatus: 'SHARED_BY_ME' }),
        account({ id: '222222222222' })
          .vpc('hub', { cidr: '10.1.0.0/16' })
          .resolverEndpoint('in', 'INBOUND', ['dns-a 10.1.10.53', 'dns-b 10.1.11.53'])
          .associateRule('corp', 'hub'),
      ],
      finds: finds('10.1.10.53', 'rslvr-in'),
    },
  },
  ignores: {
    'an account without inbound endpoints': account()
      .vpc('hub')
      .resolverEndpoint('out', 'OUTBOUND', OUT)
      .resolverRule('corp', 'corp.example', { vpcs: ['hub'] }),
    'a rule that no VPC follows': hub(['10.1.10.53'], []),
    'a rule that keeps names in AWS': account()
      .vpc('hub')
      .resolverEndpoint('in', 'INBOUND')
      .resolverRule('aws', 'aws.example', { vpcs: ['hub'] }, { RuleType: 'SYSTEM' }),
  },
  unknown: {
    'a shared rule, whose VPCs may not all have been read': {
      given: hub(['192.168.10.53'], []).resolverRule(
        'shared',
        'shared.example',
        { vpcs: ['hub'] },
        { ShareStatus: 'SHARED_BY_ME' },
      ),
      says: [
        'rslvr-rr-shared: whether it leads back to a VPC that follows it is not known: it is shared with accounts whose VPCs may not have been read',
      ],
    },
    'the VPC of the outbound endpoint, which was not read': {
      given: twoVpcs('10.3.0.0/16').unread('vpcs'),
      says: [
        'rslvr-rr-corp: whether it leads back to a VPC that follows it is not known: which VPC its outbound endpoint is in was not read',
      ],
    },
  },
})
