import rule from '../../../rules/clb/clb-no-healthy-instances.ts'
import { type Account, DENIED, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const FAILED =
  'OutOfService: Instance has failed at least the UnhealthyThreshold number of health checks consecutively.'
const web = (states: Readonly<Record<string, string>>, fields: object = {}): Account => {
  const instances = Object.keys(states)
  const given = account()
    .vpc('shop')
    .classicLoadBalancer('web', { instances, ...fields })
  return instances.length > 0 ? given.instanceHealth('web', states) : given
}
const alias = {
  Name: 'www.example.com.',
  Type: 'A' as const,
  AliasTarget: {
    HostedZoneId: 'Z35SXDOTRQ7X7K',
    DNSName: 'dualstack.web-987654321.us-east-1.elb.amazonaws.com.',
    EvaluateTargetHealth: true,
  },
}
const cname = {
  Name: 'shop.example.com.',
  Type: 'CNAME' as const,
  TTL: 60,
  ResourceRecords: [{ Value: 'web-987654321.us-east-1.elb.amazonaws.com' }],
}

testRule(rule, {
  accepts: {
    'two instances in service': web({ a: 'InService', b: 'InService' }),
    'two in service, and one that fails': web({ a: 'InService', b: 'InService', c: FAILED }),
    'one of the same name elsewhere whose instances fail, which is judged there': [
      web({ a: 'InService', b: 'InService' }),
      account({ region: 'eu-west-1' })
        .vpc('shop')
        .classicLoadBalancer('web', { CreatedTime: '2026-11-22T07:59:00.000Z' }),
    ],
  },
  flags: {
    'no instance in service': {
      given: web({ a: FAILED, b: FAILED, c: 'OutOfService: Instance is in stopped state.' }),
      finds: [
        'web: None of its 3 registered instances is in service: every request to it fails.',
        '  web has 2 out of service: Instance has failed at least the UnhealthyThreshold number of health checks consecutively.',
        '  web has 1 out of service: Instance is in stopped state.',
      ],
    },
    'the last instances on their way out': {
      given: web({ a: 'InService: Instance deregistration currently in progress.' }),
      finds: [
        'web: Its only registered instance is not in service: every request to it fails.',
        '  web has only instances that are being deregistered',
      ],
    },
    'no instances, with names that lead to it': {
      given: web({}).hostedZone('example.com', [alias, cname]),
      finds: [
        'web: No instance is registered with it: every request to it fails.',
        '  web has no registered instance',
        '  ZEXAMPLECOM/www.example.com./A leads to web-987654321.us-east-1.elb.amazonaws.com',
        '  ZEXAMPLECOM/shop.example.com./CNAME leads to web-987654321.us-east-1.elb.amazonaws.com',
      ],
    },
    'no instances and no names, mildly': {
      given: web({}).hostedZone('example.com', []),
      finds: [
        'web: No instance is registered with it: every request to it fails. [low]',
        '  web has no registered instance',
      ],
    },
    'a single instance': {
      given: web({ a: 'InService' }),
      finds: [
        'web: i-a is its only instance in service: when that fails or restarts, every request fails. [medium]',
        '  web has one instance in service, i-a',
      ],
    },
    'the last one that works': {
      given: web({ a: 'InService', b: FAILED }),
      finds: [
        'web: i-a is its only instance in service: when that fails or restarts, every request fails. [medium]',
        '  web has one instance in service, i-a',
        '  web has 1 out of service: Instance has failed at least the UnhealthyThreshold number of health checks consecutively.',
      ],
    },
  },
  ignores: {
    'a balancer of this minute': web({}, { CreatedTime: '2026-11-22T07:59:00.000Z' }),
  },
  unknown: {
    'instances that are being registered': {
      given: web({ a: 'InService', b: 'OutOfService: Instance registration is still in progress.' }),
      says: ['web: instances are being registered: i-b'],
    },
    'health that was not read': {
      given: web({ a: 'InService' }).unread('classicInstanceHealth', DENIED),
      says: ['web: the health of its instances was not read'],
    },
    'an error while the state was asked for': {
      given: web({ a: 'Unknown: A transient error occurred. Please try again later.' }),
      says: ['web: the state of i-a is not known'],
    },
    'a balancer that may be of this minute': {
      given: web({}, { CreatedTime: undefined }),
      says: ['web: since when it is there is not in the answer'],
    },
  },
})
