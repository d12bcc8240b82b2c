import rule from '../../../rules/clb/clb-connection-draining-off.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const web = (instances: readonly string[], draining?: object): Account => {
  const given = account().vpc('shop').classicLoadBalancer('web', { instances })
  return draining
    ? given.classicAttributes('web', { ConnectionDraining: draining as { Enabled: boolean } })
    : given
}

testRule(rule, {
  accepts: {
    'five minutes, as the console has it': web(['a']),
    'the longest timeout that is no finding': web(['a'], { Enabled: true, Timeout: 900 }),
    'one of the same name elsewhere that does not drain, which is judged there': [
      web(['a']),
      account({ region: 'eu-west-1' })
        .vpc('shop')
        .classicLoadBalancer('web')
        .classicAttributes('web', { ConnectionDraining: { Enabled: false } }),
    ],
  },
  flags: {
    'draining that is off': {
      given: web(['a'], { Enabled: false, Timeout: 300 }),
      finds: [
        'web: Connection draining is off: requests to an instance break off when it is deregistered.',
        '  web has connection draining off',
      ],
    },
    'draining that takes an hour, mildly': {
      given: web(['a'], { Enabled: true, Timeout: 3600 }),
      finds: [
        'web: Instances that leave it may keep connections for up to 3600 seconds, and deployments and scale-in wait for them. [low]',
        '  web drains connections for up to 3600 seconds',
      ],
    },
    'what a stricter setting does not allow': {
      given: web(['a']),
      settings: { maxTimeoutSeconds: 60 },
      finds: [
        'web: Instances that leave it may keep connections for up to 300 seconds, and deployments and scale-in wait for them. [low]',
        '  web drains connections for up to 300 seconds',
      ],
    },
  },
  ignores: {
    'a balancer without instances': web([], { Enabled: false }),
  },
  unknown: {
    'attributes without draining': {
      given: account()
        .vpc('shop')
        .add('classicLoadBalancers', {
          LoadBalancerName: 'web',
          DNSName: 'web-1.us-east-1.elb.amazonaws.com',
          Instances: [{ InstanceId: 'i-a' }],
        }),
      says: ['web: its connection draining is not among the attributes that were read'],
    },
    'a timeout that is not in the answer': {
      given: web(['a'], { Enabled: true }),
      says: ['web: its connection draining is not among the attributes that were read'],
    },
    'instances that are not in the answer': {
      given: account()
        .vpc('shop')
        .classicLoadBalancer('web', { Instances: undefined })
        .classicAttributes('web', { ConnectionDraining: { Enabled: false } }),
      says: ['web: its instances are not in the answer'],
    },
  },
})
