import rule from '../../../rules/nat/nat-instance-admin-port-exposed.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const OFF = { BlockPublicAccessStates: { InternetGatewayBlockMode: 'off' as const } }
const shop = (
  inbound: readonly string[],
  { groups = ['nat'], acl, subnet = OFF }: { groups?: readonly string[]; acl?: string; subnet?: object } = {},
): Account =>
  account()
    .vpc('shop')
    .acl('closed', {
      in: ['deny tcp 22 0.0.0.0/0', 'allow all all 0.0.0.0/0'],
      out: ['allow all all 0.0.0.0/0'],
    })
    .securityGroup('nat', inbound)
    .securityGroup('more', ['tcp 3389 128.0.0.0/1'])
    .subnet('public', { routes: { '0.0.0.0/0': 'igw' }, empty: true, ...(acl ? { acl } : {}) }, subnet)
    .instance('nat', { subnet: 'public', publicIp: '203.0.113.5', groups })
    .subnet('app', { routes: { '0.0.0.0/0': 'eni-nat' } })

const reached = '  eni-nat is reached at 203.0.113.5'
const says = (ports: string, who = 'the whole internet'): string =>
  `i-nat: TCP ${ports} of this NAT instance is open to ${who} at 203.0.113.5: who logs in sees what the private subnets send.`

testRule(rule, {
  accepts: {
    'an instance that only its subnets reach': shop(['all all 10.0.0.0/16']),
    'a port that is no administration port': shop(['tcp 443 0.0.0.0/0']),
    'the office alone': shop(['tcp 22 198.51.100.0/24']),
    'private networks, however wide': shop(['tcp 22 10.0.0.0/8', 'tcp 22 100.64.0.0/10']),
    'a network ACL that keeps the internet out': shop(['tcp 22 0.0.0.0/0'], { acl: 'closed' }),
    'Block Public Access': shop(['tcp 22 0.0.0.0/0'], {
      subnet: { BlockPublicAccessStates: { InternetGatewayBlockMode: 'block-ingress' } },
    }),
  },
  flags: {
    'SSH from everywhere': {
      given: shop(['tcp 22 0.0.0.0/0']),
      finds: [says('22'), '  sg-nat admits TCP 22 from 0.0.0.0/0', reached],
    },
    'all traffic from everywhere': {
      given: shop(['all all 0.0.0.0/0']),
      finds: [says('22, 3389, 5985, 5986'), '  sg-nat admits all traffic from 0.0.0.0/0', reached],
    },
    'two groups that are the internet only together': {
      given: shop(['tcp 3389 0.0.0.0/1'], { groups: ['nat', 'more'] }),
      finds: [
        says('3389'),
        '  sg-nat admits TCP 3389 from 0.0.0.0/1',
        '  sg-more admits TCP 3389 from 128.0.0.0/1',
        reached,
      ],
    },
    'a range as large as a cloud, mildly': {
      given: shop(['tcp 20-30 52.0.0.0/8']),
      finds: [`${says('22', '52.0.0.0/8')} [medium]`, '  sg-nat admits TCP 20-30 from 52.0.0.0/8', reached],
    },
  },
  ignores: {
    'a bastion that translates for nobody': account()
      .vpc('shop')
      .securityGroup('nat', ['tcp 22 0.0.0.0/0'])
      .subnet('public', { routes: { '0.0.0.0/0': 'igw' }, empty: true })
      .instance('bastion', { subnet: 'public', publicIp: '203.0.113.5', groups: ['nat'] }),
  },
  unknown: {
    'a security group that was not read': {
      given: shop([], { groups: ['nat', 'elsewhere'] }),
      says: ['i-nat: whether the internet can log in is not known: a security group of eni-nat was not read'],
    },
    'network ACLs that were not read': {
      given: shop(['tcp 22 0.0.0.0/0']).unread('networkAcls'),
      says: [
        'i-nat: whether the internet can log in is not known: the network ACL of subnet-public was not read',
      ],
    },
    'a prefix list that was not read': {
      given: shop(['tcp 22 pl-office']).prefixList('pl-office', ['0.0.0.0/0']).unread('prefixListEntries'),
      says: ['i-nat: whether the internet can log in is not known: pl-office was not read'],
    },
  },
})
