import rule from '../../../rules/target-group/target-group-unhealthy-targets.ts'
import { type Account, account } from '../../support/account.ts'
import type { Item } from '../../support/facts-builder.ts'
import { testRule } from '../../support/test-rule.ts'

/** `a 10.0.1.1 healthy`: zone, address, state and, where there is one, the reason. */
const group = (
  targets: readonly string[],
  fields: Item<'targetGroups'> = {},
  more: Item<'targetHealth'> = {},
): Account => {
  const builder = account()
    .vpc('shop')
    .loadBalancer('lb')
    .listener('lb', 443, 'HTTPS')
    .targetGroup('web', { balancers: ['lb'] }, { TargetType: 'ip', ...fields })
  for (const line of targets) {
    const [zone = '', address = '', state = '', reason] = line.split(' ')
    builder.target(
      'web',
      address,
      { zone, state, ...(reason ? { reason } : {}) },
      line.startsWith('b') ? more : {},
    )
  }
  return builder
}
const A1 = 'a 10.0.1.1 healthy'
const A2 = 'a 10.0.1.2 healthy'
const A3 = 'a 10.0.1.3 healthy'
const BAD_A = 'a 10.0.1.9 unhealthy Target.Timeout'
const BAD_B = 'b 10.0.2.9 unhealthy Target.ResponseCodeMismatch'
const USED = '  HTTPS:443 forwards to it (HTTPS:443 of lb)'

testRule(rule, {
  accepts: {
    'all healthy': group([A1, 'b 10.0.2.1 healthy']),
    'one that is being registered': group([A1, 'b 10.0.2.1 initial Elb.InitialHealthChecking']),
    'one that leaves': group([A1, 'b 10.0.2.1 draining Target.DeregistrationInProgress']),
    'one that was stopped, which is another matter': group([A1, 'b 10.0.2.1 unused Target.InvalidState']),
    'one that a zonal shift takes out': group(
      [A1, BAD_B],
      {},
      {
        AdministrativeOverride: { State: 'zonal_shift_active' },
      },
    ),
  },
  flags: {
    'one of four': {
      given: group([A1, A2, A3, BAD_A]),
      finds: [
        'web: 1 of its 4 targets is unhealthy (Target.Timeout): the other 3 carry all requests by HTTPS:443 of lb.',
        '  web has 10.0.1.9:80 unhealthy (Target.Timeout)',
        '  web has 3 healthy of 4',
        USED,
      ],
    },
    'all of a zone': {
      given: group([A1, A2, A3, BAD_B]),
      finds: [
        'web: 1 of its 4 targets is unhealthy (Target.ResponseCodeMismatch), 1 of 1 in us-east-1b: the other 3 carry all requests by HTTPS:443 of lb. [high]',
        '  web has 10.0.2.9:80 unhealthy (Target.ResponseCodeMismatch)',
        '  web has 3 healthy of 4',
        USED,
      ],
    },
    'most of a group, one of which closes its connections': {
      given: group([
        'all 10.9.0.1 healthy',
        'all 10.9.0.2 unhealthy Target.Timeout',
        'all 10.9.0.3 unhealthy.draining Target.Timeout',
      ]),
      finds: [
        'web: 2 of its 3 targets are unhealthy (Target.Timeout): the other one carries all requests by HTTPS:443 of lb. [high]',
        '  web has 10.9.0.2:80 unhealthy (Target.Timeout)',
        '  web has 10.9.0.3:80 unhealthy.draining (Target.Timeout)',
        '  web has 1 healthy of 3',
        USED,
      ],
    },
    'a quarter, where the configuration calls that much': {
      given: group([A1, A2, A3, BAD_A]),
      settings: { highPercent: 25 },
      finds: [
        'web: 1 of its 4 targets is unhealthy (Target.Timeout), 1 of 4 in us-east-1a: the other 3 carry all requests by HTTPS:443 of lb. [high]',
        '  web has 10.0.1.9:80 unhealthy (Target.Timeout)',
        '  web has 3 healthy of 4',
        USED,
      ],
    },
  },
  ignores: {
    'no healthy target, which is worse and another matter': group([BAD_A]),
    'a group without targets': group([]),
    'a group in no use': group([A1, BAD_A], { LoadBalancerArns: [] }),
    functions: group(['all 10.0.0.1 unavailable Target.HealthCheckDisabled'], { TargetType: 'lambda' }),
  },
  unknown: {
    'health that AWS does not know': {
      given: group([A1, 'b 10.0.2.1 unavailable Elb.InternalError']),
      says: ['web: AWS does not say how all of its targets are'],
    },
    'a balancer of another account': {
      given: account()
        .vpc('shop')
        .targetGroup('web', { targets: ['a', '!b'] }, { LoadBalancerArns: ['arn:elsewhere'] }),
      says: ['web: the rules that forward to it were not all read'],
    },
  },
})
