import rule from '../../../rules/alb/alb-subnet-too-few-addresses.ts'
import { type Account, account } from '../../support/account.ts'
import type { Item } from '../../support/facts-builder.ts'
import { testRule } from '../../support/test-rule.ts'

const subnet = (cidr: string, free: number, fields: Item<'subnets'> = {}): Account =>
  account()
    .vpc('shop')
    .subnet('public-a', { cidr, empty: true }, { AvailableIpAddressCount: free, ...fields })
const balancer = (cidr: string, free: number, fields: Item<'subnets'> = {}): Account =>
  subnet(cidr, free, fields).loadBalancer('web', { zones: ['a'] })

testRule(rule, {
  accepts: {
    'eight free addresses in a /27': balancer('10.0.1.0/27', 8),
    'a Classic Load Balancer in a subnet with room': subnet('10.0.1.0/24', 200).classicLoadBalancer('old', {
      zones: ['a'],
    }),
  },
  ignores: {
    'a network load balancer, which has one address in a zone': subnet('10.0.1.0/28', 1).loadBalancer('tcp', {
      type: 'network',
      zones: ['a'],
    }),
    'a gateway load balancer': subnet('10.0.1.0/28', 1).loadBalancer('fw', { type: 'gateway', zones: ['a'] }),
    'a subnet on an Outpost': balancer('10.0.1.0/28', 1, {
      OutpostArn: 'arn:aws:outposts:us-east-1:111111111111:outpost/op-1',
    }),
    'a subnet with IPv6 alone': balancer('10.0.1.0/28', 0, { Ipv6Native: true, CidrBlock: undefined }),
  },
  flags: {
    'fewer than eight free addresses': {
      given: balancer('10.0.1.0/24', 7),
      finds: [
        'web: It cannot grow in subnet-public-a: 7 addresses are free there, and it needs 8.',
        '  subnet-public-a has 7 free addresses in 10.0.1.0/24',
      ],
    },
    'a block smaller than /27': {
      given: balancer('10.0.1.0/28', 9),
      finds: [
        'web: Its subnet subnet-public-a is a /28, smaller than the /27 that it needs to grow and to be repaired. [medium]',
        '  subnet-public-a has 9 free addresses in 10.0.1.0/28',
      ],
    },
    'a Classic Load Balancer, and what uses the addresses': {
      given: subnet('10.0.1.0/26', 3)
        .eni('task-1', { subnet: 'public-a' })
        .eni('task-2', { subnet: 'public-a' })
        .eni('function', { subnet: 'public-a' }, { InterfaceType: 'lambda' })
        .classicLoadBalancer('old', { zones: ['a'] }),
      finds: [
        'old: It cannot grow in subnet-public-a: 3 addresses are free there, and it needs 8.',
        '  subnet-public-a has 3 free addresses in 10.0.1.0/26, and these interfaces: 2 interface, 1 lambda',
      ],
    },
    'another number, where it is set': {
      given: balancer('10.0.1.0/24', 15),
      settings: { freeAddresses: 16 },
      finds: [
        'web: It cannot grow in subnet-public-a: 15 addresses are free there, and it needs 16.',
        '  subnet-public-a has 15 free addresses in 10.0.1.0/24',
      ],
    },
  },
  unknown: {
    'a subnet that is not in the answer': {
      given: account()
        .vpc('shop')
        .loadBalancer('web', { zones: ['a'] }),
      says: ['web: the block or the free addresses of its subnet subnet-public-a were not read'],
    },
    'a Classic Load Balancer without its subnets': {
      given: account().vpc('shop').classicLoadBalancer('old', { Subnets: undefined }),
      says: ['old: its subnets are not in the answer'],
    },
  },
})
