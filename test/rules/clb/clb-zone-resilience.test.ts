import rule from '../../../rules/clb/clb-zone-resilience.ts'
import { type Account, DENIED, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const OFF = { CrossZoneLoadBalancing: { Enabled: false } }

/** Subnets in two zones, with as many instances in each: `a-1`, `b-1`, … */
const shop = (inA: number, inB: number): Account => {
  const given = account()
  given.vpc('shop').subnet('a', { zone: 'a', empty: true }).subnet('b', { zone: 'b', empty: true })
  for (const name of names(inA, inB)) given.instance(name, { subnet: name.slice(0, 1) })
  return given
}
const names = (inA: number, inB: number): readonly string[] => [
  ...Array.from({ length: inA }, (_, index) => `a-${index + 1}`),
  ...Array.from({ length: inB }, (_, index) => `b-${index + 1}`),
]
const web = (inA: number, inB: number, fields = {}): Account =>
  shop(inA, inB).classicLoadBalancer('web', { instances: names(inA, inB), ...fields })

testRule(rule, {
  accepts: {
    'even zones without cross-zone load balancing': web(2, 2).classicAttributes('web', OFF),
    'twice as many in one zone': web(2, 1).classicAttributes('web', OFF),
    'uneven zones with cross-zone load balancing': web(4, 1),
    'even zones of which the attributes were not read': web(2, 2).unread(
      'classicLoadBalancerAttributes',
      DENIED,
    ),
  },
  flags: {
    'one zone': {
      given: web(2, 0, { zones: ['a'] }),
      finds: [
        'web: It runs in us-east-1a only: if that zone fails, all of its traffic stops. [high]',
        '  web has one zone, us-east-1a',
      ],
    },
    'instances in one of two zones': {
      given: web(2, 0),
      finds: [
        'web: All instances in service are in us-east-1a: if that zone fails, its other zones have nothing to send to.',
        '  web has instances in service: 0 in us-east-1b, 2 in us-east-1a',
      ],
    },
    'instances that work in one zone only, and cross-zone load balancing off': {
      given: web(2, 1).classicAttributes('web', OFF).instanceHealth('web', {
        'a-1': 'InService',
        'a-2': 'InService',
        'b-1':
          'OutOfService: Instance has failed at least the UnhealthyThreshold number of health checks consecutively.',
      }),
      finds: [
        'web: All instances in service are in us-east-1a: if that zone fails, its other zones have nothing to send to.',
        '  web has instances in service: 0 in us-east-1b, 2 in us-east-1a',
        '  web has cross-zone load balancing off',
      ],
    },
    'uneven zones without cross-zone load balancing': {
      given: web(3, 1).classicAttributes('web', OFF),
      finds: [
        'web: Each instance in us-east-1b carries 3 times the load of those in us-east-1a: cross-zone load balancing is off and there are 1 in us-east-1b, 3 in us-east-1a.',
        '  web has instances in service: 1 in us-east-1b, 3 in us-east-1a',
        '  web has cross-zone load balancing off',
      ],
    },
    'a third zone without instances': {
      given: web(2, 2, { zones: ['a', 'b', 'c'] }).classicAttributes('web', OFF),
      finds: [
        'web: us-east-1c has no instance in service and cross-zone load balancing is off: its node there has nothing to send clients to.',
        '  web has instances in service: 0 in us-east-1c, 2 in us-east-1a, 2 in us-east-1b',
        '  web has cross-zone load balancing off',
      ],
    },
    'what a stricter setting does not allow': {
      given: web(2, 1).classicAttributes('web', OFF),
      settings: { maxRatio: 1.5 },
      finds: [
        'web: Each instance in us-east-1b carries 2 times the load of those in us-east-1a: cross-zone load balancing is off and there are 1 in us-east-1b, 2 in us-east-1a.',
        '  web has instances in service: 1 in us-east-1b, 2 in us-east-1a',
        '  web has cross-zone load balancing off',
      ],
    },
  },
  ignores: {
    'a balancer without instances': web(0, 0, { zones: ['a'] }),
    'a balancer of one instance': web(1, 0),
    'a balancer without instances in service': web(1, 1).instanceHealth('web', {
      'a-1': 'OutOfService: Instance is in stopped state.',
      'b-1': 'OutOfService: Instance is in stopped state.',
    }),
  },
  unknown: {
    'instances that were not read': {
      given: web(2, 0).unread('instances', DENIED),
      says: ['web: the zone of i-a-1 is not known'],
    },
    'health that was not read': {
      given: web(2, 0).unread('classicInstanceHealth', DENIED),
      says: ['web: the health of its instances was not read'],
    },
    'uneven zones, with attributes that were not read': {
      given: web(3, 1).unread('classicLoadBalancerAttributes', DENIED),
      says: [
        'web: its instances are uneven over its zones, and whether cross-zone load balancing is on was not read',
      ],
    },
    'instances that are being registered in the thin zone': {
      given: web(2, 1).classicAttributes('web', OFF).instanceHealth('web', {
        'a-1': 'InService',
        'a-2': 'InService',
        'b-1': 'OutOfService: Instance registration is still in progress.',
      }),
      says: ['web: instances in the thin zones are being registered'],
    },
  },
})
