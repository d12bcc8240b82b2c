import rule from '../../../rules/target-group/target-group-zone-imbalance.ts'
import { type Account, account } from '../../support/account.ts'
import type { Item } from '../../support/facts-builder.ts'
import { testRule } from '../../support/test-rule.ts'

type Health = 'healthy' | 'unhealthy' | 'initial' | 'unused' | 'unavailable'
type Type = 'application' | 'network' | 'gateway'

const OFF = { 'load_balancing.cross_zone.enabled': 'false' }
const arn = account().groupArn('web')

const targets = (
  builder: Account,
  zones: Readonly<Record<string, readonly Health[]>>,
  more: Item<'targetHealth'> = {},
): Account => {
  for (const [zone, states] of Object.entries(zones)) {
    states.forEach((State, index) =>
      builder.add(
        'targetHealth',
        {
          Target: {
            Id: `10.0.${zone.codePointAt(0)}.${index}`,
            AvailabilityZone: zone === 'all' ? zone : `us-east-1${zone}`,
          },
          TargetHealth: { State },
          ...more,
        },
        { TargetGroupArn: arn },
      ),
    )
  }
  return builder
}
const behind = (
  type: Type,
  zones: Readonly<Record<string, readonly Health[]>>,
  {
    group = OFF,
    balancer = {},
    in: enabled = ['a', 'b'],
  }: {
    group?: Readonly<Record<string, string>>
    balancer?: Readonly<Record<string, string>>
    in?: string[]
  } = {},
): Account =>
  targets(
    account()
      .vpc('shop')
      .loadBalancer('lb', { type, zones: enabled, attributes: balancer })
      .targetGroup('web', { balancers: ['lb'], attributes: group }, { TargetType: 'ip' }),
    zones,
  )
const many = (count: number): readonly Health[] => Array.from({ length: count }, () => 'healthy' as const)
const instances = (): Account =>
  account()
    .vpc('shop')
    .subnet('app-a', { zone: 'a' })
    .loadBalancer('lb')
    .targetGroup('web', { balancers: ['lb'], targets: ['app-a'], attributes: OFF })

const off = 'has cross-zone load balancing off: its attribute load_balancing.cross_zone.enabled is false'

testRule(rule, {
  accepts: {
    'even zones': behind('application', { a: many(2), b: many(2) }),
    'twice as many in one zone': behind('application', { a: many(2), b: many(4) }),
    'cross-zone on, however uneven': behind(
      'application',
      { a: many(4) },
      { group: { 'load_balancing.cross_zone.enabled': 'true' } },
    ),
    'an application load balancer that is left to itself': behind(
      'application',
      { a: many(4) },
      { group: {} },
    ),
    'a network load balancer that has it on': behind(
      'network',
      { a: many(4) },
      { group: {}, balancer: { 'load_balancing.cross_zone.enabled': 'true' } },
    ),
    'addresses for all zones': behind('network', { all: many(1) }),
    'uneven zones to which clients keep by affinity': behind(
      'network',
      { a: many(9), b: many(1) },
      { balancer: { 'dns_record.client_routing_policy': 'availability_zone_affinity' } },
    ),
    'uneven zones whose share the endpoints decide': behind('gateway', { a: many(9), b: many(1) }),
  },
  flags: {
    'an application load balancer with an empty zone': {
      given: behind('application', { a: many(3), b: ['unhealthy'] }),
      finds: [
        'web: us-east-1b has no healthy target and cross-zone load balancing is off: requests that reach lb there get a 503.',
        `  web ${off}`,
        '  web has healthy targets: 0 in us-east-1b, 3 in us-east-1a',
      ],
    },
    'a network load balancer with an empty zone, which it withdraws': {
      given: behind('network', { a: many(3) }, { group: {} }),
      finds: [
        'web: us-east-1b has no healthy target and cross-zone load balancing is off: lb withdraws that zone from its name, and what still connects there fails. [medium]',
        '  lb has cross-zone load balancing off: the attribute load_balancing.cross_zone.enabled of lb is false',
        '  web has healthy targets: 0 in us-east-1b, 3 in us-east-1a',
      ],
    },
    'a network load balancer that may not withdraw it': {
      given: behind(
        'network',
        { a: many(3) },
        { group: { ...OFF, 'target_group_health.dns_failover.minimum_healthy_targets.count': 'off' } },
      ),
      finds: [
        'web: us-east-1b has no healthy target and cross-zone load balancing is off: what reaches lb there is dropped.',
        `  web ${off}`,
        '  web has healthy targets: 0 in us-east-1b, 3 in us-east-1a',
      ],
    },
    'a gateway load balancer with an empty zone': {
      given: behind('gateway', { a: many(1) }, { group: {} }),
      finds: [
        'web: us-east-1b has no healthy target and cross-zone load balancing is off: what reaches lb there is dropped.',
        '  lb has cross-zone load balancing off: the attribute load_balancing.cross_zone.enabled of lb is false',
        '  web has healthy targets: 0 in us-east-1b, 1 in us-east-1a',
      ],
    },
    'a zone with too few': {
      given: behind('application', { a: many(5), b: many(2) }),
      finds: [
        'web: Each healthy target in us-east-1b carries 2.5 times the load of those in the fullest zone: cross-zone load balancing is off and there are 2 in us-east-1b, 5 in us-east-1a. [medium]',
        `  web ${off}`,
        '  web has healthy targets: 2 in us-east-1b, 5 in us-east-1a',
      ],
    },
    'another ratio, by the configuration': {
      given: behind('application', { a: many(3), b: many(2) }),
      settings: { maxRatio: 1.2 },
      finds: [
        'web: Each healthy target in us-east-1b carries 1.5 times the load of those in the fullest zone: cross-zone load balancing is off and there are 2 in us-east-1b, 3 in us-east-1a. [medium]',
        `  web ${off}`,
        '  web has healthy targets: 2 in us-east-1b, 3 in us-east-1a',
      ],
    },
    'instances, whose zone is where they run': {
      given: instances(),
      finds: [
        'web: us-east-1b has no healthy target and cross-zone load balancing is off: requests that reach lb there get a 503.',
        `  web ${off}`,
        '  web has healthy targets: 0 in us-east-1b, 1 in us-east-1a',
      ],
    },
  },
  ignores: {
    'a balancer in one zone': behind('network', { a: many(3) }, { in: ['a'] }),
    'a group in no use': account().vpc('shop').targetGroup('web', { attributes: OFF }),
    'a group without healthy targets, which is worse and another matter': behind('application', {
      a: ['unhealthy'],
      b: ['unhealthy'],
    }),
    'a group whose first targets are being registered': behind('application', { a: ['initial'] }),
    functions: account()
      .vpc('shop')
      .loadBalancer('lb')
      .targetGroup(
        'web',
        { balancers: ['lb'], targets: ['10.0.0.1'], attributes: OFF },
        { TargetType: 'lambda' },
      ),
    'a zonal shift': targets(
      account()
        .vpc('shop')
        .loadBalancer('lb')
        .targetGroup('web', { balancers: ['lb'], attributes: OFF }, { TargetType: 'ip' }),
      { a: many(3) },
      { AdministrativeOverride: { State: 'zonal_shift_active' } },
    ),
  },
  unknown: {
    'an empty zone whose targets are being registered': {
      given: behind('application', { a: many(2), b: ['initial', 'initial'] }),
      says: ['web: targets in the thin zones are being registered'],
    },
    'instances that were not read': {
      given: instances().unread('instances'),
      says: ['web: the zone of its target i-app-a is not known'],
    },
    'attributes of a network load balancer that were not read': {
      given: behind('network', { a: many(3) }, { group: {} }).unread('loadBalancerAttributes'),
      says: ['web: the attribute load_balancing.cross_zone.enabled of lb was not read'],
    },
    'an affinity that was not read': {
      given: behind('network', { a: many(9), b: many(1) }).unread('loadBalancerAttributes'),
      says: ['web: how clients spread over the zones of lb is not known: its attributes were not read'],
    },
    'targets whose health AWS does not know': {
      given: behind('application', { a: many(3), b: ['unavailable'] }),
      says: ['web: the health of its target 10.0.98.0 is not known'],
    },
    'a balancer of another account': {
      given: account()
        .vpc('shop')
        .targetGroup('web', { attributes: OFF }, { LoadBalancerArns: ['arn:elsewhere'] }),
      says: ['web: its load balancer arn:elsewhere is not among those that were read'],
    },
  },
})
