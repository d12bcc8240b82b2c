import rule from '../../../rules/alb/alb-impaired.ts'
import { type Account, account } from '../../support/account.ts'
import type { Item } from '../../support/facts-builder.ts'
import { testRule } from '../../support/test-rule.ts'

type State = NonNullable<Item<'loadBalancers'>['State']>

const balancer = (State: State | undefined, fields: Item<'loadBalancers'> = {}): Account =>
  account()
    .vpc('shop')
    .subnet('public-a', { cidr: '10.0.1.0/28', empty: true }, { AvailableIpAddressCount: 2 })
    .loadBalancer('web', { zones: ['a'] }, { State, ...fields })

testRule(rule, {
  accepts: {
    'a load balancer that is active': balancer({ Code: 'active' }),
    'a gateway load balancer that is active': account().loadBalancer('inspection', { type: 'gateway' }),
  },
  ignores: {
    'one that is being built': balancer(
      { Code: 'provisioning' },
      { CreatedTime: '2026-11-22T07:30:00.000Z' },
    ),
  },
  flags: {
    'one that cannot grow': {
      given: balancer({ Code: 'active_impaired', Reason: 'Not enough IP space available in subnet-1' }),
      finds: [
        'web: It passes traffic, but lacks what it needs to grow: AWS says «Not enough IP space available in subnet-1».',
        '  web is active_impaired, and was made on 2025-01-01',
        '  subnet-public-a has 2 free addresses in 10.0.1.0/28',
      ],
    },
    'one that could not be built, in a subnet that was not read': {
      given: balancer({ Code: 'failed' }).unread('subnets'),
      finds: [
        'web: It could not be built and answers nobody. [high]',
        '  web is failed, and was made on 2025-01-01',
      ],
    },
    'one that is not finished after an hour': {
      given: balancer({ Code: 'provisioning' }, { CreatedTime: '2026-11-22T06:59:00.000Z' }),
      finds: [
        'web: It is still being built, long after it was asked for. [high]',
        '  web is provisioning, and was made on 2026-11-22',
        '  subnet-public-a has 2 free addresses in 10.0.1.0/28',
      ],
    },
  },
  unknown: {
    'no state': {
      given: balancer(undefined),
      says: ['web: its state (State.Code), or since when it has it, is not in the answer'],
    },
    'a state of next year': {
      given: balancer({ Code: 'resting' as 'active' }),
      says: ['web: its state (State.Code), or since when it has it, is not in the answer'],
    },
  },
})
