import rule from '../../../rules/health-check/health-check-cannot-change-state.ts'
import { type Account, DENIED, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const CHILD = { Type: 'HTTPS', FullyQualifiedDomainName: 'www.example.com' } as const
const child = (given: Account, id: string, Disabled = false, Inverted = false): Account =>
  given.healthCheck(id, { HealthCheckConfig: { ...CHILD, Disabled, Inverted } })
const record = {
  Name: 'www.example.com.',
  Type: 'A' as const,
  TTL: 60,
  ResourceRecords: [{ Value: '203.0.113.1' }],
  HealthCheckId: 'all',
}
const all = (
  given: Account,
  HealthThreshold: number,
  ChildHealthChecks: string[],
  more: object = {},
): Account =>
  given
    .healthCheck('all', {
      HealthCheckConfig: {
        Type: 'CALCULATED',
        HealthThreshold,
        ChildHealthChecks,
        Disabled: false,
        Inverted: false,
        ...more,
      },
    })
    .hostedZone('example.com', [record])
const two = (): Account => child(child(account(), 'a'), 'b')

testRule(rule, {
  accepts: {
    'one of two': all(two(), 1, ['a', 'b']),
    'all of two': all(two(), 2, ['a', 'b']),
    'one of two children that is disabled, where both must be healthy': all(
      child(child(account(), 'a'), 'b', true),
      2,
      ['a', 'b'],
    ),
  },
  flags: {
    'a threshold of 0': {
      given: all(two(), 0, ['a', 'b']),
      finds: [
        'all: Its threshold is 0 of 2 children, so it is always healthy: nothing that happens to them changes where traffic goes.',
        '  all has the threshold 0 and 2 children',
        '  ZEXAMPLECOM/www.example.com./A has the health check all',
      ],
    },
    'a threshold above the number of children, of which one is in another account': {
      given: all(two(), 4, ['a', 'b', 'far']),
      finds: [
        'all: Its threshold is 4 of 3 children, so it is always unhealthy: nothing that happens to them changes where traffic goes.',
        '  all has the threshold 4 and 3 children',
        '  ZEXAMPLECOM/www.example.com./A has the health check all',
      ],
    },
    'a disabled child that is enough': {
      given: all(child(child(account(), 'a'), 'b', true), 1, ['a', 'b']),
      finds: [
        'all: Its threshold is 1 of 2 children, of which b is disabled, so it is always healthy: nothing that happens to them changes where traffic goes.',
        '  all has the threshold 1 and 2 children',
        '  ZEXAMPLECOM/www.example.com./A has the health check all',
      ],
    },
    'a child that is disabled and inverted, where all must be healthy, in one that is inverted': {
      given: all(child(child(account(), 'a'), 'b', true, true), 2, ['a', 'b'], { Inverted: true }),
      finds: [
        'all: Its threshold is 2 of 2 children, of which b is disabled, so it is always unhealthy, which is then inverted: nothing that happens to them changes where traffic goes.',
        '  all has the threshold 2 and 2 children',
        '  ZEXAMPLECOM/www.example.com./A has the health check all',
      ],
    },
    'one that nothing uses, mildly': {
      given: two().healthCheck('all', {
        HealthCheckConfig: {
          Type: 'CALCULATED',
          HealthThreshold: 0,
          ChildHealthChecks: ['a', 'b'],
          Disabled: false,
          Inverted: false,
        },
      }),
      finds: [
        'all: Its threshold is 0 of 2 children, so it is always healthy: nothing that happens to them changes where traffic goes. [low]',
        '  all has the threshold 0 and 2 children',
      ],
    },
    'one whose use is not known': {
      given: all(two(), 0, ['a', 'b']).unread('resourceRecordSets', DENIED),
      finds: [
        'all: Its threshold is 0 of 2 children, so it is always healthy: nothing that happens to them changes where traffic goes.',
        '  all has the threshold 0 and 2 children',
      ],
    },
  },
  ignores: {
    'one that is disabled': all(two(), 0, ['a', 'b'], { Disabled: true }),
    'a check of an endpoint': child(account(), 'a'),
  },
  unknown: {
    'a child that was not read, where it decides': {
      given: all(two(), 3, ['a', 'b', 'far']),
      says: ['all: the state of its child far is not among those that were read'],
    },
    'a threshold that is not in the answer': {
      given: all(two(), 1, ['a', 'b'], { HealthThreshold: undefined }),
      says: ['all: its threshold, its children or whether it is disabled is not in the answer'],
    },
  },
})
