import rule from '../../../rules/network-interface/network-interface-instance-directly-public.ts'
import { type Account, account } from '../../support/account.ts'
import type { Item } from '../../support/facts-builder.ts'
import { testRule } from '../../support/test-rule.ts'
import type { SubnetOptions } from '../../support/vpc-builder.ts'

const publicIp = '203.0.113.5'
const PUBLIC: SubnetOptions = { routes: { '0.0.0.0/0': 'igw', '::/0': 'igw' } }

/** An instance with a public address and these inbound rules, in a subnet with a route to the internet gateway. */
const web = (
  inbound: readonly string[],
  instance: Item<'instances'> = {},
  eni: Item<'networkInterfaces'> = {},
  subnet: SubnetOptions = PUBLIC,
  network: object = { publicIp },
): Account =>
  account()
    .vpc('shop', { ipv6: '2600:1f18:4000::/56' })
    .securityGroup('web', inbound)
    .subnet('public-a', { ...subnet, empty: true })
    .instance('web', { subnet: 'public-a', groups: ['web'], ...network }, instance, eni)
const open = ['tcp 443 0.0.0.0/0']
const tagged = (Key: string, Value: string): Item<'instances'> => ({ Tags: [{ Key, Value }] })
const balanced = (port: number, builder = web(open)): Account =>
  builder
    .loadBalancer('shop', { zones: ['a'] })
    .targetGroup('web', { port, balancers: ['shop'], targets: ['web'] })

const said = (ports: string, from = 'the internet', address = publicIp): readonly string[] => [
  `i-web: ${ports} of this instance at ${address} is open to ${from} directly: only sg-web stands before it.`,
  `  eni-web has ${address}, where sg-web admits ${from} to ${ports}`,
  '  rtb-public-a routes subnet-public-a to igw-shop',
]
const low = ([first = '', ...others]: readonly string[]): readonly string[] => [`${first} [low]`, ...others]

testRule(rule, {
  accepts: {
    'an instance without a public address': web(open, {}, {}, PUBLIC, {}),
    'a subnet without a way to the internet gateway': web(open, {}, {}, { routes: {} }),
    'a group that admits private networks alone': web(['tcp 443 10.0.0.0/8', 'tcp 22 192.168.0.0/16']),
    'a group that admits another group': web(['tcp 443 sg-alb']),
    'an ACL that lets nobody in': account()
      .vpc('shop')
      .securityGroup('web', open)
      .acl('inner', { in: ['allow all all 10.0.0.0/8'], out: ['allow all all 0.0.0.0/0'] })
      .subnet('public-a', { ...PUBLIC, acl: 'inner', empty: true })
      .instance('web', { subnet: 'public-a', groups: ['web'], publicIp }),
    'a ping': web(['icmp all 0.0.0.0/0']),
  },
  flags: {
    'a port that is open to the internet': { given: web(open), finds: said('TCP 443') },
    'several ports, and UDP': {
      given: web(['tcp 80 0.0.0.0/0', 'tcp 443 0.0.0.0/0', 'udp 53 0.0.0.0/0']),
      finds: said('TCP 80, 443, UDP 53'),
    },
    'an IPv6 address': {
      given: web(['tcp 443 ::/0'], {}, {}, PUBLIC, { ipv6: '2600:1f18:4000::5' }),
      finds: said('TCP 443', 'the internet', '2600:1f18:4000::5'),
    },
    'a port that is open to an office, as low': {
      given: web(['tcp 22 198.51.100.0/24']),
      finds: low(said('TCP 22', '198.51.100.0/24')),
    },
    'a target that is called past its load balancer, as high': {
      given: balanced(443),
      finds: [
        `i-web: TCP 443 of this instance at ${publicIp} is open to the internet directly, past the load balancer shop: only sg-web stands before it. [high]`,
        ...said('TCP 443').slice(1),
        "  shop leads to the instance's port 443, which is open to the internet besides",
      ],
    },
    'a target whose other port is open': { given: balanced(8080), finds: said('TCP 443') },
    'a target of a load balancer that cannot be read': {
      given: balanced(443).unread('loadBalancers'),
      finds: said('TCP 443'),
    },
    'an instance that is not tagged as the settings say': {
      given: web(open, tagged('Name', 'bastion')),
      settings: { publicTags: ['gateway'] },
      finds: said('TCP 443'),
    },
  },
  ignores: {
    'a stopped instance': web(open, { State: { Name: 'stopped' } }),
    'a NAT instance or an appliance': web(open, {}, { SourceDestCheck: false }),
    'a bastion, which is meant to be public': web(['tcp 22 0.0.0.0/0'], tagged('Name', 'bastion')),
    'an interface that a service manages': web(open, {}, { Operator: { Managed: true } }),
    'an interface for pods': web(open, {}, { Description: 'aws-K8S-i-web' }),
  },
  unknown: {
    'a group that was not read': {
      given: web(open, {}, { Groups: [{ GroupId: 'sg-theirs' }] }),
      says: [
        'i-web: whether the internet reaches eni-web is not known: one of its security groups was not read',
      ],
    },
    'an interface without its groups': {
      given: web(open, {}, { Groups: undefined }),
      says: [
        'i-web: whether the internet reaches eni-web is not known: its security groups are not in the answer',
      ],
    },
    'an ACL that was not read': {
      given: web(open).unread('networkAcls'),
      says: [
        'i-web: whether the internet reaches eni-web is not known: the network ACL of subnet-public-a was not read',
      ],
    },
    'an instance that may be an appliance': {
      given: web(open, {}, { SourceDestCheck: undefined }),
      says: ['i-web: whether it forwards for others (SourceDestCheck) is not in the answer'],
    },
  },
})
