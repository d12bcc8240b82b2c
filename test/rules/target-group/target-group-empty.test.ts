import rule from '../../../rules/target-group/target-group-empty.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const shop = (type: 'application' | 'network' = 'application'): Account =>
  account().vpc('shop').loadBalancer('lb', { type })
const serving = (targets: readonly string[] = []): Account =>
  shop()
    .listener('lb', 443, 'HTTPS')
    .targetGroup('web', { balancers: ['lb'], targets })

const weighing = (web: number, api: number): Account =>
  shop()
    .listener('lb', 443, 'HTTPS', {
      DefaultActions: [
        {
          Type: 'forward',
          ForwardConfig: {
            TargetGroups: [
              { TargetGroupArn: account().groupArn('web'), Weight: web },
              { TargetGroupArn: account().groupArn('api'), Weight: api },
            ],
          },
        },
      ],
    })
    .targetGroup('web', { balancers: ['lb'] })
    .targetGroup('api', { balancers: ['lb'], targets: ['a'] })

const facts = ['  web has no registered targets', '  HTTPS:443 forwards to it (HTTPS:443 of lb)']

testRule(rule, {
  accepts: {
    'a group with targets': serving(['a']),
    'a group whose only target is unhealthy, which is another matter': serving(['!a']),
    'the empty half of a blue/green pair': weighing(0, 100),
  },
  flags: {
    'a rule of an application load balancer': {
      given: serving(),
      finds: ['web: It has no targets: all requests by HTTPS:443 of lb get a 503.', ...facts],
    },
    'a listener of a network load balancer': {
      given: shop('network')
        .listener('lb', 443, 'TCP')
        .targetGroup('web', { balancers: ['lb'] }, { Protocol: 'TCP' }),
      finds: [
        'web: It has no targets: all requests by TCP:443 of lb are lost.',
        '  web has no registered targets',
        '  TCP:443 forwards to it (TCP:443 of lb)',
      ],
    },
    'a part of the requests, which the other group does not take over': {
      given: weighing(10, 90),
      finds: [
        'web: It has no targets: 10% of the requests by HTTPS:443 of lb get a 503.',
        '  web has no registered targets',
        '  HTTPS:443 forwards 10% of its requests to it (HTTPS:443 of lb)',
      ],
    },
    'an Auto Scaling group that does not fill it': {
      given: serving().scalingGroup('web', ['web']),
      finds: [
        'web: It has no targets: all requests by HTTPS:443 of lb get a 503.',
        ...facts,
        '  web should fill it, and has a desired capacity of 2',
      ],
    },
    'an Auto Scaling group that is scaled in to nothing': {
      given: serving().scalingGroup('web', ['web'], { MinSize: 0, DesiredCapacity: 0 }),
      finds: [
        'web: It has no targets while web is at a capacity of 0: all requests by HTTPS:443 of lb get a 503. [info]',
        ...facts,
        '  web should fill it, and has a desired capacity of 0',
      ],
    },
    'a group of which the Auto Scaling groups were not read': {
      given: serving().unread('autoScalingGroups'),
      finds: ['web: It has no targets: all requests by HTTPS:443 of lb get a 503.', ...facts],
    },
  },
  ignores: {
    'a group that nothing forwards to': shop().targetGroup('web'),
  },
  unknown: {
    'a balancer of another account': {
      given: shop().targetGroup('web', {}, { LoadBalancerArns: ['arn:elsewhere'] }),
      says: ['web: the rules that forward to it were not all read'],
    },
  },
})
