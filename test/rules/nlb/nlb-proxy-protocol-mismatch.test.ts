import rule from '../../../rules/nlb/nlb-proxy-protocol-mismatch.ts'
import { type Account, account } from '../../support/account.ts'
import type { Item } from '../../support/facts-builder.ts'
import { testRule } from '../../support/test-rule.ts'

const PROXY = 'proxy_protocol_v2.enabled'
const ON = { [PROXY]: 'true' }
const OFF = { [PROXY]: 'false' }
const TCP = { Protocol: 'TCP' } as const
const IP = { ...TCP, TargetType: 'ip' } as const

const shop = (): Account =>
  account()
    .vpc('shop')
    .subnet('public-a', { zone: 'a', cidr: '10.0.1.0/24', empty: true })
    .loadBalancer('nlb', { type: 'network' })
    .loadBalancer('lb')
const proxied = (fields: Item<'targetGroups'> = TCP): Account =>
  shop().targetGroup('mail', { balancers: ['nlb'], attributes: ON }, fields)
const mail = (): Account => proxied().target('mail', 'a', { port: 25 })
const also = (
  name: string,
  attributes: Readonly<Record<string, string>>,
  fields: Item<'targetGroups'> = TCP,
): Account => mail().targetGroup(name, { balancers: ['nlb'], attributes }, fields)

const sent = '  mail sends the Proxy Protocol header'
const disagrees = (name: string): readonly string[] => [
  `mail: i-a:25 gets the Proxy Protocol header by this group and none by ${name}: whichever it expects, connections by the other fail.`,
  sent,
  `  ${name} sends no header to i-a:25`,
]
const eni = (Description: string, VpcId = 'vpc-shop'): Account =>
  proxied(IP)
    .target('mail', '10.0.1.50')
    .eni(
      'x',
      { subnet: 'public-a' },
      {
        Description,
        VpcId,
        PrivateIpAddress: '10.0.1.50',
        PrivateIpAddresses: [{ PrivateIpAddress: '10.0.1.50', Primary: true }],
      },
    )

testRule(rule, {
  accepts: {
    'one group for a port': mail(),
    'two groups that both send it': also('mail-2', ON).target('mail-2', 'a', { port: 25 }),
    'another port of the same machine': also('web', OFF).target('web', 'a', { port: 80 }),
    'another machine': also('web', OFF).target('web', 'b', { port: 25 }),
    'a group that nothing uses': mail()
      .targetGroup('old', { attributes: OFF }, TCP)
      .target('old', 'a', { port: 25 }),
    'a registration that is on its way out': also('old', OFF).target('old', 'a', {
      port: 25,
      state: 'draining',
    }),
    'the same address in another VPC': proxied(IP)
      .target('mail', '10.0.1.9', { port: 25 })
      .vpc('twin')
      .targetGroup('twin', { balancers: ['lb'] }, { ...IP, VpcId: 'vpc-twin' })
      .target('twin', '10.0.1.9', { port: 25 }),
    'a network load balancer, which passes it on': eni('ELB net/second/0123456789abcdef'),
    'an application load balancer in another VPC': eni('ELB app/web/50dc6c495c0c9188', 'vpc-twin'),
    'some targets that fail their checks': proxied({ ...TCP, HealthCheckProtocol: 'HTTP' })
      .target('mail', 'a')
      .target('mail', 'b', { state: 'unhealthy', reason: 'Target.FailedHealthChecks' }),
    'targets that fail checks by TCP': proxied().target('mail', 'a', {
      state: 'unhealthy',
      reason: 'Target.FailedHealthChecks',
    }),
  },
  flags: {
    'a port that another group reaches without it': {
      given: also('plain', OFF).target('plain', 'a', { port: 25 }),
      finds: disagrees('plain'),
    },
    'a port that an application load balancer reaches': {
      given: mail()
        .targetGroup('web', { balancers: ['lb'] })
        .target('web', 'a', { port: 25 }),
      finds: disagrees('web'),
    },
    'an application load balancer by its address': {
      given: eni('ELB app/web/50dc6c495c0c9188'),
      finds: [
        'mail: 10.0.1.50 is an application load balancer, which takes the Proxy Protocol header for a bad request: it answers 400 to everything.',
        sent,
        '  eni-x is ELB app/web/50dc6c495c0c9188',
      ],
    },
    'targets that all fail checks that carry it': {
      given: proxied({ ...TCP, HealthCheckProtocol: 'HTTP' })
        .target('mail', 'a', { state: 'unhealthy', reason: 'Target.FailedHealthChecks' })
        .target('mail', 'b', { state: 'unhealthy', reason: 'Target.ResponseCodeMismatch' }),
      finds: [
        'mail: All of its 2 targets fail health checks by HTTP, which carry the Proxy Protocol header, too: a backend that does not expect it answers them with errors. [medium]',
        sent,
        '  mail has no target that passes health checks by HTTP',
      ],
    },
  },
  ignores: {
    'groups that send no header': shop()
      .targetGroup('mail', { balancers: ['nlb'], attributes: OFF, targets: ['a'] }, TCP)
      .targetGroup('web', { balancers: ['lb'], targets: ['a'] }),
    'a group in no use': shop().targetGroup('mail', { attributes: ON, targets: ['a'] }, TCP),
  },
  unknown: {
    'interfaces that were not read': {
      given: proxied(IP).target('mail', '10.0.1.50').unread('networkInterfaces'),
      says: ['mail: what has the address 10.0.1.50 was not read'],
    },
    'an answer without load balancers': {
      given: proxied({ ...TCP, LoadBalancerArns: undefined }),
      says: ['mail: its load balancers are not in the answer'],
    },
    'a port that is not in the answer': {
      given: also('plain', OFF).add(
        'targetHealth',
        { Target: { Id: 'i-a' }, TargetHealth: { State: 'healthy' } },
        { TargetGroupArn: account().groupArn('plain') },
      ),
      says: ['mail: whether plain sends i-a:25 the header, too, is not known'],
    },
  },
})
