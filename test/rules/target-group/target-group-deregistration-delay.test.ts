import rule from '../../../rules/target-group/target-group-deregistration-delay.ts'
import { type Account, account } from '../../support/account.ts'
import type { Item } from '../../support/facts-builder.ts'
import { testRule } from '../../support/test-rule.ts'

const DELAY = 'deregistration_delay.timeout_seconds'
const group = (
  seconds: string,
  Protocol: 'HTTP' | 'TCP' | 'TLS' | 'UDP' | 'GENEVE' = 'HTTP',
  fields: Item<'targetGroups'> = {},
): Account =>
  account()
    .vpc('shop')
    .loadBalancer('lb')
    .targetGroup('web', { balancers: ['lb'], attributes: { [DELAY]: seconds } }, { Protocol, ...fields })

testRule(rule, {
  accepts: {
    'five minutes': group('300'),
    'five seconds of an application load balancer': group('5'),
    'a quarter of an hour': group('900'),
    'two minutes of a network load balancer': group('120', 'TCP'),
    'datagrams, which are not cut off': group('0', 'UDP'),
    'appliances, whose flows begin anew': group('0', 'GENEVE'),
  },
  flags: {
    zero: {
      given: group('0'),
      finds: [
        'web: Its deregistration delay is 0: each deployment cuts off the requests in flight. [medium]',
        `  web has ${DELAY} 0`,
      ],
    },
    'zero behind a network load balancer': {
      given: group('0', 'TLS'),
      finds: [
        'web: Its deregistration delay is 0: each deployment cuts off the requests in flight. [medium]',
        `  web has ${DELAY} 0`,
      ],
    },
    'half a minute behind a network load balancer': {
      given: group('30', 'TCP'),
      finds: [
        'web: Targets that leave get 30 seconds to finish their connections: AWS advises 120 behind a network load balancer.',
        `  web has ${DELAY} 30`,
      ],
    },
    'an hour': {
      given: group('3600', 'UDP'),
      finds: [
        'web: Each target takes up to 3600 seconds to leave: deployments and scale-in wait for it.',
        `  web has ${DELAY} 3600`,
      ],
    },
    'five minutes, where the configuration allows one': {
      given: group('300'),
      settings: { maxSeconds: 60 },
      finds: [
        'web: Each target takes up to 300 seconds to leave: deployments and scale-in wait for it.',
        `  web has ${DELAY} 300`,
      ],
    },
  },
  ignores: {
    functions: group('0', 'HTTP', { TargetType: 'lambda' }),
    'a balancer behind a balancer': group('0', 'TCP', { TargetType: 'alb' }),
    'a group in no use': group('0', 'HTTP', { LoadBalancerArns: [] }),
  },
  unknown: {
    'attributes that were not read in part': {
      given: group(''),
      says: [`web: ${DELAY} is not among its attributes`],
    },
    'a protocol that is not in the answer': {
      given: account()
        .vpc('shop')
        .targetGroup('web', {}, { LoadBalancerArns: ['arn:lb'], TargetType: undefined }),
      says: ['web: its type or its protocol is not in the answer'],
    },
  },
})
