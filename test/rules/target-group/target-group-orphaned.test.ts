import rule from '../../../rules/target-group/target-group-orphaned.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const shop = (): Account => account().vpc('shop').loadBalancer('lb')
const alone = 'web: No load balancer uses it: its targets get no requests, and nobody checks their health.'

testRule(rule, {
  accepts: {
    'a group of a balancer': shop().targetGroup('web', { balancers: ['lb'], targets: ['a'] }),
    'a group of a balancer, without targets': shop().targetGroup('web', { balancers: ['lb'] }),
    'a group of a balancer that another account owns': shop().targetGroup(
      'web',
      {},
      { LoadBalancerArns: ['arn:elsewhere'] },
    ),
  },
  flags: {
    'a group that nothing uses': {
      given: shop().targetGroup('web'),
      finds: [alone, '  web is attached to no load balancer (0 registered targets)'],
    },
    'a group with targets': {
      given: shop().targetGroup('web', { targets: ['a', 'b'] }),
      finds: [alone, '  web is attached to no load balancer (2 registered targets)'],
    },
    'a group that an Auto Scaling group fills': {
      given: shop()
        .targetGroup('web', { targets: ['a'] })
        .scalingGroup('fleet', ['web']),
      finds: [
        'web: No load balancer uses it, and fleet registers instances in it: they get no requests, and nobody checks their health. [high]',
        '  web is attached to no load balancer (1 registered target)',
        '  fleet registers its instances in it',
      ],
    },
    'an Auto Scaling group that names it as a traffic source only': {
      given: shop()
        .targetGroup('web')
        .scalingGroup('fleet', [], {
          TargetGroupARNs: [],
          TrafficSources: [{ Identifier: account().groupArn('web'), Type: 'elbv2' }],
        }),
      finds: [
        'web: No load balancer uses it, and fleet registers instances in it: they get no requests, and nobody checks their health. [high]',
        '  web is attached to no load balancer (0 registered targets)',
        '  fleet registers its instances in it',
      ],
    },
    'targets that were not read': {
      given: shop().targetGroup('web').unread('targetHealth'),
      finds: [alone, '  web is attached to no load balancer (its targets were not read)'],
    },
    'half of a pair, where the configuration knows no pairs': {
      given: shop().targetGroup('web-blue'),
      settings: { standbyWords: [] },
      finds: [
        'web-blue: No load balancer uses it: its targets get no requests, and nobody checks their health.',
        '  web-blue is attached to no load balancer (0 registered targets)',
      ],
    },
  },
  ignores: {
    'the half of a blue/green pair that waits': shop().targetGroup('Web-Green'),
  },
  unknown: {
    'an answer without load balancers': {
      given: shop().targetGroup('web', {}, { LoadBalancerArns: undefined }),
      says: ['web: its load balancers are not in the answer'],
    },
  },
})
