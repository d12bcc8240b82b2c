import rule from '../../../rules/target-group/target-group-stickiness-misused.ts'
import { type Account, account } from '../../support/account.ts'
import type { Item } from '../../support/facts-builder.ts'
import { testRule } from '../../support/test-rule.ts'

type Attributes = Readonly<Record<string, string>>

const sticky = {
  'stickiness.enabled': 'true',
  'stickiness.type': 'lb_cookie',
  'stickiness.lb_cookie.duration_seconds': '3600',
}
const group = (
  attributes: Attributes = {},
  targets = ['a', 'b'],
  fields: Item<'targetGroups'> = {},
): Account =>
  account()
    .vpc('shop')
    .loadBalancer('lb')
    .listener('lb', 443, 'HTTPS')
    .targetGroup('web', { balancers: ['lb'], targets, attributes: { ...sticky, ...attributes } }, fields)
const OFF: { Enabled?: boolean } = { Enabled: false }
const weighing = (
  web: number,
  api: number,
  TargetGroupStickinessConfig = OFF,
  more: Attributes = {},
  old = 0,
): Account =>
  account()
    .vpc('shop')
    .loadBalancer('lb')
    .listener('lb', 443, 'HTTPS', {
      DefaultActions: [
        {
          Type: 'forward',
          ForwardConfig: {
            TargetGroups: [
              { TargetGroupArn: account().groupArn('web'), Weight: web },
              { TargetGroupArn: account().groupArn('api'), Weight: api },
              { TargetGroupArn: account().groupArn('old'), Weight: old },
            ],
            TargetGroupStickinessConfig,
          },
        },
      ],
    })
    .targetGroup('web', { balancers: ['lb'], targets: ['a', 'b'], attributes: { ...sticky, ...more } })

const found = (fact: string, severity = ''): readonly string[] => [
  `web: Its stickiness (lb_cookie) ${fact}.${severity}`,
  `  web has stickiness that ${fact}`,
]
const initial = (builder: Account): Account =>
  builder.add(
    'targetHealth',
    { Target: { Id: 'i-new' }, TargetHealth: { State: 'initial' } },
    { TargetGroupArn: account().groupArn('web') },
  )

testRule(rule, {
  accepts: {
    'an hour over two targets': group(),
    'a day': group({ 'stickiness.lb_cookie.duration_seconds': '86400' }),
    'the duration of the other kind of cookie': group({ 'stickiness.app_cookie.duration_seconds': '604800' }),
    'a second target that is being registered': initial(group({}, ['a'])),
    'a group without targets': group({}, []),
    'the one balancer that a group of that type can have': group({}, ['a'], { TargetType: 'alb' }),
    'the flows of a gateway load balancer': group({ 'stickiness.type': 'source_ip_dest_ip' }, ['a'], {
      Protocol: 'GENEVE',
    }),
    'a rule that sticks to groups, too': weighing(50, 50, { Enabled: true }),
    'a second group that is out of use': weighing(100, 0),
    'a group that is out of use while others share the requests': weighing(0, 50, OFF, {}, 50),
    'a group of a network load balancer without cross-zone': account()
      .vpc('shop')
      .loadBalancer('lb', { type: 'network' })
      .targetGroup('web', {
        balancers: ['lb'],
        targets: ['a', 'b'],
        attributes: { ...sticky, 'stickiness.type': 'source_ip' },
      }),
  },
  flags: {
    'one healthy target': {
      given: group({}, ['a', '!b']),
      finds: found('does nothing while the group has one healthy target'),
    },
    'no healthy target': {
      given: group({}, ['!a', '!b']),
      finds: found('does nothing while the group has no healthy target'),
    },
    'a week': {
      given: group({ 'stickiness.lb_cookie.duration_seconds': '604800' }),
      finds: found(
        'pins a client for 604800 seconds, longer than 86400: new targets stay idle while old ones are full',
      ),
    },
    'an hour, where the configuration allows less': {
      given: group(),
      settings: { maxSeconds: 600 },
      finds: found(
        'pins a client for 3600 seconds, longer than 600: new targets stay idle while old ones are full',
      ),
    },
    'an application load balancer without cross-zone': {
      given: group({ 'load_balancing.cross_zone.enabled': 'false' }),
      finds: found(
        'does not work: cross-zone load balancing is off (its attribute load_balancing.cross_zone.enabled is false)',
        ' [medium]',
      ),
    },
    'a rule that spreads requests over groups': {
      given: weighing(50, 50),
      finds: found(
        'is lost where the default rule spreads requests over several groups without sticking to one',
        ' [medium]',
      ),
    },
    'a rule that spreads requests over groups, and a week': {
      given: weighing(50, 50, OFF, { 'stickiness.lb_cookie.duration_seconds': '604800' }),
      finds: [
        'web: Its stickiness (lb_cookie) is lost where the default rule spreads requests over several groups without sticking to one; it pins a client for 604800 seconds, longer than 86400: new targets stay idle while old ones are full. [medium]',
        '  web has stickiness that is lost where the default rule spreads requests over several groups without sticking to one',
        '  web has stickiness that pins a client for 604800 seconds, longer than 86400: new targets stay idle while old ones are full',
      ],
    },
    'a cookie of the application without a name, and one target': {
      given: group({ 'stickiness.type': 'app_cookie', 'stickiness.app_cookie.cookie_name': '' }, ['a']),
      finds: [
        'web: Its stickiness (app_cookie) does nothing while the group has one healthy target; it names no cookie of the application.',
        '  web has stickiness that does nothing while the group has one healthy target',
        '  web has stickiness that names no cookie of the application',
      ],
    },
  },
  ignores: {
    'stickiness that is off': group({
      'stickiness.enabled': 'false',
      'stickiness.lb_cookie.duration_seconds': '604800',
    }),
    'functions, which have none': account().vpc('shop').targetGroup('fn', {}, { TargetType: 'lambda' }),
  },
  unknown: {
    'a rule that does not say whether it sticks to groups': {
      given: weighing(50, 50, {}),
      says: ['web: how the default rule spreads requests over groups is not in the answer'],
    },
    'a group that may be in no use': {
      given: group({}, ['a'], { LoadBalancerArns: undefined }),
      says: ['web: which load balancers use it is not in the answer'],
    },
    'one target, which may be a balancer': {
      given: group({}, ['a'], { TargetType: undefined }),
      says: ['web: what its targets are, or by which protocol, is not in the answer'],
    },
    'health that was not read': {
      given: group().unread('targetHealth'),
      says: ['web: the health of its targets was not read'],
    },
    'rules that were not read': {
      given: group().unread('listenerRules'),
      says: ['web: the rules that forward to it were not all read'],
    },
    'a balancer that was not read': {
      given: group().unread('loadBalancers'),
      says: [`web: its load balancer ${account().balancerArn('lb')} is not among those that were read`],
    },
    'a type that is not in the answer': {
      given: group({ 'stickiness.type': '' }),
      says: ['web: the type of its stickiness is not in the answer'],
    },
  },
})
