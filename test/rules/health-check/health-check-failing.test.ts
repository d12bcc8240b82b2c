import rule from '../../../rules/health-check/health-check-failing.ts'
import { type Account, DENIED, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const OK = 'Success: HTTP Status Code 200, OK'
const DOWN = 'Failure: Connection timed out.'
const primary = {
  Name: 'www.example.com.',
  Type: 'A' as const,
  SetIdentifier: 'primary',
  Failover: 'PRIMARY' as const,
  TTL: 60,
  ResourceRecords: [{ Value: '203.0.113.1' }],
  HealthCheckId: 'hc-1',
}
const CONFIG = {
  Type: 'HTTPS',
  FullyQualifiedDomainName: 'www.example.com',
  Port: 443,
  Disabled: false,
  Inverted: false,
} as const
const seen = (statuses: readonly string[], config: object = {}): Account =>
  account()
    .healthCheck('hc-1', { HealthCheckConfig: { ...CONFIG, ...config } }, statuses)
    .hostedZone('example.com', [primary])
const parent = {
  Type: 'CALCULATED',
  HealthThreshold: 1,
  ChildHealthChecks: ['hc-1'],
  Disabled: false,
  Inverted: false,
} as const

testRule(rule, {
  accepts: {
    'checkers that all reach it': seen([OK, OK, OK]),
    'one checker in five that reaches it, which is enough': seen([OK, DOWN, DOWN, DOWN, DOWN]),
  },
  flags: {
    'an endpoint that is down': {
      given: seen([DOWN, DOWN, DOWN]),
      finds: [
        'hc-1: 3 of 3 checkers get no healthy answer from https://www.example.com:443, so Route 53 sends nobody to it for www.example.com (A) unless all else is unhealthy, too.',
        '  hc-1 fails at 3 of 3 checkers: Failure: Connection timed out.',
        '  ZEXAMPLECOM/www.example.com./A/primary has the health check hc-1',
      ],
    },
    'one that a calculated check counts': {
      given: account()
        .healthCheck(
          'hc-1',
          { HealthCheckConfig: { ...CONFIG, IPAddress: '203.0.113.1', ResourcePath: '/up' } },
          [DOWN, 'Failure: HTTP Status Code 503'],
        )
        .healthCheck('hc-all', { HealthCheckConfig: parent }),
      finds: [
        'hc-1: 2 of 2 checkers get no healthy answer from https://203.0.113.1:443/up, so Route 53 sends nobody to it for health check hc-all unless all else is unhealthy, too.',
        '  hc-1 fails at 2 of 2 checkers: Failure: Connection timed out.; Failure: HTTP Status Code 503',
        '  hc-all counts it among its 1 children',
      ],
    },
    'what a stricter setting does not allow': {
      given: seen([OK, DOWN, DOWN, DOWN, DOWN]),
      settings: { healthyPercent: 50 },
      finds: [
        'hc-1: 4 of 5 checkers get no healthy answer from https://www.example.com:443, so Route 53 sends nobody to it for www.example.com (A) unless all else is unhealthy, too.',
        '  hc-1 fails at 4 of 5 checkers: Failure: Connection timed out.',
        '  ZEXAMPLECOM/www.example.com./A/primary has the health check hc-1',
      ],
    },
  },
  ignores: {
    'a check that nothing uses': account()
      .healthCheck('hc-1', { HealthCheckConfig: CONFIG }, [DOWN])
      .hostedZone('example.com'),
    'one that is inverted, and fails on purpose': seen([DOWN], { Inverted: true }),
    'one that is disabled': seen([DOWN], { Disabled: true }),
    'one of Cloud Map': account()
      .healthCheck(
        'hc-1',
        { HealthCheckConfig: CONFIG, LinkedService: { ServicePrincipal: 'servicediscovery.amazonaws.com' } },
        [DOWN],
      )
      .hostedZone('example.com', [primary]),
    'an alarm, which has no checkers': seen([], { Type: 'CLOUDWATCH_METRIC' }),
  },
  unknown: {
    'records that were not read': {
      given: seen([DOWN]).unread('resourceRecordSets', DENIED),
      says: ['hc-1: it fails, and whether anything uses it is not known: not all records were read'],
    },
    'a check that no checker has seen yet': {
      given: seen([]),
      says: ['hc-1: what the checkers saw, or how it is meant, is not in the answer'],
    },
  },
})
