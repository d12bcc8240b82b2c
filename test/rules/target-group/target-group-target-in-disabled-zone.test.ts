import rule from '../../../rules/target-group/target-group-target-in-disabled-zone.ts'
import { type Account, account } from '../../support/account.ts'
import type { Item } from '../../support/facts-builder.ts'
import { testRule } from '../../support/test-rule.ts'

const group = (fields: Item<'targetGroups'> = {}): Account =>
  account()
    .vpc('shop')
    .subnet('app-a', { zone: 'a' })
    .subnet('app-c', { zone: 'c' })
    .loadBalancer('lb', { zones: ['a', 'b'] })
    .targetGroup('web', { balancers: ['lb'] }, fields)
    .target('web', 'app-a')
const elsewhere = (): Account =>
  group().target('web', 'app-c', { state: 'unused', reason: 'Target.NotInUse' })

testRule(rule, {
  accepts: {
    'targets that are used': group(),
    'a target that leaves': group().target('web', 'app-c', {
      state: 'draining',
      reason: 'Target.DeregistrationInProgress',
    }),
    'a target that is unhealthy, which is another matter': group().target('web', 'app-c', {
      state: 'unhealthy',
    }),
  },
  flags: {
    'an instance in a zone without a node': {
      given: elsewhere(),
      finds: [
        'web: i-app-c:80 gets no requests: lb has no node in us-east-1c.',
        '  web has i-app-c:80 unused (Target.NotInUse)',
        '  lb has nodes in us-east-1a, us-east-1b',
      ],
    },
    'addresses there': {
      given: group({ TargetType: 'ip' })
        .target('web', '10.0.3.4', { state: 'unused', reason: 'Target.NotInUse', zone: 'c' })
        .target('web', '10.0.3.5', { state: 'unused', reason: 'Target.NotInUse', zone: 'c' }),
      finds: [
        'web: 10.0.3.4:80, 10.0.3.5:80 get no requests: lb has no node in us-east-1c.',
        '  web has 10.0.3.4:80, 10.0.3.5:80 unused (Target.NotInUse)',
        '  lb has nodes in us-east-1a, us-east-1b',
      ],
    },
    'an instance that is stopped': {
      given: group().target('web', 'old', { state: 'unused', reason: 'Target.InvalidState' }),
      finds: [
        'web: i-old:80 gets no requests: i-old is stopped or terminated.',
        '  web has i-old:80 unused (Target.InvalidState)',
      ],
    },
    "a balancer's own address": {
      given: group({ TargetType: 'ip' }).target('web', '10.0.1.5', {
        state: 'unused',
        reason: 'Target.IpUnusable',
      }),
      finds: [
        'web: 10.0.1.5:80 gets no requests: 10.0.1.5 belongs to a load balancer and cannot be a target.',
        '  web has 10.0.1.5:80 unused (Target.IpUnusable)',
      ],
    },
  },
  ignores: {
    'a group of no balancer, which is another matter': account()
      .vpc('shop')
      .targetGroup('web')
      .target('web', 'app-a', { state: 'unused', reason: 'Target.NotInUse' }),
    'a group without targets': account()
      .vpc('shop')
      .loadBalancer('lb')
      .targetGroup('web', { balancers: ['lb'] }),
  },
  unknown: {
    'a zone that is enabled, whose node AWS does not use yet': {
      given: group().target('web', 'app-a', { state: 'unused', reason: 'Target.NotInUse', port: 81 }),
      says: ['web: AWS does not use i-app-a, although its zone is enabled'],
    },
    'instances that were not read': {
      given: elsewhere().unread('instances'),
      says: ['web: whether the zone of i-app-c is enabled is not known'],
    },
    'a reason of next year': {
      given: group().target('web', 'app-c', { state: 'unused', reason: 'Target.Asleep' }),
      says: ['web: why i-app-c is not used is not in the answer'],
    },
    'an answer without load balancers': {
      given: group({ LoadBalancerArns: undefined }),
      says: ['web: its load balancers are not in the answer'],
    },
  },
})
